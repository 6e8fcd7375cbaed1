# Makes programs from numbers that may be stuck or not: locks, semaphores, bounded queues, events, joins, cancellations
# and time limits in every mixture. `perhaps.py NUMBER` runs one; `perhaps.txt` says which of them hang in CPython.
import asyncio
import random
import sys


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.semaphores = [asyncio.Semaphore(1), asyncio.Semaphore(2)]
        self.queues = [asyncio.Queue(1), asyncio.Queue(1)]
        self.events = [asyncio.Event() for _ in range(3)]

    def plan(self, depth):
        nesting = ['lock', 'semaphore', 'gather', 'shield', 'limit'] if depth else ['turn']
        kinds = ['turn', 'put', 'get', 'set', 'wait', 'set', 'join', 'clear', 'nap', 'cancel'] + nesting
        return [(self.random.choice(kinds), self.random.randrange(4), self.plan(depth - 1) if depth else [])
                for _ in range(self.random.randrange(1, 4))]

    async def run(self, plan):
        for kind, number, below in plan:
            await getattr(self, kind)(number, below)

    async def turn(self, number, below):
        for _ in range(number):
            await asyncio.sleep(0)

    async def lock(self, number, below):
        async with self.locks[number % 2]:
            await self.run(below)

    async def semaphore(self, number, below):
        async with self.semaphores[number % 2]:
            await self.run(below)

    async def put(self, number, below):
        await self.queues[number % 2].put(number)

    async def get(self, number, below):
        await self.queues[number % 2].get()

    async def set(self, number, below):
        self.events[number % 3].set()

    async def clear(self, number, below):
        self.events[number % 3].clear()

    async def wait(self, number, below):
        await self.events[number % 3].wait()

    async def join(self, number, below):
        other = self.tasks[number % len(self.tasks)]
        if other is not asyncio.current_task():
            await asyncio.wait([other])

    async def cancel(self, number, below):
        self.tasks[number % len(self.tasks)].cancel()

    async def gather(self, number, below):
        await asyncio.gather(self.run(below), self.run(below), return_exceptions=True)

    async def shield(self, number, below):
        await asyncio.shield(self.run(below))

    async def nap(self, number, below):
        await asyncio.sleep(0.01 * number)

    async def limit(self, number, below):
        try:
            await asyncio.wait_for(self.run(below), 0.02)
        except asyncio.TimeoutError:
            pass

    async def main(self):
        plans = [self.plan(2) for _ in range(self.random.randrange(2, 5))]
        self.tasks = [asyncio.create_task(self.run(plan)) for plan in plans]
        await asyncio.wait(self.tasks)


async def main():
    await Program(int(sys.argv[1])).main()

asyncio.run(main())
