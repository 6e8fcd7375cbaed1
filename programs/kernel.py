"""A kernel in the manner of curio: tasks talk to it by traps, nothing else.

A trap is a generator marked by types.coroutine that yields a request (a method's name and its arguments) and is sent
the kernel's answer. All else is async functions on top. Time is virtual: the kernel jumps to the next deadline.
"""
import heapq
import types
from collections import deque


class Cancelled(BaseException):
    """Raised in a task that was cancelled, at its trap."""


class TaskError(Exception):
    """What join raises if the task failed; its cause is the reason."""


@types.coroutine
def trap(request, *args):
    return (yield (request, args))


async def sleep(ticks):
    return await trap('sleep', ticks)


async def spawn(coroutine):
    return await trap('spawn', coroutine)


async def current():
    return await trap('current')


async def now():
    return await trap('now')


class Task:
    count = 0

    def __init__(self, coroutine):
        Task.count += 1
        self.id, self.coroutine = Task.count, coroutine
        self.state, self.result, self.error = 'ready', None, None
        self.joining, self.waits_in, self.answer, self.throw = [], None, None, None

    def __repr__(self):
        return f'<task {self.id} {self.coroutine.__name__} {self.state}>'

    async def join(self):
        if self.state != 'over':
            await trap('wait', self.joining, 'joining')
        if self.error is not None:
            raise TaskError(f'task {self.id}') from self.error
        return self.result

    async def cancel(self):
        """Asks the task to end and waits until it has."""
        if self.state == 'over':
            return False
        await trap('cancel', self)
        if self.state != 'over':
            await trap('wait', self.joining, 'cancelling')
        return True


class Event:
    def __init__(self):
        self.happened, self.waiting = False, []

    async def wait(self):
        if not self.happened:
            await trap('wait', self.waiting, 'event')

    async def set(self):
        self.happened = True
        await trap('wake', self.waiting, len(self.waiting))


class Queue:
    def __init__(self, size):
        self.items, self.size, self.getters, self.putters = deque(), size, [], []

    async def put(self, item):
        while len(self.items) >= self.size:
            await trap('wait', self.putters, 'put')
        self.items.append(item)
        await trap('wake', self.getters, 1)

    async def get(self):
        while not self.items:
            await trap('wait', self.getters, 'get')
        item = self.items.popleft()
        await trap('wake', self.putters, 1)
        return item


class Kernel:
    def __init__(self):
        self.ready, self.sleeping, self.clock, self.serial = deque(), [], 0, 0

    # One method a trap. True: the task goes on at once; otherwise it is parked somewhere.

    def trap_sleep(self, task, ticks):
        self.serial += 1
        task.state, task.waits_in = 'asleep', None
        task.deadline = self.serial
        heapq.heappush(self.sleeping, (self.clock + ticks, self.serial, task))

    def trap_spawn(self, task, coroutine):
        task.answer = child = Task(coroutine)
        self.ready.append(child)
        return True

    def trap_current(self, task):
        task.answer = task
        return True

    def trap_now(self, task):
        task.answer = self.clock
        return True

    def trap_wait(self, task, queue, why):
        task.state, task.waits_in = why, queue
        queue.append(task)

    def trap_wake(self, task, queue, count):
        for other in queue[:count]:
            self.wake(other)
        del queue[:count]
        return True

    def trap_cancel(self, task, victim):
        victim.throw = Cancelled()
        if victim.waits_in is not None:
            victim.waits_in.remove(victim)
        if victim.state != 'ready':
            self.wake(victim)
        return True

    def wake(self, task, answer=None):
        task.state, task.waits_in, task.answer, task.deadline = 'ready', None, answer, None
        self.ready.append(task)

    def run(self, coroutine):
        first = Task(coroutine)
        self.ready.append(first)
        while self.ready or self.sleeping:
            if not self.ready:
                when, serial, task = heapq.heappop(self.sleeping)
                if task.state == 'asleep' and task.deadline == serial:
                    self.clock = when
                    self.wake(task, self.clock)
                continue
            self.step(self.ready.popleft())
        if first.error is not None:
            raise first.error
        return first.result

    def step(self, task):
        while True:
            try:
                if task.throw is not None:
                    error, task.throw = task.throw, None
                    request, args = task.coroutine.throw(error)
                else:
                    answer, task.answer = task.answer, None
                    request, args = task.coroutine.send(answer)
            except StopIteration as end:
                task.result = end.value
                break
            except (Exception, Cancelled) as error:
                task.error = error
                break
            if not getattr(self, 'trap_' + request)(task, *args):
                return
        task.state = 'over'
        for other in task.joining:
            self.wake(other)
        task.joining.clear()


async def say(*words):
    print(f'[{await now():3}]', *words)


async def producer(queue, count):
    for n in range(count):
        await queue.put(n)
        await say('put', n)
        await sleep(1)
    await queue.put(None)


async def consumer(name, queue):
    total = 0
    while (item := await queue.get()) is not None:
        await say(name, 'got', item)
        total += item
        await sleep(3)
    await queue.put(None)
    return total


async def patient():
    try:
        await sleep(1000)
    except Cancelled:
        await say('patient is told to go')
        await sleep(2)
        await say('patient has packed')
        raise
    finally:
        await say('patient leaves')


async def hasty():
    await sleep(1)
    return {}['nothing there']


async def runner(name, gun, ticks):
    await gun.wait()
    await sleep(ticks)
    await say(name, 'finishes')
    return await now()


async def main():
    queue = Queue(2)
    tasks = [await spawn(producer(queue, 5)), await spawn(consumer('left', queue)), await spawn(consumer('right', queue))]
    await say('totals', [await task.join() for task in tasks])

    gun = Event()
    runners = [await spawn(runner(name, gun, ticks)) for name, ticks in (('hare', 5), ('tortoise', 9), ('snail', 5))]
    await sleep(10)
    await say('bang', runners)
    await gun.set()
    await say([await task.join() for task in runners])

    sleeper = await spawn(patient())
    await sleep(5)
    await say('cancelled:', await sleeper.cancel(), sleeper, 'again:', await sleeper.cancel())
    try:
        await sleeper.join()
    except TaskError as error:
        await say(repr(error), repr(error.__cause__))

    failing = await spawn(hasty())
    try:
        await failing.join()
    except TaskError as error:
        await say(error, '<-', repr(error.__cause__))
    unstarted = await spawn(runner('never', Event(), 1))
    await unstarted.cancel()
    await say(unstarted, (await current()).id)
    return 'all tasks are over'


kernel = Kernel()
print(kernel.run(main()), 'at', kernel.clock)
