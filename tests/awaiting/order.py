# Makes async programs from numbers, runs them, and prints the order of their events: `order.py NUMBER...`.
# A virtual clock must give the order that a real one gives. With --times, events are printed with their moments; with
# --slow, all takes ten times as long, for real clocks on busy machines.
import asyncio
import random
import sys


class Program:
    """A handful of tasks that sleep, talk through queues, events and locks, spawn, gather, cancel and time out."""

    def __init__(self, seed, times):
        self.random = random.Random(seed)
        self.times = times
        self.log = []
        self.names = iter(range(1000))

    def note(self, what):
        moment = asyncio.get_running_loop().time() - self.start
        self.log.append(f'{what}@{moment * 1e3:.1f}' if self.times else what)

    def nap(self):
        return self.random.randrange(90, 2700) / SCALE

    def plan(self, depth):
        """The steps of one task: drawn before anything runs, so that they do not depend on the order of events."""
        kinds = ['sleep'] * 4 + ['turn', 'put', 'get', 'lock', 'later', 'batch', 'timeout', 'event', 'shield']
        if depth:
            kinds += ['spawn', 'gather', 'cancel', 'wait', 'first'] * 2
        steps = []
        for _ in range(self.random.randrange(2, 5)):
            kind = self.random.choice(kinds)
            plans = [self.plan(depth - 1) for _ in range(2)] if depth and kind in 'spawn gather cancel wait first' else []
            steps.append((kind, self.nap(), self.random.randrange(4), plans))
        return steps

    async def task(self, steps):
        name = f't{next(self.names)}'
        for kind, nap, number, plans in steps:
            try:
                await getattr(self, kind)(name, nap, number, plans)
            except asyncio.TimeoutError:
                self.note(f'{name}:late')
            except asyncio.CancelledError:
                self.note(f'{name}:cancelled')
                raise
            self.note(f'{name}:{kind}')
        return name

    async def sleep(self, name, nap, number, plans):
        await asyncio.sleep(nap)

    async def turn(self, name, nap, number, plans):
        for _ in range(number):
            await asyncio.sleep(0)

    async def put(self, name, nap, number, plans):
        await asyncio.wait_for(self.queue.put(name), nap)

    async def get(self, name, nap, number, plans):
        self.note(f'{name}<{await asyncio.wait_for(self.queue.get(), nap)}')

    async def lock(self, name, nap, number, plans):
        async with self.locks[number % 2]:
            await asyncio.sleep(nap)

    async def later(self, name, nap, number, plans):
        asyncio.get_running_loop().call_later(nap, self.note, f'{name}!')

    async def batch(self, name, nap, number, plans):
        async def one(n):
            await asyncio.sleep(nap)
            self.note(f'{name}.{n}')
        await asyncio.gather(*[one(n) for n in range(number + 1)])

    async def timeout(self, name, nap, number, plans):
        await asyncio.wait_for(asyncio.Event().wait(), nap)

    async def event(self, name, nap, number, plans):
        event = asyncio.Event()
        asyncio.get_running_loop().call_later(nap, event.set)
        await event.wait()

    async def shield(self, name, nap, number, plans):
        await asyncio.wait_for(asyncio.shield(asyncio.sleep(nap)), nap * 2)

    async def spawn(self, name, nap, number, plans):
        for plan in plans[:number]:
            self.tasks.append(asyncio.create_task(self.task(plan)))

    async def gather(self, name, nap, number, plans):
        await asyncio.gather(*map(self.task, plans), return_exceptions=True)

    async def cancel(self, name, nap, number, plans):
        task = asyncio.create_task(self.task(plans[0]))
        await asyncio.sleep(nap)
        task.cancel()
        await asyncio.wait([task])

    async def wait(self, name, nap, number, plans):
        tasks = [asyncio.create_task(self.task(plan)) for plan in plans]
        done, pending = await asyncio.wait(tasks, timeout=nap)
        self.note(f'{name}={len(done)}')
        self.tasks += pending

    async def first(self, name, nap, number, plans):
        tasks = [asyncio.create_task(self.task(plan)) for plan in plans]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending)

    async def main(self):
        self.start = asyncio.get_running_loop().time()
        self.queue, self.locks = asyncio.Queue(2), [asyncio.Lock(), asyncio.Lock()]
        self.tasks = [asyncio.create_task(self.task(plan)) for plan in self.plans]
        while self.tasks:
            await asyncio.wait([self.tasks.pop(0)])
        await asyncio.sleep(3e3 / SCALE)

    def run(self):
        self.plans = [self.plan(1) for _ in range(self.random.randrange(2, 4))]
        asyncio.run(self.main())
        return ' '.join(self.log)


SCALE = 1e3 if '--slow' in sys.argv else 1e4
for number in sys.argv[1:]:
    if number.isdigit():
        print(number, Program(int(number), '--times' in sys.argv).run(), flush=True)
