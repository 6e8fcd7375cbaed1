# groups: async
import asyncio


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    queues = [asyncio.Queue(4) for _ in range(10)]
    for queue in queues:
        asyncio.ensure_future(producer(queue, 12_000))
    print(sum(await asyncio.gather(*map(consumer, queues))))


asyncio.run(main())
