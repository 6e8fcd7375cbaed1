# Awaits of locks, semaphores, events, queues and sleeps that need not wait are done in place; overridden ones are not.
import asyncio
async def lockers():
    lock = asyncio.Lock(); out = []
    async def w(i):
        for k in range(5):
            async with lock:
                out.append((i, k))
                if (i + k) % 3 == 0: await asyncio.sleep(0)
            if k == 2:
                await lock.acquire(); out.append('a'); lock.release()
    await asyncio.gather(*(w(i) for i in range(4)))
    print(out, lock.locked())
    # expect: [(0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1), (3, 1), (0, 2), (1, 2), (2, 2), (3, 2), 'a', 'a', 'a', 'a', (0, 3), (1, 3), (2, 3), (3, 3), (0, 4), (1, 4), (2, 4), (3, 4)] False
    t = []
    async def c():
        try:
            async with lock: t.append(1)
        except asyncio.CancelledError: t.append('c'); raise
    await lock.acquire()
    ts = [asyncio.create_task(c()) for i in range(3)]
    await asyncio.sleep(0)
    ts[0].cancel(); lock.release()
    print(await asyncio.gather(*ts, return_exceptions=True), t, lock.locked())
    # expect: [CancelledError(''), None, None] ['c', 1, 1] False
    for i in range(8):
        async with lock:
            try:
                lock2 = asyncio.Lock()
                async with lock2:
                    raise ValueError(i)
            except ValueError as e: pass
    try: lock.release()
    except RuntimeError as e: print(e)  # expect: Lock is not acquired.
    for i in range(7): r = await lock.acquire(), lock.release()
    print(r)  # expect: (True, None)
class MyLock(asyncio.Lock):
    async def acquire(self):
        print('my acquire'); return await super().acquire()  # expect: my acquire
    def release(self):
        print('my release'); super().release()  # expect: my release
async def sub():
    l = MyLock()
    for i in range(6):
        async with l: pass
        # expect: my acquire
        # expect: my release
        # expect: my acquire
        # expect: my release
        # expect: my acquire
        # expect: my release
        # expect: my acquire
        # expect: my release
        # expect: my acquire
        # expect: my release
    l = asyncio.Lock()
    async def aq(): print('patched'); return True  # expect: patched
    l.acquire = aq; l._locked = True
    async with l: print('in')  # expect: in
async def sems():
    s = asyncio.Semaphore(2); b = asyncio.BoundedSemaphore(1); out = []
    async def w(i):
        for k in range(4):
            async with s:
                out.append((i, k, s._value, s.locked()))
                await asyncio.sleep(0)
            async with b: out.append(i)
    await asyncio.gather(*(w(i) for i in range(5)))
    print(out, s._value, b._value)
    # expect: [(0, 0, 1, False), (1, 0, 0, True), 0, 1, (2, 0, 0, True), (3, 0, 0, True), 2, 3, (4, 0, 0, True), (0, 1, 0, True), 4, 0, (1, 1, 0, True), (2, 1, 0, True), 1, 2, (3, 1, 0, True), (4, 1, 0, True), 3, 4, (0, 2, 0, True), (1, 2, 0, True), 0, 1, (2, 2, 0, True), (3, 2, 0, True), 2, 3, (4, 2, 0, True), (0, 3, 0, True), 4, 0, (1, 3, 0, True), (2, 3, 0, True), 1, 2, (3, 3, 0, True), (4, 3, 0, True), 3, 4] 2 1
    try: b.release()
    except ValueError as e: print(e)  # expect: BoundedSemaphore released too many times
    for i in range(6): await s.acquire(); s.release()
    print(s._value)  # expect: 2
async def queues():
    for q in asyncio.Queue(2), asyncio.LifoQueue(2), asyncio.PriorityQueue(2), asyncio.Queue():
        out = []
        async def p(n):
            for i in range(n):
                await q.put(-i); out.append('p%d' % i)
            await q.join(); out.append('joined')
        async def c(n):
            for i in range(n):
                out.append(await q.get()); q.task_done()
        await asyncio.gather(p(6), c(4), c(5), p(3))
        print(out, q.qsize())
        # expect: ['p0', 'p1', 0, -1, 'p0', 'p1', 0, -1, 'p2', 'p2', -2, -2, 'p3', 'p4', 'joined', -3, -4, 'p5', -5, 'joined'] 0
        # expect: ['p0', 'p1', -1, 0, 'p0', 'p1', -1, 0, 'p2', 'p2', -2, -2, 'p3', 'p4', 'joined', -4, -3, 'p5', -5, 'joined'] 0
        # expect: ['p0', 'p1', -1, 0, 'p0', 'p1', -1, 0, 'p2', 'p2', -2, -2, 'p3', 'p4', 'joined', -4, -3, 'p5', -5, 'joined'] 0
        # expect: ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 0, -1, -2, -3, -4, -5, 'p0', 'p1', 'p2', 'joined', 0, -1, -2, 'joined'] 0
    class Q(asyncio.Queue):
        def _put(self, x): print('put', x); super()._put(x)
        # expect: put 0
        # expect: 0 put 1
        # expect: 2 put 2
        # expect: 4 put 3
        # expect: 6 put 4
        # expect: 8 put 5
        def _get(self): return super()._get() * 2
    q = Q()
    for i in range(6): await q.put(i); print(await q.get(), end=' ')
    q = asyncio.Queue()
    q._get = lambda: 'patched'
    for i in range(6): await q.put(i); print(await q.get(), end=' ')
    try:
        await asyncio.wait_for(asyncio.Queue().get(), 0.01)
    except asyncio.TimeoutError: print('timeout')
    # expect: 10 patched patched patched patched patched patched timeout
    c = q.get(); print(type(c).__name__, c.__qualname__); c.close()  # expect: coroutine Queue.get
async def events():
    e = asyncio.Event(); e.set()
    for i in range(6): r = await e.wait()
    e.clear()
    t = asyncio.create_task(e.wait()); await asyncio.sleep(0); e.set(); print(r, await t)  # expect: True True
    for i in range(6): r = await asyncio.sleep(0), await asyncio.sleep(0, 5), await asyncio.sleep(0.0001, 'x'), await asyncio.sleep(delay=0)
    print(r)  # expect: (None, 5, 'x', None)
class ACM:
    async def __aenter__(self): return self
    async def __aexit__(self, a, b, c): return a is ValueError
async def acm():
    for i in range(8):
        async with ACM() as x:
            if i % 2: raise ValueError
    print('ok')  # expect: ok
for f in lockers, sub, sems, queues, events, acm: asyncio.run(f())
