# yield as an expression in every place that takes one.
def g1():
    x = yield
    y = (yield x) or 'none'
    z = [(yield 'a'), (yield 'b')]
    yield (y, z)
    print('args', max((yield 'p'), (yield 'q')))
    d = {(yield 'key'): (yield 'value')}
    yield d
    f'{(yield "f")}'
    lambda: (yield)
    x = yield 1, 2
    x += yield 'aug'
    yield x
    assert (yield 'assert'), (yield 'message')
g = g1()
print(next(g), g.send('x'), g.send(''), g.send('A'), g.send('B'))  # expect: None x a b ('none', ['A', 'B'])
print(g.send(None), g.send(3), g.send(9))
# expect: args 9
# expect: p q key
print(g.send('k'), g.send('v'))  # expect: value {'k': 'v'}
print(next(g), next(g), g.send(10), g.send(5))  # expect: f (1, 2) aug 15
print(next(g), g.send(False))  # expect: assert message
try:
    g.send('msg')
except AssertionError as e:
    print(e)  # expect: msg
