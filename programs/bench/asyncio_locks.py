# groups: asyncio
import asyncio


async def worker(lock, gate, log, n):
    for i in range(n):
        async with lock:
            log[0] += 1
        async with gate:
            await asyncio.sleep(0)


async def forever(event):
    try:
        await event.wait()
    except asyncio.CancelledError:
        return 1


async def run(tasks, n):
    lock, gate, log = asyncio.Lock(), asyncio.Semaphore(3), [0]
    await asyncio.gather(*(worker(lock, gate, log, n) for _ in range(tasks)))
    event = asyncio.Event()
    waiting = [asyncio.create_task(forever(event)) for _ in range(tasks * 100)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    return log[0], sum(await asyncio.gather(*waiting))


print(asyncio.run(run(100, 200)))
