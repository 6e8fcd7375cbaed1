# Warm calls with keywords: other callables, changed defaults and code, methods, classes, errors.
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
def f(a, b=2, *, c=3, d=4): return a, b, c, d
def g(x, /, a, b='b'): return x, a, b
def h(a, b, *rest, c=1, **more): return a, b, rest, c, more
def call(f): return f(1, c=5, b=6)
def gall(f): return f('x', b='y', a='z')
for i in range(20): call(f); gall(g)
print(call(f), gall(g), call(h), attempt(call, g), attempt(gall, f), attempt(call, len), attempt(call, 5))
print(call(lambda a, b, c: (a, b, c)), call(lambda a, c, b, z=9: (a, c, b, z)), call(lambda *a, **k: (a, k)))
for i in range(20): call(f)
f.__defaults__ = (7, 8); print(call(f))
f.__kwdefaults__ = {'c': 1, 'd': 'new'}; print(call(f))
f.__kwdefaults__ = None; print(attempt(call, f))
f.__kwdefaults__ = {'d': []}; print(call(f))
f.__code__ = (lambda a, b, c, d=0: (d, c, b, a)).__code__
print(attempt(call, f)); f.__defaults__ = (1,); print(call(f))
def needs(a, b, c, e): return a, b, c, e
print(attempt(call, needs))
needs.__defaults__ = (0, 1); print(call(needs)); needs.__defaults__ = None
for i in range(20): attempt(call, needs)
print(attempt(call, needs))
class K:
    def __init__(self, a, b=0, *, c=0): self.a, self.b, self.c = a, b, c
    def m(self, a, b=0, c=0): return type(self).__name__, a, b, c
    @classmethod
    def k(cls, a, b=0, c=0): return cls.__name__, a, b, c
    @staticmethod
    def s(a, b=0, c=0): return a, b, c
    def __call__(self, a, b, c): return 'called', a, b, c
class L(K):
    def __init__(self, **k): super().__init__(1, **k)
def make(cls): return vars(cls(1, c=5, b=6))
def method(o): return o.m(1, c=5, b=6)
for i in range(20): make(K); method(K(1))
print(make(K), method(K(1)), method(L(b=3)), attempt(make, L), call(K.k), call(K.s), call(K(1)), call(K(1).m), vars(L(c=2)))
K.__init__ = lambda self, a, c, b: setattr(self, 'x', (a, b, c)); print(make(K))
K.__init__ = lambda self, a, c, b: 5; print(attempt(make, K))
K.__new__ = lambda cls, *a, **k: object.__new__(cls); K.__init__ = lambda self, **k: None; print(attempt(make, K))
K.m = lambda self, c, b, a=0: (a, b, c); print(attempt(method, K()))
o = K(); o.m = f; print(method(o))
def gen(a, b, c): yield a, b, c
async def co(a, b, c): return a, b, c
for i in range(20): list(call(gen))
print(list(call(gen)), attempt(call(co).send, None))
def cell(a, b, c): return lambda: (a, b, c)
for i in range(20): call(cell)
print(call(cell)())
def deep(n, *, k): return n if n == 0 else 1 + deep(n - 1, k=k)
print(deep(500, k=1))
def forever(n, *, k): return forever(n, k=k)
print(attempt(lambda: forever(1, k=2)))
def inside():
    for i in range(20): yield call(f), make(L) if i < 0 else method(o)
