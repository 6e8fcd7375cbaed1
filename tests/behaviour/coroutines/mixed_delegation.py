# Native coroutines, types.coroutine generators and __await__ objects in one chain.
import types
@types.coroutine
def trap(x):
    try:
        got = yield x
    except KeyError as e:
        return 'trap caught ' + str(e)
    return got
class Awaitable:
    def __init__(self, inner): self.inner = inner
    def __await__(self):
        result = yield from self.inner.__await__()
        return 'A(' + result + ')'
async def native(x):
    return 'N(' + await trap(x) + ')'
@types.coroutine
def typed(x):
    result = yield from Awaitable(native(x)).__await__()
    other = yield from native(x + 1)
    return result + other
async def top():
    return await typed(1) + await Awaitable(native(5))
def drive(c, *answers):
    heard = [c.send(None)]
    for a in answers:
        try:
            heard.append(c.throw(a) if isinstance(a, Exception) else c.send(a))
        except StopIteration as e:
            return heard, e.value
    return heard
print(drive(top(), 'a', 'b', 'c'))  # expect: ([1, 2, 5], 'A(N(a))N(b)A(N(c))')
print(drive(top(), KeyError('k'), 'b', KeyError('z')))
# expect: ([1, 2, 5], "A(N(trap caught 'k'))N(b)A(N(trap caught 'z'))")
try:
    drive(top(), 'a', ValueError('not caught'))
except ValueError as e:
    print(e)  # expect: not caught
class IterAwait:
    def __await__(self): return iter(['x', 'y'])
async def over_iter():
    return await IterAwait()
c = over_iter()
print(c.send(None), c.send(None))  # expect: x y
try:
    c.send(None)
except StopIteration as e:
    print(e.value)  # expect: None
c = over_iter()
c.send(None)
try:
    c.send('value for a list iterator')
except AttributeError as e:
    print(e)  # expect: 'list_iterator' object has no attribute 'send'
c = over_iter()
c.send(None)
try:
    c.throw(OSError('no throw method'))
except OSError as e:
    print(e)  # expect: no throw method
c = over_iter()
c.send(None)
print(c.close())  # expect: None
