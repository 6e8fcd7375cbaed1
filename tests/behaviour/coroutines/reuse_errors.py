# Awaiting one coroutine twice, at once or in turn.
import types
@types.coroutine
def pause():
    yield
async def worker():
    await pause()
    return 'w'
w = worker()
async def waits():
    return await w
a, b = waits(), waits()
a.send(None)
print(a.cr_await is w, w.cr_await is not None)  # expect: True True
try:
    b.send(None)
except RuntimeError as e:
    print(e)  # expect: coroutine is being awaited already
try:
    a.send(None)
except StopIteration as e:
    print(e.value)  # expect: w
d = waits()
try:
    d.send(None)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited coroutine
async def myself():
    try:
        me.send(None)
    except ValueError as e:
        print(e)  # expect: coroutine already executing
    await me
me = myself()
try:
    me.send(None)
except (RuntimeError, ValueError) as e:
    print(type(e).__name__, e)  # expect: ValueError coroutine already executing
