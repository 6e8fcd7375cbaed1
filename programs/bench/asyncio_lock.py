# groups: async
# A hundred tasks and one lock: it is taken at once, and held over a switch so that the others wait.
import asyncio


async def worker(lock, log, n):
    for i in range(n):
        async with lock:
            log[0] += 1
        if i & 3 == 0:
            async with lock:
                before = log[1]
                await asyncio.sleep(0)
                log[1] = before + 1


async def run(tasks, n):
    lock, log = asyncio.Lock(), [0, 0]
    await asyncio.gather(*(worker(lock, log, n) for _ in range(tasks)))
    return log


print(asyncio.run(run(100, 300)))