print(list(inside())[-1])
def twice(f): return f(*(1,), c=2, **{'b': 3}), f(*[4, 5], **{})
for i in range(20): attempt(twice, h)
print(twice(h), attempt(twice, f), attempt(twice, lambda *a, **k: (a, k)))
print(attempt(lambda: h(1, 2, 3, 4, c=5, z=6, y=7)), attempt(lambda: h(1, a=2)), attempt(lambda: h(b=1)), attempt(lambda: f(1, 2, 3, 4, z=5)))
class Noisy:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def many(a, b=None, c=None): return b.n
def drop(f): return f(1, c=2, b=Noisy(3))
for i in range(8): drop(many)
drop(lambda a, c, b: print('in'))
attempt(drop, lambda a, b: 1)
# expect: (1, 6, 5, 4) ('x', 'z', 'y') (1, 6, (), 5, {}) ('TypeError', "g() got an unexpected keyword argument 'c'") ('TypeError', "f() got multiple values for argument 'a'") ('TypeError', 'len() takes no keyword arguments') ('TypeError', "'int' object is not callable")
# expect: (1, 6, 5) (1, 5, 6, 9) ((1,), {'c': 5, 'b': 6})
# expect: (1, 6, 5, 4)
# expect: (1, 6, 5, 'new')
# expect: ('TypeError', "f() missing 1 required keyword-only argument: 'd'")
# expect: (1, 6, 5, [])
# expect: (8, 5, 6, 1)
# expect: (1, 5, 6, 1)
# expect: ('TypeError', "needs() missing 1 required positional argument: 'e'")
# expect: (1, 6, 5, 1)
# expect: ('TypeError', "needs() missing 1 required positional argument: 'e'")
# expect: {'a': 1, 'b': 6, 'c': 5} ('K', 1, 6, 5) ('L', 1, 6, 5) ('TypeError', 'L.__init__() takes 1 positional argument but 2 were given') ('K', 1, 6, 5) (1, 6, 5) ('called', 1, 6, 5) ('K', 1, 6, 5) {'a': 1, 'b': 0, 'c': 2}
# expect: {'x': (1, 6, 5)}
# expect: ('TypeError', "__init__() should return None, not 'int'")
# expect: ('TypeError', '<lambda>() takes 1 positional argument but 2 were given')
# expect: ('TypeError', "<lambda>() got multiple values for argument 'c'")
# expect: (1, 5, 6, 1)
# expect: [(1, 6, 5)] ('StopIteration', '(1, 6, 5)')
# expect: (1, 6, 5)
# expect: 500
# expect: ('RecursionError', 'maximum recursion depth exceeded')
# expect: ((1, 5, 6, 1), (1, 5, 6, 1))
# expect: ((1, 3, (), 2, {}), (4, 5, (), 1, {})) ('TypeError', "f() missing 1 required positional argument: 'c'") (((1,), {'c': 2, 'b': 3}), ((4, 5), {}))
# expect: (1, 2, (3, 4), 5, {'z': 6, 'y': 7}) ('TypeError', "h() got multiple values for argument 'a'") ('TypeError', "h() missing 1 required positional argument: 'a'") ('TypeError', "f() got an unexpected keyword argument 'z'")
# expect: del 3
# expect: del 3
# expect: del 3
# expect: del 3
# expect: del 3
# expect: del 3
# expect: del 3
# expect: del 3
# expect: in
# expect: del 3
# expect: del 3


# One function, plain at first, then bound to an object or called by its class: the same names mean other places.
class Bound:
    def __init__(self, b='b', c='c', d='d'):
        self.values = b, c, d

    def method(self, b='b', c='c', d='d'):
        return isinstance(self, Bound), b, c, d


def with_c(callee, first):
    return callee(first, c=5)


def with_self(callee):
    try:
        return callee(self=1, c=2)[1:]
    except TypeError as error:
        return str(error)


def with_list(callee, first):
    return callee(first, d=[first])


bound = Bound()
for _ in range(20):
    with_c(Bound.method, bound), with_self(Bound.method), with_list(Bound, 1)
print(with_c(Bound.method, bound), with_c(bound.method, 7))  # expect: (True, 'b', 5, 'd') (True, 7, 5, 'd')
print(with_self(Bound.method))  # expect: ('b', 2, 'd')
print(with_self(bound.method))  # expect: Bound.method() got multiple values for argument 'self'
print(with_list(Bound.__init__, bound), bound.values[:2], len(bound.values[2]))  # expect: None ('b', 'c') 1
for _ in range(20):
    with_c(bound.method, 1)
print(with_c(Bound.method, bound), with_c(bound.method, 7))  # expect: (True, 'b', 5, 'd') (True, 7, 5, 'd')
