# groups: async
# A ring of tasks hands a number on through futures.
import asyncio


async def station(loop, ring, position, laps):
    total = 0
    for _ in range(laps):
        value = await ring[position]
        ring[position] = loop.create_future()
        total += value & 3
        ring[(position + 1) % len(ring)].set_result(value + 1)
    return total


async def main():
    loop = asyncio.get_running_loop()
    ring = [loop.create_future() for _ in range(50)]
    tasks = [asyncio.ensure_future(station(loop, ring, position, 1600)) for position in range(50)]
    ring[0].set_result(0)
    print(sum(await asyncio.gather(*tasks)))


asyncio.run(main())
