# wait: its modes, its timeout and what it refuses.
import asyncio
async def value(n, event=None):
    if event is not None:
        await event.wait()
    if n < 0:
        raise ValueError(n)
    return n
async def refused(*args, **kw):
    try:
        await asyncio.wait(*args, **kw)
    except (TypeError, ValueError) as e:
        print(e)
async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(value(1)), asyncio.create_task(value(2, event)), asyncio.create_task(value(-3, event))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))  # expect: 1 2
    done, pending = await asyncio.wait(tasks, timeout=0)
    print(len(done), len(pending))  # expect: 1 2
    event.set()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(tasks[2] in done)  # expect: True
    done, pending = await asyncio.wait(tasks)
    print(sorted(repr(t.exception() or t.result()) for t in done), pending)
    # expect: ['1', '2', 'ValueError(-3)'] set()
    await refused([])  # expect: Set of coroutines/Futures is empty.
    await refused(tasks[0])  # expect: expect a list of futures, not Task
    await refused(tasks, return_when='never')  # expect: Invalid return_when value: never
asyncio.run(main())
