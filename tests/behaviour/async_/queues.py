# The queues.
import asyncio
async def main():
    queue = asyncio.Queue(2)
    print(queue)  # expect: <Queue maxsize=2>
    async def produce():
        for n in range(5):
            await queue.put(n)
    producer = asyncio.create_task(produce())
    await asyncio.sleep(0)
    print(queue, queue.full(), queue.qsize(), queue.empty(), queue.maxsize)
    # expect: <Queue maxsize=2 _queue=[0, 1] _putters[1] tasks=2> True 2 False 2
    for wrong in (lambda: queue.put_nowait(1), asyncio.Queue().get_nowait, asyncio.Queue().task_done):
        try:
            wrong()
        except (asyncio.QueueFull, asyncio.QueueEmpty, ValueError) as e:
            print(repr(e))
            # expect: QueueFull()
            # expect: QueueEmpty()
            # expect: ValueError('task_done() called too many times')
    print([await queue.get() for _ in range(5)])  # expect: [0, 1, 2, 3, 4]
    await producer
    for _ in range(5):
        queue.task_done()
    await queue.join()
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    print(queue)  # expect: <Queue maxsize=2 _getters[1]>
    getter.cancel()
    print(await asyncio.gather(getter, return_exceptions=True), queue)
    # expect: [CancelledError('')] <Queue maxsize=2>
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        queue = kind()
        for n in (3, 1, 2):
            queue.put_nowait(n)
        print([queue.get_nowait() for _ in range(3)])
        # expect: [1, 2, 3]
        # expect: [2, 1, 3]
asyncio.run(main())
