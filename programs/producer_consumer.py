"""A bounded channel, a lock and a semaphore built on nothing but asyncio's futures."""
import asyncio
from collections import deque


class Channel:
    """First in, first out; put waits while it is full, get while it is empty."""

    def __init__(self, size):
        self.size, self.items, self.getters, self.putters = size, deque(), deque(), deque()

    async def _wait_in(self, line):
        future = asyncio.get_running_loop().create_future()
        line.append(future)
        await future

    @staticmethod
    def _wake(line):
        while line:
            future = line.popleft()
            if not future.done():
                future.set_result(None)
                return

    async def put(self, item):
        while len(self.items) >= self.size:
            await self._wait_in(self.putters)
        self.items.append(item)
        self._wake(self.getters)

    async def get(self):
        while not self.items:
            await self._wait_in(self.getters)
        item = self.items.popleft()
        self._wake(self.putters)
        return item


class Limit:
    """At most `count` holders at a time, served in order."""

    def __init__(self, count):
        self.free, self.line, self.most, self.held = count, deque(), 0, 0

    async def __aenter__(self):
        if self.free == 0:
            future = asyncio.get_running_loop().create_future()
            self.line.append(future)
            await future
        else:
            self.free -= 1
        self.held += 1
        self.most = max(self.most, self.held)

    async def __aexit__(self, *error):
        self.held -= 1
        if self.line:
            self.line.popleft().set_result(None)
        else:
            self.free += 1


log = []


async def produce(channel, names):
    for name in names:
        await channel.put(name)
        log.append('+' + name)
    await channel.put(None)


async def consume(channel, who):
    eaten = []
    while True:
        name = await channel.get()
        if name is None:
            await channel.put(None)
            return who, eaten
        log.append('-' + name)
        await asyncio.sleep(0)
        eaten.append(name)


async def limited(limit, n, order):
    async with limit:
        await asyncio.sleep(0.001 * (3 - n % 3))
        order.append(n)


async def main():
    channel = Channel(2)
    results = await asyncio.gather(produce(channel, 'abcdefg'), consume(channel, 'x'), consume(channel, 'y'))
    print(results)
    print(' '.join(log))
    limit, order = Limit(2), []
    await asyncio.gather(*(limited(limit, n, order) for n in range(8)))
    print(limit.most, limit.held, limit.free, sorted(order))
    waiting = asyncio.ensure_future(Channel(1).get())
    await asyncio.sleep(0)
    waiting.cancel()
    print(await asyncio.gather(waiting, return_exceptions=True))


asyncio.run(main())
