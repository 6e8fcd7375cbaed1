# PEP 479: StopIteration that leaves a generator's body becomes RuntimeError, with cause and context.
def raises():
    yield 1
    raise StopIteration(5)
def forgets():
    yield next(iter([]))
def catches():
    try:
        yield next(iter([]))
    except StopIteration:
        yield 'caught'
for f in (raises, forgets, catches):
    try:
        print(list(f()))
    except RuntimeError as e:
        print(f.__name__, e, repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
        # expect: raises generator raised StopIteration StopIteration(5) True True
        # expect: forgets generator raised StopIteration StopIteration() True True
# expect: ['caught']
def plain():
    yield
g = plain()
next(g)
try:
    g.throw(StopIteration('thrown'))
except RuntimeError as e:
    print(e, repr(e.__cause__))  # expect: generator raised StopIteration StopIteration('thrown')
g = plain()
try:
    g.throw(StopIteration('unstarted'))
except RuntimeError as e:
    print(e, repr(e.__cause__))  # expect: generator raised StopIteration StopIteration('unstarted')
try:
    list(next(iter([])) for _ in range(2))
except RuntimeError as e:
    print(e)  # expect: generator raised StopIteration
g = plain()
next(g)
try:
    g.throw(StopAsyncIteration('fine'))
except StopAsyncIteration as e:
    print(repr(e))  # expect: StopAsyncIteration('fine')
