# A chain of async generators: what the innermost one awaits travels in one step, nothing nests, and the links end as
# they would one by one.
import sys


class Y:
    def __await__(self):
        return (yield 'y')


async def source(count):
    for i in range(count):
        got = await Y()
        yield i if got is None else got


async def passing(inner):
    async for item in inner:
        yield item


async def total(inner):
    return [item async for item in inner]


def chain(depth, count):
    inner = source(count)
    for _ in range(depth):
        inner = passing(inner)
    return total(inner)


c = chain(400, 3)
print(c.send(None), c.send('a'), c.send(None))  # expect: y y y
try:
    c.send('b')
except StopIteration as e:
    print(e.value)  # expect: ['a', 1, 'b']

c = chain(400, 2)
c.send(None)
try:
    c.throw(KeyError('k'))
except KeyError as e:
    tb = e.__traceback__
    links = 0
    while tb:
        links += 1
        tb = tb.tb_next
    print(links)  # expect: 405

for end in 'close', 'drop':
    c = chain(400, 2)
    c.send(None)
    if end == 'close':
        c.close()
    del c
    print(end)
    # expect: close
    # expect: drop


# Somebody else turns to a link, or to the step of one.
async def shared():
    while True:
        await Y()
        yield 'own'


async def ask(step):
    return await step


g = shared()
step = g.asend(None)
a = ask(step)
print(a.send(None), g.ag_running, a.cr_await is step)  # expect: y True True
print(step.send(None) if False else 'waits', type(g.ag_await).__name__)  # expect: waits generator
try:
    step.send(None)
except StopIteration as e:
    print('direct', e.value, g.ag_running)  # expect: direct own False
try:
    a.send(None)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited __anext__()/asend()

step = g.asend(None)
a = ask(step)
a.send(None)
step.close()
try:
    a.send(None)
except RuntimeError as e:
    print(e, g.ag_running)  # expect: cannot reuse already awaited __anext__()/asend() True

g = shared()
a, b = ask(g.asend(None)), ask(g.asend(None))
a.send(None)
try:
    b.send(None)
except RuntimeError as e:
    print(e)  # expect: anext(): asynchronous generator is already running
try:
    a.send(None)
except StopIteration as e:
    print(e.value)  # expect: own
c = ask(g.aclose())
d = ask(g.asend(None))
d.send(None)
d.close()
print(g.ag_running, type(g.ag_await).__name__)  # expect: True generator
try:
    c.send(None)
except RuntimeError as e:
    print(e)  # expect: aclose(): asynchronous generator is already running


# Ends while an exception is thrown in through a step.
async def stubborn():
    try:
        await Y()
    except KeyError:
        yield 'caught'
    try:
        await Y()
    finally:
        yield 'finally'


for kind in 'asend', 'aclose', 'athrow':
    g = stubborn()
    a = ask(g.asend(None))
    a.send(None)
    try:
        a.throw(KeyError)
    except StopIteration as e:
        print(kind, e.value, g.ag_running)  # expect: asend caught False
    b = ask(g.asend(None) if kind == 'asend' else g.aclose() if kind == 'aclose' else g.athrow(KeyError))
    try:
        b.send(None)
        b.throw(OSError)
    except (StopIteration, RuntimeError, OSError, KeyError) as e:
        print(type(e).__name__, e, g.ag_running)  # expect: StopIteration finally False
# expect: aclose caught False
# expect: StopIteration  False
# expect: athrow caught False
# expect: KeyError  False
