# Programs that can never go on. Each is reported with exit status 3; `# report:` is a part of a line of the report, in
# page order. A line that begins with `# ---` starts the next program.

# --- two locks in opposite order
import asyncio
async def first(a, b):
    async with a:
        await asyncio.sleep(0)
        async with b:
            pass
async def second(a, b):
    async with b:
        await asyncio.sleep(0)
        async with a:
            pass
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(first(a, b), second(a, b))
asyncio.run(main())
# report: Deadlock: 3 tasks are pending
# report: Task 'Task-1'
# report: waits for gather() of 'Task-2', 'Task-3'
# report: Task 'Task-2' (in a cycle)
# report: waits for Lock `b`, which is locked
# report: held by 'Task-3'
# report: Task 'Task-3' (in a cycle)
# report: held by 'Task-2'
# report: Cycle:

# --- three locks, three philosophers
import asyncio
async def eat(name, left, right):
    async with left:
        await asyncio.sleep(0.01)
        async with right:
            print(name)
async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    tasks = [asyncio.create_task(eat(i, forks[i], forks[(i + 1) % 3]), name=f'p{i}') for i in range(3)]
    for task in tasks:
        await task
asyncio.run(main())
# report: waits for Task 'p0'
# report: Task 'p0' (in a cycle)
# report: waits for Lock `right`
# report: held by 'p1'
# report: held by 'p2'
# report: 'p2' waits for Lock `right`, which is locked -> 'p0'

# --- the same lock taken twice
import asyncio
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    await lock.acquire()
asyncio.run(main())
# report: Task 'Task-1' (in a cycle)
# report: waits for Lock `lock`, which is locked
# report: held by 'Task-1'

# --- a lock whose holder has ended
import asyncio
lock = asyncio.Lock()
async def forgetful():
    await lock.acquire()
async def main():
    await asyncio.create_task(forgetful())
    async with lock:
        pass
asyncio.run(main())
# report: waits for Lock `lock`, which is locked
# report: held by nobody who could release it: its holder has ended

# --- a task that awaits itself through another
import asyncio
async def a():
    await tasks['b']
async def b():
    await tasks['a']
async def main():
    tasks['a'] = asyncio.create_task(a(), name='a')
    tasks['b'] = asyncio.create_task(b(), name='b')
    await asyncio.wait(tasks.values())
tasks = {}
asyncio.run(main())
# report: waits for 'a', 'b' in wait()
# report: Task 'a' (in a cycle)
# report: waits for Task 'b'
# report: 'a' waits for Task 'b' -> 'b'
# report: 'b' waits for Task 'a' -> 'a'

# --- a task joins itself behind shield
import asyncio
async def main():
    await asyncio.shield(asyncio.current_task())
asyncio.run(main())
# report: Task 'Task-1' (in a cycle)
# report: waits for Future to be done
# report: woken by the end of 'Task-1'

# --- a queue that nobody fills
import asyncio
async def main():
    q = asyncio.Queue()
    print(await q.get())
asyncio.run(main())
# report: one task is pending
# report: in main
# report: print(await q.get())
# report: --> 
# report: in Queue.get
# report: waits for an item of Queue `q`, which is empty
# report: could be filled by nobody: no other pending task has it

# --- a producer that waits for its consumer to speak first
import asyncio
async def producer(work, done):
    await done.get()
    work.put_nowait(1)
async def consumer(work, done):
    await work.get()
    done.put_nowait(1)
async def main():
    work, done = asyncio.Queue(), asyncio.Queue()
    await asyncio.gather(producer(work, done), consumer(work, done))
asyncio.run(main())
# report: waits for an item of Queue `done`
# report: could be filled by 'Task-1', which knows it as `done` in main(); 'Task-3', which knows it as `done` in consumer()

# --- a full queue that nobody empties
import asyncio
async def main():
    q = asyncio.Queue(maxsize=1)
    for i in range(3):
        await q.put(i)
asyncio.run(main())
# report: waits for room in Queue `q`, which is full

# --- a queue joined, task_done forgotten
import asyncio
async def worker(q):
    while True:
        await q.get()
async def main():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    w = asyncio.create_task(worker(q), name='worker')
    await q.join()
asyncio.run(main())
# report: waits for task_done() of Queue `q`: 3 unfinished
# report: could only be worked off by 'worker', which knows it as `q` in worker()
# report: Task 'worker'
# report: waits for an item of Queue `q`

# --- a PriorityQueue and a LifoQueue
import asyncio
async def main():
    a, b = asyncio.PriorityQueue(), asyncio.LifoQueue()
    await asyncio.gather(a.get(), b.get())
asyncio.run(main())
# report: PriorityQueue
# report: LifoQueue

