# Parameters, *args, **kwargs and self captured by inner functions.
def f(a, *args, k=1, **kw):
    def show(): return a, args, k, sorted(kw.items())
    a += 1
    k = k * 2
    return show
print(f(1)(), f(1, 2, 3, k=4, z=5)())  # expect: (2, (), 2, []) (2, (2, 3), 8, [('z', 5)])
class C:
    def __init__(self, v):
        self.v = v
        self.get = lambda: self.v
    def adders(self):
        return [lambda x, n=n: x + n + self.v for n in range(2)]
c = C(10)
c.v = 20
print(c.get(), [a(1) for a in c.adders()])  # expect: 20 [21, 22]
def gen(x):
    def inner():
        yield x
        yield x + 1
    x *= 10
    return inner()
print(list(gen(2)))  # expect: [20, 21]
def compose(*fs):
    def composed(x):
        for g in reversed(fs): x = g(x)
        return x
    return composed
print(compose(str, lambda x: x + 1, abs)(-5))  # expect: 6
def fix(f): return (lambda x: x(x))(lambda y: f(lambda v: y(y)(v)))
print(fix(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(10))  # expect: 3628800
