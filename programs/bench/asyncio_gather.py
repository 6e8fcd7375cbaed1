# groups: async
# args: 10000 | 100000
# COUNT tasks made, all alive at once, and gathered; each gives way once.
import asyncio
import sys


async def leaf(x):
    await asyncio.sleep(0)
    return x & 7


async def main(count):
    print(sum(await asyncio.gather(*[asyncio.create_task(leaf(x)) for x in range(count)])))


count = int(sys.argv[1])
for _ in range(40_000 // count or 1):
    asyncio.run(main(count))
