# Programs that come near to a deadlock and go on. None of them may be reported. `# options:` are the interpreter's.

# --- a timer sets the event
# options: --clock=virtual
import asyncio
async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(3600, event.set)
    await event.wait()
    print('set')  # expect: set
asyncio.run(main())

# --- the only timer is that of wait_for
# options: --clock=virtual
import asyncio
async def main():
    try:
        await asyncio.wait_for(asyncio.Future(), 5)
    except asyncio.TimeoutError:
        print('timeout')  # expect: timeout
asyncio.run(main())

# --- wait with a timeout, nobody comes
# options: --clock=virtual
import asyncio
async def main():
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.Event().wait())], timeout=1)
    print(len(done), len(pending))  # expect: 0 1
asyncio.run(main())

# --- as_completed with a timeout
# options: --clock=virtual
import asyncio
async def main():
    for future in asyncio.as_completed([asyncio.Event().wait(), asyncio.sleep(1, 'slept')], timeout=2):
        try:
            print(await future)  # expect: slept
        except asyncio.TimeoutError:
            print('late')  # expect: late
asyncio.run(main())

# --- locks in opposite order, one gives up
# options: --clock=virtual
import asyncio
async def both(a, b, limit):
    async with a:
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(b.acquire(), limit)
        except asyncio.TimeoutError:
            return 'gave up'
        b.release()
        return 'both'
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    print(sorted(await asyncio.gather(both(a, b, 1), both(b, a, 9))))  # expect: ['both', 'gave up']
asyncio.run(main())

# --- a task ends while others wait for ever
import asyncio
async def main():
    for _ in range(3):
        asyncio.create_task(asyncio.Event().wait())
    await asyncio.sleep(0)
    print('end')  # expect: end
asyncio.run(main())

# --- cancelled in a ring
import asyncio
async def one():
    await tasks[1]
async def two():
    await asyncio.sleep(0)
    tasks[0].cancel()
async def main():
    tasks[:] = [asyncio.create_task(one()), asyncio.create_task(two())]
    await asyncio.wait(tasks)
    print([t.cancelled() for t in tasks])  # expect: [True, True]
tasks = []
asyncio.run(main())

# --- a producer slower than its consumers
# options: --clock=virtual
import asyncio
async def produce(q):
    for n in range(3):
        await asyncio.sleep(60)
        await q.put(n)
    for _ in range(2):
        await q.put(None)
async def consume(q, got):
    while (item := await q.get()) is not None:
        got.append(item)
async def main():
    q, got = asyncio.Queue(maxsize=1), []
    await asyncio.gather(produce(q), consume(q, got), consume(q, got))
    print(got)  # expect: [0, 1, 2]
asyncio.run(main())

# --- join and task_done
import asyncio
async def work(q):
    while True:
        await q.get()
        await asyncio.sleep(0)
        q.task_done()
async def main():
    q = asyncio.Queue()
    for n in range(5):
        q.put_nowait(n)
    workers = [asyncio.create_task(work(q)) for _ in range(2)]
    await q.join()
    for w in workers:
        w.cancel()
    print(q.qsize())  # expect: 0
asyncio.run(main())

# --- a condition handed round
import asyncio
async def turn(c, order, me):
    async with c:
        await c.wait_for(lambda: len(order) == me)
        order.append(me)
        c.notify_all()
async def main():
    c, order = asyncio.Condition(), []
    await asyncio.gather(*[turn(c, order, n) for n in (3, 1, 2, 0)])
    print(order)  # expect: [0, 1, 2, 3]
asyncio.run(main())

# --- a semaphore passed on
import asyncio
async def work(s, log, n):
    async with s:
        await asyncio.sleep(0)
        log.append(n)
async def main():
    s, log = asyncio.BoundedSemaphore(2), []
    await asyncio.gather(*[work(s, log, n) for n in range(6)])
    print(log)  # expect: [0, 1, 2, 3, 4, 5]
asyncio.run(main())

# --- a future resolved by call_soon
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, 'soon')
    print(await future)  # expect: soon
asyncio.run(main())

# --- a future resolved by another task's end
import asyncio
async def main():
    future = asyncio.Future()
    task = asyncio.create_task(asyncio.sleep(0, 'x'))
    task.add_done_callback(lambda t: future.set_result(t.result()))
    print(await future)  # expect: x
asyncio.run(main())

# --- a future resolved by a finaliser
import asyncio
class Last:
    def __init__(self, future):
        self.future = future
    def __del__(self):
        self.future.set_result('gone')
async def main():
    future = asyncio.Future()
    last = Last(future)
    del last
    print(await future)  # expect: gone
asyncio.run(main())

# --- run_forever stopped by a timer
# options: --clock=virtual
import asyncio
loop = asyncio.new_event_loop()
loop.create_task(asyncio.Event().wait())._log_destroy_pending = False
loop.call_later(86400, loop.stop)
loop.run_forever()
print('stopped')  # expect: stopped

