# groups: asyncio
# Many timers, most of them for the same few moments.
import asyncio


async def sleeper(n):
    total = 0
    for i in range(4):
        await asyncio.sleep(0.001 * (n % 7 + 1))
        total += n + i
    return total


async def main():
    print(sum(await asyncio.gather(*(sleeper(n) for n in range(7000)))))


asyncio.run(main())
