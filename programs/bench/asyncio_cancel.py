# groups: async
# Tasks that wait for an event, a future, a timer or one another are cancelled, and some of them clean up.
import asyncio


async def forever(event):
    try:
        await event.wait()
    except asyncio.CancelledError:
        return 1


async def holder(future, log):
    try:
        await future
    finally:
        log[0] += 1


async def chain(event):
    await asyncio.create_task(forever(event))


async def round_of(loop, count):
    event, log = asyncio.Event(), [0]
    tasks = []
    for i in range(count):
        tasks.append(asyncio.create_task(forever(event)))
        tasks.append(asyncio.create_task(holder(loop.create_future(), log)))
        tasks.append(asyncio.create_task(asyncio.sleep(60 + i)))
        tasks.append(asyncio.create_task(chain(event)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    return log[0], ended.count(1), sum(isinstance(end, asyncio.CancelledError) for end in ended)


async def main():
    loop = asyncio.get_running_loop()
    print([sum(column) for column in zip(*[await round_of(loop, 200) for _ in range(15)])])


asyncio.run(main())