# --- run_forever stopped from inside
import asyncio
loop = asyncio.new_event_loop()
async def main():
    await asyncio.sleep(0)
    loop.stop()
    await asyncio.sleep(0)
task = loop.create_task(main())
loop.run_forever()
loop.run_until_complete(task)
print('stopped')  # expect: stopped

# --- stop() before run_forever
import asyncio
loop = asyncio.new_event_loop()
loop.create_task(asyncio.Event().wait())._log_destroy_pending = False
loop.stop()
loop.run_forever()
print('one turn')  # expect: one turn

# --- two loops, one after the other
import asyncio
async def wait(event):
    await event.wait()
first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
async def give_up():
    await asyncio.sleep(0)
    return 'second'
first.create_task(wait(asyncio.Event()))._log_destroy_pending = False
print(second.run_until_complete(give_up()))  # expect: second
print(first.run_until_complete(asyncio.sleep(0, 'first')))  # expect: first

# --- a loop that keeps its own time
import asyncio
class Steps(asyncio.SelectorEventLoop):
    now = 0
    def time(self):
        return self.now
    def _run_once(self):
        self.now += 1
        super()._run_once()
loop = Steps()
async def main():
    await asyncio.sleep(3)
    print('steps')  # expect: steps
loop.run_until_complete(main())

# --- a loop with call_soon overridden
import asyncio
class Counting(asyncio.SelectorEventLoop):
    count = 0
    def call_soon(self, callback, *args, context=None):
        self.count += 1
        return super().call_soon(callback, *args, context=context)
loop = Counting()
async def main():
    lock = asyncio.Lock()
    async def hold():
        async with lock:
            await asyncio.sleep(0)
    await asyncio.gather(hold(), hold())
loop.run_until_complete(main())
print(loop.count > 3)  # expect: True

# --- a loop of one's own: generators and time.sleep
# options: --clock=virtual
import time, types
@types.coroutine
def sleep(seconds):
    yield time.monotonic() + seconds
async def count(name, n, log):
    for i in range(n):
        await sleep(10)
        log.append(name + str(i))
def run(*coros):
    waiting = [(0, i, coro) for i, coro in enumerate(coros)]
    while waiting:
        waiting.sort()
        until, i, coro = waiting.pop(0)
        time.sleep(max(0, until - time.monotonic()))
        try:
            waiting.append((coro.send(None), i, coro))
        except StopIteration:
            pass
log = []
run(count('a', 3, log), count('b', 2, log))
print(log)  # expect: ['a0', 'b0', 'a1', 'b1', 'a2']

# --- asyncio's tasks stepped by a loop of one's own
import asyncio, collections
class Loop(asyncio.AbstractEventLoop):
    def __init__(self):
        self.ready = collections.deque()
    def call_soon(self, callback, *args, context=None):
        handle = asyncio.Handle(callback, args, self, context)
        self.ready.append(handle)
        return handle
    def create_future(self):
        return asyncio.Future(loop=self)
    def get_debug(self):
        return False
    def call_exception_handler(self, context):
        print(context)
    def run(self, coro):
        task = asyncio.Task(coro, loop=self)
        asyncio._set_running_loop(self)
        while not task.done():
            self.ready.popleft()._run()
        asyncio._set_running_loop(None)
        return task.result()
loop = Loop()
async def main():
    future = loop.create_future()
    loop.call_soon(future.set_result, 'own')
    return await future
print(loop.run(main()))  # expect: own

# --- select on nothing is a sleep
# options: --clock=virtual
import select, time
start = time.monotonic()
print(select.select([], [], [], 3600))  # expect: ([], [], [])
select.poll().poll(1000)
print(time.monotonic() - start)  # expect: 3601.0

# --- busy waiting under a virtual clock
# options: --clock=virtual
import asyncio, time
async def main():
    end = time.monotonic() + 5
    while time.monotonic() < end:
        await asyncio.sleep(0)
    flag = []
    asyncio.get_running_loop().call_later(5, flag.append, 1)
    while not flag:
        await asyncio.sleep(0)
    print('done')  # expect: done
asyncio.run(main())

# --- an async generator closed at the end
import asyncio
async def numbers():
    try:
        while True:
            yield 1
            await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)
        print('closed')  # expect: closed
async def main():
    async for _ in numbers():
        break
    for _ in range(4):
        await asyncio.sleep(0)
asyncio.run(main())

# --- shield survives its waiter
# options: --clock=virtual
import asyncio
async def inner():
    await asyncio.sleep(2)
    print('inner')
async def main():
    task = asyncio.create_task(inner())
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except asyncio.TimeoutError:
        print('timeout')  # expect: timeout
    await task  # expect: inner
