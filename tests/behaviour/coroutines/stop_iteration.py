# StopIteration inside a coroutine becomes RuntimeError; StopAsyncIteration passes.
import types
async def f():
    raise StopIteration(3)
async def g():
    await f()
@types.coroutine
def h():
    raise StopIteration
    yield
async def k():
    await h()
async def a():
    raise StopAsyncIteration
for c in (f(), g(), k(), a()):
    try:
        c.send(None)
    except (RuntimeError, StopAsyncIteration) as e:
        print(type(e).__name__, e, repr(e.__cause__))
        # expect: RuntimeError coroutine raised StopIteration StopIteration(3)
        # expect: RuntimeError coroutine raised StopIteration StopIteration(3)
        # expect: RuntimeError generator raised StopIteration StopIteration()
        # expect: StopAsyncIteration  None