# --- gather of tasks that wait for the gatherer
import asyncio
async def child(parent):
    await parent
async def main():
    me = asyncio.current_task()
    await asyncio.gather(child(me), child(me))
asyncio.run(main())
# report: Task 'Task-1' (in a cycle)
# report: waits for gather() of 'Task-2', 'Task-3'
# report: Cycle:

# --- an event that is never set
import asyncio
async def main():
    ready = asyncio.Event()
    await ready.wait()
asyncio.run(main())
# report: waits for Event `ready` to be set
# report: could be set by nobody

# --- an event whose setter was cancelled
import asyncio
async def setter(event):
    await asyncio.sleep(10)
    event.set()
async def main():
    event = asyncio.Event()
    task = asyncio.create_task(setter(event))
    await asyncio.sleep(0)
    task.cancel()
    await event.wait()
asyncio.run(main())
# report: waits for Event `event` to be set

# --- an event that its setter waits for
import asyncio
async def setter(go, done):
    await go.wait()
    done.set()
async def main():
    go, done = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(setter(go, done), name='setter')
    await done.wait()
    go.set()
asyncio.run(main())
# report: waits for Event `done` to be set
# report: could only be set by 'setter', which knows it as `done` in setter()
# report: could only be set by 'Task-1', which knows it as `go` in main()

# --- a condition that nobody notifies
import asyncio
async def main():
    condition = asyncio.Condition()
    async with condition:
        await condition.wait()
asyncio.run(main())
# report: waits for Condition `condition` to be notified

# --- a condition notified while its lock is kept
import asyncio
async def waiter(condition):
    async with condition:
        await condition.wait()
async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition), name='waiter')
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        await task
asyncio.run(main())
# report: Task 'Task-1' (in a cycle)
# report: Task 'waiter' (in a cycle)
# report: waits for the lock of Condition `condition`, after a notification
# report: held by 'Task-1'

# --- a predicate that is never true
import asyncio
async def main():
    c = asyncio.Condition()
    async with c:
        await c.wait_for(lambda: False)
asyncio.run(main())
# report: waits for Condition `c` to be notified

# --- a semaphore used up
import asyncio
async def main():
    s = asyncio.Semaphore(2)
    for _ in range(3):
        await s.acquire()
asyncio.run(main())
# report: waits for Semaphore `s`, whose value is 0

# --- a semaphore whose holders wait for a third
import asyncio
async def nested(s, n):
    async with s:
        if n:
            await asyncio.create_task(nested(s, n - 1))
async def main():
    await nested(asyncio.BoundedSemaphore(2), 5)
asyncio.run(main())
# report: waits for Task 'Task-2'
# report: waits for BoundedSemaphore `s`, whose value is 0
# report: held by 'Task-1', 'Task-2'

# --- a future that is never resolved
import asyncio
async def main():
    future = asyncio.get_running_loop().create_future()
    await future
asyncio.run(main())
# report: waits for Future `future` to be done
# report: could be finished by nobody

# --- a future made by asyncio.Future
import asyncio
async def main():
    class Holder:
        pass
    h = Holder()
    h.answer = asyncio.Future()
    await h.answer
asyncio.run(main())
# report: waits for Future `h.answer` to be done

# --- run_until_complete of a bare future
import asyncio
loop = asyncio.new_event_loop()
loop.run_until_complete(loop.create_future())
# report: Deadlock: run_until_complete() waits for a future, and there is no task that could finish it.

# --- run_forever with a task that waits
import asyncio
async def main():
    await asyncio.get_running_loop().create_future()
loop = asyncio.new_event_loop()
task = loop.create_task(main(), name='server')
loop.run_forever()
# report: Task 'server'

# --- shield around what never comes
import asyncio
async def inner():
    await asyncio.Event().wait()
async def main():
    await asyncio.shield(inner())
asyncio.run(main())
# report: woken by the end of 'Task-2'
# report: waits for Event

# --- wait for the first of none
import asyncio
async def never():
    await asyncio.Future()