asyncio.run(main())

# --- cancelling what can never end
import asyncio
async def main():
    tasks = [asyncio.create_task(asyncio.Event().wait()) for _ in range(3)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*tasks, return_exceptions=True)])
    # expect: ['CancelledError', 'CancelledError', 'CancelledError']
asyncio.run(main())

# --- an exception frees the rest
import asyncio
async def fail(lock):
    async with lock:
        await asyncio.sleep(0)
        raise ValueError('x')
async def follow(lock):
    async with lock:
        return 'followed'
async def main():
    lock = asyncio.Lock()
    print(await asyncio.gather(fail(lock), follow(lock), return_exceptions=True))
    # expect: [ValueError('x'), 'followed']
asyncio.run(main())

# --- the check is off
# options: --no-deadlock-check --clock=virtual
import asyncio
loop = asyncio.new_event_loop()
loop.call_later(1, loop.stop)
loop.create_task(asyncio.Event().wait())._log_destroy_pending = False
loop.run_forever()
print('off')  # expect: off

# --- a hundred thousand seconds in a hundred tasks
# options: --clock=virtual
import asyncio
async def nap(n):
    for _ in range(10):
        await asyncio.sleep(n)
    return n
async def main():
    print(sum(await asyncio.gather(*[nap(n) for n in range(1, 101)])))  # expect: 5050
    print(asyncio.get_running_loop().time() >= 1000)  # expect: True
asyncio.run(main())

# --- a real clock, and short timers
import asyncio
async def main():
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.02, event.set)
    await asyncio.wait_for(event.wait(), 10)
    print('in time')  # expect: in time
asyncio.run(main())

# --- ten times as fast
# options: --clock=x100
import asyncio, time
async def main():
    start = time.monotonic()
    await asyncio.sleep(2)
    time.sleep(1)
    print(3 <= time.monotonic() - start < 1000)  # expect: True
asyncio.run(main())

# --- a handler of a signal sets the future
import asyncio, os, signal
async def main():
    future = asyncio.Future()
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGALRM, lambda number, frame: loop.call_soon_threadsafe(future.set_result, 'alarm'))
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    print(await future)  # expect: alarm
asyncio.run(main())

# --- Ctrl-C is what the program waits for
import asyncio, os
async def main():
    await asyncio.Event().wait()
pid = os.getpid()
if os.fork() == 0:
    import time
    time.sleep(0.3)
    os.kill(pid, 2)
    os._exit(0)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print('interrupted')  # expect: interrupted

# --- a server without clients, stopped by a signal
import asyncio, os, signal
loop = asyncio.new_event_loop()
signal.signal(signal.SIGUSR2, lambda number, frame: loop.stop())
task = loop.create_task(asyncio.Event().wait())
task._log_destroy_pending = False
pid = os.getpid()
if os.fork() == 0:
    import time
    time.sleep(0.3)
    os.kill(pid, signal.SIGUSR2)
    os._exit(0)
loop.run_forever()
print('stopped')  # expect: stopped

# --- SIGUSR1 shows the tasks and changes nothing
import asyncio, os, signal
async def main():
    print(signal.getsignal(signal.SIGUSR1))  # expect: Handlers.SIG_DFL
    os.kill(os.getpid(), signal.SIGUSR1)
    await asyncio.sleep(0.01)
    print('alive')  # expect: alive
asyncio.run(main())

# --- a handler of one's own for SIGUSR1
import asyncio, os, signal
async def main():
    event = asyncio.Event()
    signal.signal(signal.SIGUSR1, lambda number, frame: event.set())
    os.kill(os.getpid(), signal.SIGUSR1)
    await event.wait()
    print('own')  # expect: own
asyncio.run(main())

# --- a pipe that a child writes to
import asyncio, os
async def main():
    loop = asyncio.get_running_loop()
    read, write = os.pipe()
    if os.fork() == 0:
        import time
        time.sleep(0.3)
        os.write(write, b'hello')
        os._exit(0)
    got = loop.create_future()
    loop.add_reader(read, lambda: got.done() or got.set_result(os.read(read, 9)))
    print(await got)  # expect: b'hello'
    loop.remove_reader(read)
asyncio.run(main())

# --- loop.add_signal_handler
import asyncio, os, signal
async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    pid = os.getpid()
    if os.fork() == 0:
        import time
        time.sleep(0.3)
        os.kill(pid, signal.SIGTERM)
        os._exit(0)
    await stop.wait()
    print('terminated')  # expect: terminated
asyncio.run(main())

# --- a time limit that ends a wait
# options: --clock=virtual
import asyncio
async def main():
    try:
        async with asyncio.timeout(5):
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.Event().wait())
    except TimeoutError:
        print('limit')  # expect: limit
    except asyncio.TimeoutError:
        print('limit')
asyncio.run(main())
