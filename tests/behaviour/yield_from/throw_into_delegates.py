# throw goes to the innermost; without a `throw` method it is raised in the delegator.
def inner():
    try:
        yield 'in'
    except ValueError as e:
        print('inner caught', e)  # expect: inner caught v
        yield 'recovered'
    return 'inner result'
def middle():
    try:
        result = yield from inner()
    except KeyError as e:
        print('middle caught', repr(e))
        result = 'from middle'
    yield result
def top():
    yield from middle()
g = top()
print(next(g), g.throw(ValueError('v')), next(g))  # expect: in recovered inner result
g = top()
next(g)
print(g.throw(KeyError, 'k'))
# expect: middle caught KeyError('k')
# expect: from middle
g = top()
next(g)
try:
    g.throw(OSError('o'))
except OSError as e:
    print('out', e, next(g, 'finished'))  # expect: out o finished
def over_list():
    try:
        yield from [1, 2]
    except ValueError:
        yield 'no throw method'
g = over_list()
next(g)
print(g.throw(ValueError))  # expect: no throw method
class Custom:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def throw(self, *args):
        print('throw', args[0].__name__ if isinstance(args[0], type) else repr(args[0]), len(args))
        # expect: throw ValueError 2
        raise StopIteration('via throw')
def over_custom():
    got = yield from Custom()
    yield got
g = over_custom()
next(g)
print(g.throw(ValueError, 'x'))  # expect: via throw
class BadThrow:
    def __iter__(self): return self
    def __next__(self): return 'n'
    @property
    def throw(self):
        raise RuntimeError('getter')
def over_bad():
    yield from BadThrow()
g = over_bad()
next(g)
try:
    g.throw(ValueError)
except RuntimeError as e:
    print(e)  # expect: getter