async def main():
    tasks = [asyncio.create_task(never(), name=f'n{i}') for i in range(3)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
asyncio.run(main())
# report: waits for 'n0', 'n1', 'n2' in wait()

# --- as_completed, one never completes
import asyncio
async def job(n):
    if n == 1:
        await asyncio.Future()
    return n
async def main():
    for result in asyncio.as_completed([job(i) for i in range(3)]):
        await result
asyncio.run(main())
# report: in as_completed()

# --- wait_for without a limit
import asyncio
async def main():
    await asyncio.wait_for(asyncio.Event().wait(), None)
asyncio.run(main())
# report: waits for Event

# --- cancelled, but it goes on waiting
import asyncio
async def stubborn():
    while True:
        try:
            await asyncio.Future()
        except asyncio.CancelledError:
            pass
async def main():
    task = asyncio.create_task(stubborn(), name='stubborn')
    await asyncio.sleep(0)
    task.cancel()
    await task
asyncio.run(main())
# report: waits for Task 'stubborn'
# report: Task 'stubborn'

# --- a task that refuses to end when run() does
import asyncio
async def stubborn():
    try:
        await asyncio.Future()
    finally:
        await asyncio.Future()
async def main():
    global task
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
asyncio.run(main())
# report: one task is pending
# report: in stubborn

# --- an async generator that waits
import asyncio
async def numbers():
    yield 1
    await asyncio.Event().wait()
    yield 2
async def main():
    async for number in numbers():
        print(number)
asyncio.run(main())
# report: in main
# report: async for number in numbers():
# report: in numbers
# report: waits for Event

# --- asend to a generator that waits
import asyncio
async def echo(q):
    while True:
        yield await q.get()
async def main():
    gen = echo(asyncio.Queue())
    await gen.asend(None)
asyncio.run(main())
# report: in echo
# report: waits for an item of Queue `q`

# --- below an async comprehension
import asyncio
async def never(n):
    await asyncio.Future()
    yield n
async def main():
    return [x async for x in never(1)]
asyncio.run(main())
# report: in main.<locals>.<listcomp>
# report: in never

# --- inside __aenter__
import asyncio
class Resource:
    def __init__(self):
        self.ready = asyncio.Event()
    async def __aenter__(self):
        await self.ready.wait()
    async def __aexit__(self, *exc):
        pass
async def main():
    async with Resource():
        pass
asyncio.run(main())
# report: in Resource.__aenter__
# report: waits for Event `self.ready` to be set

# --- an awaitable class of one's own
import asyncio
class Ticket:
    def __init__(self):
        self.future = asyncio.Future()
    def __await__(self):
        return (yield from self.future)
async def main():
    await Ticket()
asyncio.run(main())
# report: in main
# report: in Ticket.__await__
# report: waits for Future `self.future` to be done

# --- a barrier made by hand
import asyncio
class Barrier:
    def __init__(self, parties):
        self.left, self.gate = parties, asyncio.Event()
    async def wait(self):
        self.left -= 1
        if not self.left:
            self.gate.set()
        await self.gate.wait()
async def party(barrier):
    await barrier.wait()
async def main():
    barrier = Barrier(3)
    await asyncio.gather(*[party(barrier) for _ in range(2)])
asyncio.run(main())
# report: in Barrier.wait
# report: waits for Event `self.gate` to be set

# --- a pool of workers without work
import asyncio
async def worker(jobs):
    while True:
        await jobs.get()
async def main():
    jobs = asyncio.Queue()
    await asyncio.gather(*[worker(jobs) for _ in range(30)])
asyncio.run(main())
# report: Deadlock: 31 tasks are pending
# report: 'Task-7' and 24 more
# report: ... and 11 more

# --- a chain of a hundred awaits
import asyncio
async def down(n):
    if n:
        await down(n - 1)
    else:
        await asyncio.Future()
async def main():
    await down(100)
asyncio.run(main())
# report: more awaits

# --- after timers have gone off
import asyncio
async def ticker(n):
    for _ in range(n):
        await asyncio.sleep(0.001)
async def main():
    await asyncio.gather(ticker(5), ticker(3))
    await asyncio.Future()
asyncio.run(main())
# report: one task is pending

# --- a timer that was cancelled
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, 1).cancel()
    await future
asyncio.run(main())
# report: waits for Future `future`

# --- a generator-based coroutine
import asyncio, types
@types.coroutine
def old(future):
    result = yield from future
    return result
async def main():
    future = asyncio.Future()
    await old(future)
asyncio.run(main())
# report: in old
# report: result = yield from future

# --- output is written before the report
import asyncio
async def main():
    print('begun', end='')
    await asyncio.Future()
asyncio.run(main())
# report: Deadlock

# --- a child of a task group
import asyncio
async def child(event):
    await event.wait()
async def main():
    event = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(child(event), name='child')
        group.create_task(asyncio.sleep(0))
    event.set()
asyncio.run(main())
# report: waits for 'child' in its TaskGroup
# report: could only be set by 'Task-1', which knows it as `event` in main()

# --- a time limit that is none
import asyncio
async def main():
    async with asyncio.timeout(None):
        await asyncio.Event().wait()
asyncio.run(main())
# report: waits for Event

# --- under a Runner, whose Ctrl-C handler wakes nobody by itself
import asyncio
async def main():
    await asyncio.Event().wait()
with asyncio.Runner() as runner:
    runner.run(main())
# report: waits for Event
