# Warm calls of len and isinstance meet other objects, other classes and other functions of these names.
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
def size(x): return len(x)
def check(x, c): return isinstance(x, c)
class L(list):
    def __len__(self): return 99
class Sized:
    def __len__(self): return 5
class Bad:
    def __len__(self): return -1
class Base: pass
class Derived(Base): pass
class Pretends:
    __class__ = Derived
class Hooked:
    def __getattribute__(self, name): return Base if name == '__class__' else object.__getattribute__(self, name)
class Meta(type):
    def __instancecheck__(cls, x): return x == 5
class Checked(metaclass=Meta): pass
class Dies(list):
    def __del__(self): print('died', end=' ')
for i in range(20): size([i]); check(i, int)
things = [[], [1, 2], (1,), {1: 2}, 'abc', 'äö', b'ab', {1, 2, 3}, range(7), L(), Sized(), Bad(), 5, None, {}.keys(), bytearray(3)]
print([attempt(size, t) for t in things])
objects = [Base(), Derived(), Pretends(), Hooked(), Checked(), 5, True, 'x', None, Base, 1.5]
for c in (Base, Derived, Checked, int, str, object, type, (int, Base), (), type(None), int | str, 5, [int]):
    print([attempt(check, o, c) for o in objects])
print([size(Dies()) for i in range(3)], check(Dies(), list), attempt(check, 5, Dies()))
def many(x): return len(x), isinstance(x, list), isinstance(x, Derived)
for i in range(20): many([])
Derived.__bases__ = (Base, Pretends)
print(many([]), check(Derived(), Pretends), check(Base(), Pretends))
d = Derived(); d.__class__ = Base
print(check(d, Derived), check(d, Base))
Hidden = type('Hidden', (), {'__class__': property(lambda self: int)})
for i in range(20): check(Hidden(), Hidden)
print(check(Hidden(), int), check(Hidden(), Hidden), check(Hidden(), str))
len = lambda x: 'mine'
print(size([1])); del len; print(size([1]))
isinstance = lambda x, c: 'mine too'
print(check(1, int)); del isinstance; print(check(1, int))
import builtins
saved = builtins.len
builtins.len = None
print(attempt(size, [])); builtins.len = saved; print(size([]))
def wrong(): return len(), isinstance(1), len(1, 2), isinstance(1, 2, 3)
def wrong1(): return len()
for i in range(9): attempt(wrong1)
print(attempt(wrong1), attempt(lambda: isinstance(1)), attempt(lambda: len([], [])), attempt(lambda: isinstance(1, int, 3)))
class P:
    def __init__(self, x): self.x = x
def sums(p, q): return 2 + p.x, 3 - p.x, 4 * q.x, p.x + q.x - p.x * q.x
for i in range(20): sums(P(i), P(1))
for v in (1.5, 2 ** 62, 'ab', [1], None, 2 ** 80, True):
    print(attempt(sums, P(v), P(2)), attempt(lambda: 'x' * P(3).x))
class Q(P):
    @property
    def x(self): return 7
    @x.setter
    def x(self, v): pass
print(sums(Q(1), Q(2)), sums(P(1), Q(2)), attempt(sums, 5, 6))
def rest(*a): return a
def more(a, *b, c=3, **d): return a, b, c, d
def only(*, k=1): return k
class V:
    def __init__(self, *a, **k): self.a, self.k = a, k
    def m(self, *a): return self.a, a
    @staticmethod
    def s(*a): return a
    @classmethod
    def c(cls, *a): return cls.__name__, a
def all_of(v): return rest(), rest(1), rest(1, 2), more(1), more(1, 2, 3), more(1, 2, d=5, c=4), only(), vars(V()), vars(V(1, 2)), vars(V(1, k=2)), V(1).m(2), V.s(1, 2), V.c(3), v.m(4), v.s(5), v.c(6), V.m(v, 7)
for i in range(20): all_of(V(0))
print(all_of(V(0)))
print(attempt(more), attempt(only, 1), attempt(rest, *range(20)) == tuple(range(20)), attempt(V.m))
def gen():
    for i in range(20): yield all_of(V(i)), size('abc'), check(i, int)
print(list(gen())[-1][1:])
# expect: [0, 2, 1, 1, 3, 2, 2, 3, 7, 99, 5, ('ValueError', '__len__() should return >= 0'), ('TypeError', "object of type 'int' has no len()"), ('TypeError', "object of type 'NoneType' has no len()"), 0, 3]
# expect: [True, True, True, True, False, False, False, False, False, False, False]
# expect: [False, True, True, False, False, False, False, False, False, False, False]
# expect: [False, False, False, False, True, True, False, False, False, False, False]
# expect: [False, False, False, False, False, True, True, False, False, False, False]
# expect: [False, False, False, False, False, False, False, True, False, False, False]
# expect: [True, True, True, True, True, True, True, True, True, True, True]
# expect: [False, False, False, False, False, False, False, False, False, True, False]
# expect: [True, True, True, True, False, True, True, False, False, False, False]
# expect: [False, False, False, False, False, False, False, False, False, False, False]
# expect: [False, False, False, False, False, False, False, False, True, False, False]
# expect: [False, False, False, False, False, True, True, True, False, False, False]
# expect: [('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union')]
# expect: [('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union'), ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union')]
# expect: died died died died died [0, 0, 0] True ('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union')
# expect: (0, True, False) True False
# expect: True True
# expect: True True False
# expect: mine
# expect: 1
# expect: mine too
# expect: True
# expect: ('TypeError', "'NoneType' object is not callable")
# expect: 0
# expect: ('TypeError', 'len() takes exactly one argument (0 given)') ('TypeError', 'isinstance expected 2 arguments, got 1') ('TypeError', 'len() takes exactly one argument (2 given)') ('TypeError', 'isinstance expected 2 arguments, got 3')
# expect: (3.5, 1.5, 8, 0.5) xxx
# expect: (4611686018427387906, -4611686018427387901, 8, -4611686018427387902) xxx
# expect: ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'") xxx
# expect: ('TypeError', "unsupported operand type(s) for +: 'int' and 'list'") xxx
# expect: ('TypeError', "unsupported operand type(s) for +: 'int' and 'NoneType'") xxx
# expect: (1208925819614629174706178, -1208925819614629174706173, 8, -1208925819614629174706174) xxx
# expect: (3, 2, 8, 1) xxx
# expect: (9, -4, 28, -35) (3, 2, 28, 1) ('AttributeError', "'int' object has no attribute 'x'")
# expect: ((), (1,), (1, 2), (1, (), 3, {}), (1, (2, 3), 3, {}), (1, (2,), 4, {'d': 5}), 1, {'a': (), 'k': {}}, {'a': (1, 2), 'k': {}}, {'a': (1,), 'k': {'k': 2}}, ((1,), (2,)), (1, 2), ('V', (3,)), ((0,), (4,)), (5,), ('V', (6,)), ((0,), (7,)))
# expect: ('TypeError', "more() missing 1 required positional argument: 'a'") ('TypeError', 'only() takes 0 positional arguments but 1 was given') True ('TypeError', "V.m() missing 1 required positional argument: 'self'")
# expect: (3, True)
