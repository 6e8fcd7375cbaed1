# A pipeline: the last stage ends early, the bounded queues fill, and the first stages wait for room.
import asyncio


async def read(out):
    for number in range(10):
        await out.put(number)


async def square(lines, out):
    while True:
        await out.put(await lines.get() ** 2)


async def write(squares, log):
    log.append(await squares.get())


async def main():
    lines, squares, log = asyncio.Queue(1), asyncio.Queue(1), []
    stages = [read(lines), square(lines, squares), write(squares, log)]
    await asyncio.wait([asyncio.create_task(stage, name=stage.__name__) for stage in stages])


asyncio.run(main())
