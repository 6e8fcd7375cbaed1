"""The countdown again, on asyncio: three tasks, one clock."""
import asyncio
import time

SECOND = 0.06


async def countdown(name, count, delay):
    await asyncio.sleep(delay * SECOND)
    for n in range(count, 0, -1):
        print(f'{name}: {n}')
        await asyncio.sleep(SECOND)
    print(f'{name}: gone')
    return name, count


async def main():
    print(await asyncio.gather(countdown('first', 3, 0), countdown('second', 2, 0.3), countdown('third', 1, 0.6)))
    task = asyncio.create_task(countdown('scrubbed', 5, 0))
    await asyncio.sleep(1.5 * SECOND)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('scrubbed: cancelled')


started = time.monotonic()
asyncio.run(main())
print('in parallel:', (time.monotonic() - started) / SECOND < 12)

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
tasks = [loop.create_task(countdown('old', 2, 0)), loop.create_task(countdown('loop', 2, 0.5))]
done, pending = loop.run_until_complete(asyncio.wait(tasks))
print(sorted(task.result() for task in done), pending)
loop.close()
