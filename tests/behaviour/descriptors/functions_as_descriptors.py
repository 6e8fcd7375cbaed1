# Functions bind by __get__; staticmethod, classmethod and callables differ.
class C:
    def m(self, *a): return a
    s = staticmethod(m)
    k = classmethod(lambda cls, *a: (cls.__name__, a))
    b = len
    l = lambda self: 'lambda'
c = C()
print(c.m(1), c.s(c, 2), c.k(3), C.k(4), c.b('four'), c.l())  # expect: (1,) (2,) ('C', (3,)) ('C', (4,)) 4 lambda
f = C.__dict__['m']
print(f.__get__(c, C)(5), f.__get__(None, C) is f, f.__get__(7)(8))  # expect: (5,) True (8,)
print(type(C.__dict__['s']).__name__, type(C.__dict__['k']).__name__, C.__dict__['s'].__func__ is f)
# expect: staticmethod classmethod True
c.m = lambda *a: ('instance', a)
print(c.m(1))  # expect: ('instance', (1,))
class Callable:
    def __call__(self, *a): return a
class D:
    call = Callable()
    bound = c.k
    t = type('T', (), {})
print(D().call(1), D().bound(2), type(D().t()).__name__)  # expect: (1,) ('C', (2,)) T
print(staticmethod(len)('abc'), C.s.__name__)  # expect: 3 m
class M(type):
    def __call__(cls, *a): return 'meta call', a
class E(metaclass=M): pass
print(E(1))  # expect: ('meta call', (1,))
try:
    C.m()
except TypeError as e:
    print(e)  # expect: C.m() missing 1 required positional argument: 'self'
