# What async for says of things that are not async iterables.
def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def loop(x):
    try:
        async for _ in x:
            break
    except Exception as e:
        print(type(e).__name__, e, '| cause', repr(e.__cause__))
        # expect: TypeError 'async for' requires an object with __aiter__ method, got int | cause None
        # expect: TypeError 'async for' requires an object with __aiter__ method, got list | cause None
        # expect: TypeError 'async for' received an object from __aiter__ that does not implement __anext__: int | cause None
        # expect: TypeError 'async for' received an object from __aiter__ that does not implement __anext__: coroutine | cause None
        # expect: TypeError 'async for' received an invalid object from __anext__: int | cause TypeError("object int can't be used in 'await' expression")
        # expect: KeyError 'anext' | cause None
        # expect: ValueError in anext | cause None
class NoAnext:
    def __aiter__(self):
        return 5
class Coro:
    async def __aiter__(self):
        return self
class BadAnext:
    def __aiter__(self):
        return self
    def __anext__(self):
        return 7
class RaisingAnext:
    def __aiter__(self):
        return self
    def __anext__(self):
        raise KeyError('anext')
class AwaitRaises:
    def __aiter__(self):
        return self
    async def __anext__(self):
        raise ValueError('in anext')
class Stops:
    def __aiter__(self):
        return self
    async def __anext__(self):
        raise StopAsyncIteration
for x in (5, [1], NoAnext(), Coro(), BadAnext(), RaisingAnext(), AwaitRaises(), Stops()):
    run(loop(x))
print('end')  # expect: end
