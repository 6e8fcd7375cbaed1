# The outermost iterable is evaluated at once, in the enclosing scope; the rest late.
def source():
    print('source')  # expect: source
    return [1, 2, 3]
factor = 2
g = (x * factor for x in source())
print('made')  # expect: made
factor = 10
print(list(g))  # expect: [10, 20, 30]
try:
    (x for x in 5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
bad = (y for x in [1] for y in undefined_name)
try:
    next(bad)
except NameError as e:
    print(e)  # expect: name 'undefined_name' is not defined
class C:
    n = 3
    xs = list(range(n))
    try:
        ys = list(n for _ in range(2))
    except NameError as e:
        print(e)  # expect: name 'n' is not defined
print(C.xs, list((x, y) for x in range(3) for y in range(x) if (x + y) % 2))  # expect: [0, 1, 2] [(1, 0), (2, 1)]
gs = [(lambda: i) for i in range(3)]
print([f() for f in gs])  # expect: [2, 2, 2]
print((lambda: (yield))().__name__, list((lambda: [(yield 1)])()))  # expect: <lambda> [1]
