# groups: async
# Tasks made, gathered and forgotten.
import asyncio


async def leaf(x):
    return x & 7


async def branch(x):
    tasks = [asyncio.create_task(leaf(x + i)) for i in range(10)]
    return sum([await task for task in tasks])


async def main():
    total = 0
    for i in range(330):
        total += sum(await asyncio.gather(*(branch(i + j) for j in range(30))))
    print(total)


asyncio.run(main())
