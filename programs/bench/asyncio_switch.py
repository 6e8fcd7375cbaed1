# groups: async
# Two hundred tasks that give way to one another.
import asyncio


async def worker(n):
    total = 0
    for i in range(n):
        await asyncio.sleep(0)
        total += i
    return total


async def main():
    print(sum(await asyncio.gather(*(worker(1000) for _ in range(200)))))


asyncio.run(main())
