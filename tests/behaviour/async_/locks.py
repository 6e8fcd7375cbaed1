# Lock, Event, Condition and the semaphores.
import asyncio
async def main():
    lock = asyncio.Lock()
    print(repr(lock)[-10:])  # expect: unlocked]>
    log = []
    async def hold(n):
        async with lock:
            log.append(n)
            await asyncio.sleep(0)
    await asyncio.gather(*(hold(n) for n in range(4)))
    print(log)  # expect: [0, 1, 2, 3]
    await lock.acquire()
    task = asyncio.create_task(hold(9))
    await asyncio.sleep(0)
    print(lock.locked(), repr(lock)[-20:])  # expect: True [locked, waiters:1]>
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    lock.release()
    event = asyncio.Event()
    tasks = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    print(repr(event)[-18:])  # expect: unset, waiters:2]>
    event.set()
    print(await asyncio.gather(*tasks), event.is_set())  # expect: [True, True] True
    condition = asyncio.Condition()
    woken = []
    async def wait(n):
        async with condition:
            await condition.wait()
            woken.append(n)
    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(0)
    async with condition:
        condition.notify(2)
    for _ in range(5):
        await asyncio.sleep(0)
    print(woken)  # expect: [0, 1]
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(woken)  # expect: [0, 1, 2]
    semaphore = asyncio.Semaphore(2)
    most = inside = 0
    async def enter():
        nonlocal most, inside
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1
    await asyncio.gather(*(enter() for _ in range(7)))
    print(most, semaphore.locked(), repr(semaphore)[-19:])  # expect: 2 False unlocked, value:2]>
    bounded = asyncio.BoundedSemaphore(1)
    for wrong in (lock.release, condition.notify, bounded.release, lambda: asyncio.Semaphore(-1),
                  lambda: asyncio.Lock(loop=None)):
        try:
            wrong()
        except (RuntimeError, ValueError, TypeError) as e:
            print(type(e).__name__, e)
            # expect: RuntimeError Lock is not acquired.
            # expect: RuntimeError cannot notify on un-acquired lock
            # expect: ValueError BoundedSemaphore released too many times
            # expect: ValueError Semaphore initial value must be >= 0
            # expect: TypeError As of 3.10, the *loop* parameter was removed from Lock() since it is no longer necessary
asyncio.run(main())
