# __class__ cells, names of nested scopes, comprehension scopes in classes.
class A:
    def name(self): return __class__.__name__
    lam = lambda self: __class__
    def nested(self):
        def f(): return __class__
        return [f() for _ in range(1)][0]
    class B:
        def name(self): return __class__.__qualname__
print(A().name(), A().lam() is A, A().nested() is A, A.B().name())  # expect: A True True A.B
def outer():
    x = 'outer'
    class C:
        y = x
        x = 'class'
        def get(self): return x
        z = [x for _ in 'a'] if False else None
    return C
try: print(outer().y)
except NameError as e: print(e)  # expect: name 'x' is not defined
def outer2():
    x = 'outer2'
    class C:
        seen = [x for _ in 'a']
        def get(self): return x
    return C.seen, C().get()
print(outer2())  # expect: (['outer2'], 'outer2')
def f():
    xs = [1, 2]
    return [[x + y for x in xs] for y in xs], {k: [v for v in range(k)] for k in xs}, [(lambda: x)() for x in xs]
print(f())  # expect: ([[2, 3], [3, 4]], {1: [0], 2: [0, 1]}, [1, 2])
def g(n):
    if n: h = lambda: n
    try: return h()
    except UnboundLocalError as e: return str(e)
print(g(1), g(0))  # expect: 1 local variable 'h' referenced before assignment
try:
    class M(type):
        def __new__(m, n, b, ns):
            ns.pop('__classcell__', None)
            return super().__new__(m, n, b, ns)
    class K(metaclass=M):
        def f(self): return __class__
except RuntimeError as e: print(str(e)[:60])  # expect: __class__ not set defining 'K' as <class '__main__.K'>. Was
i = 'module'
print([i for i in range(2)], i, [j for j in (i for i in 'xy')], i)  # expect: [0, 1] module ['x', 'y'] module
exec('def made(a, *, b=2): return a + b')
print(made(1), made.__kwdefaults__)  # expect: 3 {'b': 2}
def gen():
    x = 1
    yield (lambda: x)
    x = 2
    yield x
it = gen()
l = next(it)
print(l(), next(it), l())  # expect: 1 2 2
