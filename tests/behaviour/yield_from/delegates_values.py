# Values go down, results come up, through any iterable.
def inner():
    a = yield 1
    b = yield a
    return (a, b)
def outer():
    got = yield from inner()
    yield got
    none = yield from [7, 8]
    yield none
    yield from 'ab'
    yield from range(2)
    yield from {'k': 1}
    x = yield from ()
    return x
g = outer()
print(next(g), g.send('A'), g.send('B'))  # expect: 1 A ('A', 'B')
print(list(g))  # expect: [7, 8, None, 'a', 'b', 0, 1, 'k']
def tuple_of():
    return ((yield from [1]), (yield from [2]))
g = tuple_of()
try:
    next(g), next(g), next(g)
except StopIteration as e:
    print(e.value)  # expect: (None, None)
