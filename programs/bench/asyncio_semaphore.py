# groups: async
# More tasks than a semaphore admits; each gives way inside.
import asyncio


async def worker(gate, inside, n):
    most = 0
    for _ in range(n):
        async with gate:
            inside[0] += 1
            most = max(most, inside[0])
            await asyncio.sleep(0)
            inside[0] -= 1
    return most


async def run(tasks, n):
    gate, inside = asyncio.Semaphore(5), [0]
    return max(await asyncio.gather(*(worker(gate, inside, n) for _ in range(tasks)))), inside[0]


print(asyncio.run(run(50, 500)))
