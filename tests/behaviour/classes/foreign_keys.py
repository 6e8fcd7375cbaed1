# Keys of namespaces that are no plain strs: subclasses of str, and objects that only compare equal to a name.
class S(str): pass
class Odd:
    def __hash__(self): return hash('attr')
    def __eq__(self, other): return other == 'attr'
class C: pass
c = C()
c.__dict__[S('x')] = 1
print(c.x, type('T', (), {S('x'): 5})().x)
c.x = 2
print(c.__dict__)
space = {S('x'): 1}
exec('print(x); x = 5', space)
print(len([k for k in space if k == 'x']), space['x'])
c.__dict__[Odd()] = 9
print(c.attr)
c.attr = 10
print(len(c.__dict__), c.attr)
del c.attr
print(c.__dict__)
T = type('T', (), {Odd(): 3})
print(T.attr, T().attr, hasattr(T, 'other'))
class U(T): pass
print(U.attr)
# expect: 1 5
# expect: {'x': 2}
# expect: 1
# expect: 1 5
# expect: 9
# expect: 2 10
# expect: {'x': 2}
# expect: 3 3 False
# expect: 3
