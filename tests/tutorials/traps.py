# a small kernel with traps, async/await, sleeping and queues
import types, heapq, time
from collections import deque
@types.coroutine
def _trap(*args): return (yield args)
async def sleep(s): await _trap('sleep', s)
async def spawn(c): return await _trap('spawn', c)
async def join(t): return await _trap('join', t)
async def cancel(t): return await _trap('cancel', t)
async def current(): return await _trap('current')
class Cancelled(Exception): pass
class Task:
    n = 0
    def __init__(self, coro):
        self.coro = coro; Task.n += 1; self.id = Task.n; self.done = False; self.result = None; self.error = None; self.joiners = []
class Kernel:
    def __init__(self): self.ready = deque(); self.sleeping = []; self.seq = 0; self.now = 0.0
    def run(self, coro):
        main = self.new(coro)
        while not main.done:
            if not self.ready:
                w, _, t = heapq.heappop(self.sleeping); self.now = w; self.ready.append((t, None, None))
            t, v, e = self.ready.popleft()
            if t.done: continue
            try: trap = t.coro.throw(e) if e else t.coro.send(v)
            except StopIteration as s: self.finish(t, s.value, None)
            except Cancelled as c: self.finish(t, None, c)
            except Exception as x: self.finish(t, None, x)
            else: getattr(self, 'trap_' + trap[0])(t, *trap[1:])
        if main.error: raise main.error
        return main.result
    def new(self, coro): t = Task(coro); self.ready.append((t, None, None)); return t
    def finish(self, t, r, e):
        t.done, t.result, t.error = True, r, e
        for j in t.joiners: self.ready.append((j, r, e))
    def trap_sleep(self, t, s): self.seq += 1; heapq.heappush(self.sleeping, (self.now + s, self.seq, t))
    def trap_spawn(self, t, c): self.ready.append((t, self.new(c), None))
    def trap_join(self, t, o):
        if o.done: self.ready.append((t, o.result, o.error))
        else: o.joiners.append(t)
    def trap_cancel(self, t, o):
        o.joiners.append(t) if False else None
        self.sleeping = [x for x in self.sleeping if x[2] is not o]; heapq.heapify(self.sleeping)
        self.ready.append((o, None, Cancelled('bye'))); self.ready.append((t, True, None))
    def trap_current(self, t): self.ready.append((t, t, None))
class Queue:
    def __init__(self): self.items = deque(); self.getters = deque()
    async def put(self, x):
        self.items.append(x); await sleep(0)
    async def get(self):
        while not self.items: await sleep(1)
        return self.items.popleft()
async def countdown(n):
    while n: print('down', n); await sleep(4); n -= 1
async def countup(n):
    x = 0
    while x < n: print('up', x); await sleep(1); x += 1
    return 'up done'
async def fail(): await sleep(2); raise ValueError('task failed')
async def friend(name):
    try:
        while True: print('hi', name); await sleep(3)
    except Cancelled as e: print('cancelled', e); raise
async def producer(q):
    for i in range(3): await q.put(i)
    await q.put(None)
async def consumer(q):
    while (x := await q.get()) is not None: print('item', x)
class Managed:
    async def __aenter__(self): await sleep(1); print('enter'); return 'm'
    async def __aexit__(self, *a): print('exit', a[0] and a[0].__name__); await sleep(1); return True
async def main():
    a = await spawn(countdown(2)); b = await spawn(countup(5))
    f = await spawn(friend('x')); bad = await spawn(fail())
    print(await join(b))
    try: await join(bad)
    except ValueError as e: print('main:', e)
    await cancel(f)
    try: await join(f)
    except Cancelled: print('joined cancelled')
    await join(a)
    q = Queue(); c = await spawn(consumer(q)); await spawn(producer(q)); await join(c)
    async with Managed() as m: print(m); raise KeyError('in body')
    print((await current()).id)
    return 'all'
print(Kernel().run(main()))
