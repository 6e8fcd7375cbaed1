# groups: async
# args: 10000 | 100000 | 1000000
# COUNT timers at once, for moments all over the second that the million takes at least.
import asyncio
import sys


async def sleeper(n, count):
    await asyncio.sleep(n * 7919 % count * 1e-6)
    return n & 15


async def main(count):
    print(sum(await asyncio.gather(*(sleeper(n, count) for n in range(count)))))


asyncio.run(main(int(sys.argv[1])))
