# groups: async
# Async generators in a pipeline that waits now and then, async comprehensions, asend and aclose.
import asyncio


async def numbers(n):
    for i in range(n):
        if i & 7 == 0:
            await asyncio.sleep(0)
        yield i


async def scaled(source, by):
    async for x in source:
        yield x * by


async def average():
    total = count = 0
    mean = None
    try:
        while True:
            total += yield mean
            count += 1
            mean = total // count
    finally:
        await asyncio.sleep(0)


async def consume(n):
    total = 0
    async for x in scaled(numbers(n), 3):
        total += x
    total += len([x async for x in scaled(numbers(n), 2) if x & 2])
    mean = average()
    await mean.asend(None)
    for i in range(n):
        total += await mean.asend(i)
    await mean.aclose()
    for i in range(n // 10):
        async for x in numbers(3):
            total += x
    return total


async def main():
    print(await asyncio.gather(*(consume(n) for n in range(6000, 6010))))


asyncio.run(main())
