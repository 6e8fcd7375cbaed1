# as_completed, Event and Queue.
import asyncio
async def main():
    for fut in asyncio.as_completed([asyncio.sleep(0.02, 'slow'), asyncio.sleep(0.001, 'fast')]):
        print(await fut)
        # expect: fast
        # expect: slow
      
      
    event, heard = asyncio.Event(), []
    async def listener(n):
        await event.wait()
        heard.append(n)
    tasks = [asyncio.create_task(listener(n)) for n in range(3)]
    await asyncio.sleep(0)
    event.set()
    await asyncio.wait(tasks)
    print(heard, event.is_set())  # expect: [0, 1, 2] True
    queue = asyncio.Queue()
    for n in range(3):
        queue.put_nowait(n)
    print([await queue.get() for _ in range(queue.qsize())], queue.empty())  # expect: [0, 1, 2] True
asyncio.run(main())
