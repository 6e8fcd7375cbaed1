# as_completed gives results in the order in which they come.
import asyncio
async def after(n, events):
    await events[n].wait()
    if n:
        events[n - 1].set()
    return n
async def main():
    events = [asyncio.Event() for _ in range(3)]
    events[2].set()
    for first in asyncio.as_completed([after(n, events) for n in range(3)]):
        print(await first)
        # expect: 2
        # expect: 1
        # expect: 0
    try:
        for first in asyncio.as_completed([asyncio.sleep(10)], timeout=0.001):
            await first
    except asyncio.TimeoutError as e:
        print(repr(e))  # expect: TimeoutError()
asyncio.run(main())
