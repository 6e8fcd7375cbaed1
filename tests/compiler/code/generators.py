def g(x):
    y = yield
    z = yield y
    yield from x
    return (yield from z) or (yield 1, 2)
def h():
    try:
        yield 1
    finally:
        yield 2
def i():
    with a:
        for x in b:
            yield x
    return [(yield_) for yield_ in x]
def j():
    def k():
        nonlocal n
        yield n
        del n
    n = 1
