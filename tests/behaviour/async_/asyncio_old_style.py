# Generator-based coroutines beside native ones.
import asyncio
@asyncio.coroutine
def old(x):
    yield from asyncio.sleep(0)
    y = yield from native(x)
    return y + 1
async def native(x):
    await asyncio.sleep(0)
    return x * 10
async def main():
    return await old(4), await native(2)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(main()))  # expect: (41, 20)
print(loop.run_until_complete(old(1)))  # expect: 11
print(asyncio.iscoroutinefunction(old), asyncio.iscoroutinefunction(native), asyncio.iscoroutinefunction(main))
# expect: True True True
loop.close()
