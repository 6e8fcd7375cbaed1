# __slots__: no dict, layout conflicts, inheritance, __weakref__.
class S:
    __slots__ = ('a', '_b', '__private')
    def __init__(self): self.a = 1; self.__private = 'p'
    def get(self): return self.__private
s = S()
print(s.a, s.get(), hasattr(s, '__dict__'), type(S.a).__name__, S.__slots__)
# expect: 1 p False member_descriptor ('a', '_b', '__private')
for f in (lambda: setattr(s, 'c', 1), lambda: s._b, lambda: delattr(s, '_b')):
    try:
        f()
    except AttributeError as e:
        print(e)
        # expect: 'S' object has no attribute 'c'
        # expect: 'S' object has no attribute '_b'
        # expect: _b
class T(S):
    __slots__ = ['d']
class U(S): pass
t, u = T(), U()
t.d = 4
u.anything = 1
print(t.d, u.__dict__, t.a)  # expect: 4 {'anything': 1} 1
class Q: __slots__ = ('q',)
for make in (lambda: type('X', (S, Q), {}), lambda: type('X', (), {'__slots__': ('x',), 'x': 1}),
             lambda: type('X', (), {'__slots__': ('1x',)}), lambda: type('X', (int,), {'__slots__': ('x',)}),
             lambda: type('X', (tuple,), {'__slots__': ('x',)})):
    try:
        print(make().__slots__)
    except (TypeError, ValueError) as e:
        print(e)
        # expect: multiple bases have instance lay-out conflict
        # expect: 'x' in __slots__ conflicts with class variable
        # expect: __slots__ must be identifiers
        # expect: nonempty __slots__ not supported for subtype of 'int'
        # expect: nonempty __slots__ not supported for subtype of 'tuple'
S.a.__set__(s, 9)
print(S.a.__get__(s), S.a.__name__, S.__dict__['a'] is S.a)  # expect: 9 a True
