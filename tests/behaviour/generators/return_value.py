# A generator's return value travels in StopIteration; None gives no argument.
def returns(x):
    if x is None:
        return
    return x
    yield

for value in (None, 5, (1, 2), ValueError('v'), StopIteration(9)):
    try:
        next(returns(value))
    except StopIteration as e:
        print(repr(e.value), repr(e.args))
        # expect: None ()
        # expect: 5 (5,)
        # expect: (1, 2) ((1, 2),)
        # expect: ValueError('v') (ValueError('v'),)
        # expect: StopIteration(9) (StopIteration(9),)

def pair():
    yield 1
    return 'end'
g = pair()
next(g)
print(next(g, 'default'))  # expect: default
print(next(g, 'default'))  # expect: default
def lister():
    return [1, 2]
    yield
print(list(lister()), [*pair()], tuple(pair()))  # expect: [] [1] (1,)
