# groups: bytes
# args: generator | coroutine | task_future | task_sleep | instance
# bytes
# How much memory each of 100,000 objects takes that are alive at once: the growth of what is resident.
import asyncio
import itertools
import os
import sys

COUNT = 100_000


def resident():
    try:
        with open('/proc/self/statm') as file:
            return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == 'darwin' else 1024)


def count():
    n = 0
    while True:
        yield n
        n += 1


class Pause:
    """What is awaited is the same object for all."""
    ticks = itertools.repeat(None)

    def __await__(self):
        return self.ticks


async def waiting():
    await pause


pause = Pause()


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def generator():
    made = count()
    next(made)
    return made


def coroutine():
    made = waiting()
    made.send(None)
    return made


def instance():
    return Point(1, 2)


def grow(make):
    kept = [make() for _ in range(1000)] + [None] * COUNT
    before = resident()
    for index in range(1000, len(kept)):
        kept[index] = make()
    print((resident() - before) / COUNT, flush=True)
    # Their end is not what is measured here.
    os._exit(0)


async def future_waiter(loop):
    await loop.create_future()


async def sleeper():
    await asyncio.sleep(3600)


async def tasks(make):
    kept = [asyncio.create_task(make()) for _ in range(1000)] + [None] * COUNT
    await asyncio.sleep(0)
    before = resident()
    for index in range(1000, len(kept)):
        kept[index] = asyncio.create_task(make())
        if index % 100 == 0:
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    print((resident() - before) / COUNT, flush=True)
    os._exit(0)


async def on_futures():
    loop = asyncio.get_running_loop()
    await tasks(lambda: future_waiter(loop))


kind = sys.argv[1]
if kind == 'task_future':
    asyncio.run(on_futures())
elif kind == 'task_sleep':
    asyncio.run(tasks(sleeper))
else:
    grow({'generator': generator, 'coroutine': coroutine, 'instance': instance}[kind])
