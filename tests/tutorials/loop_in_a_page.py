# an asyncio in a page: handles, timers, futures, tasks, gather, wait_for, cancellation
import heapq, itertools
from collections import deque
class CancelledError(BaseException): pass
class Future:
    def __init__(self, loop): self.loop, self.state, self.value, self.exc, self.cbs = loop, 'pending', None, None, []
    def done(self): return self.state != 'pending'
    def result(self):
        if self.exc: raise self.exc
        return self.value
    def _finish(self, state, value=None, exc=None):
        if self.done(): raise RuntimeError('invalid state')
        self.state, self.value, self.exc = state, value, exc
        for cb in self.cbs: self.loop.call_soon(cb, self)
    def set_result(self, v): self._finish('done', v)
    def set_exception(self, e): self._finish('error', None, e)
    def cancel(self):
        if self.done(): return False
        self._finish('cancelled', None, CancelledError()); return True
    def add_done_callback(self, cb): self.loop.call_soon(cb, self) if self.done() else self.cbs.append(cb)
    def __await__(self):
        if not self.done(): yield self
        return self.result()
class Task(Future):
    def __init__(self, loop, coro, name): super().__init__(loop); self.coro, self.name, self.waiter, self.must = coro, name, None, False; loop.call_soon(self.step)
    def cancel(self):
        if self.done(): return False
        if self.waiter and self.waiter.cancel(): return True
        self.must = True; return True
    def step(self, fut=None):
        self.waiter = None
        try:
            if self.must: self.must = False; y = self.coro.throw(CancelledError())
            elif fut is not None and fut.exc is not None: y = self.coro.throw(fut.exc)
            else: y = self.coro.send(None)
        except StopIteration as e: self.set_result(e.value)
        except CancelledError: Future.cancel(self)
        except Exception as e: self.set_exception(e)
        else: self.waiter = y; y.add_done_callback(self.step)
class Loop:
    def __init__(self): self.ready, self.timers, self.now, self.seq, self.names = deque(), [], 0, itertools.count(), itertools.count(1)
    def call_soon(self, f, *a): self.ready.append((f, a))
    def call_later(self, d, f, *a): heapq.heappush(self.timers, (self.now + d, next(self.seq), f, a))
    def task(self, c): return Task(self, c, f'T{next(self.names)}')
    def sleep(self, d, v=None):
        f = Future(self); self.call_later(d, lambda: f.done() or f.set_result(v)); return f
    def gather(self, *cs):
        ts = [self.task(c) for c in cs]; out = Future(self); left = [len(ts)]
        def done(t):
            left[0] -= 1
            if out.done(): return
            if t.exc: out.set_exception(t.exc)
            elif not left[0]: out.set_result([t.value for t in ts])
        for t in ts: t.add_done_callback(done)
        return out
    async def wait_for(self, c, d):
        t = self.task(c); timed = []
        self.call_later(d, lambda: timed.append(1) or t.cancel())
        try: return await t
        except CancelledError:
            if timed: raise TimeoutError(f'after {d}') from None
            raise
    def run(self, c):
        main = self.task(c)
        while not main.done():
            if not self.ready:
                self.now, _, f, a = heapq.heappop(self.timers); f(*a); continue
            for _ in range(len(self.ready)): f, a = self.ready.popleft(); f(*a)
        return main.result()
loop = Loop()
async def say(w, d): await loop.sleep(d); print(loop.now, w); return w
async def fail(d): await loop.sleep(d); raise ValueError('f')
async def stubborn():
    try: await loop.sleep(100)
    except CancelledError: print('cleanup'); await loop.sleep(1); print('cleaned', loop.now); raise
async def main():
    print(await loop.gather(say('b', 2), say('a', 1)))
    try: await loop.gather(say('c', 5), fail(1))
    except ValueError as e: print('gather', e)
    try: await loop.wait_for(stubborn(), 2)
    except TimeoutError as e: print(e)
    t = loop.task(stubborn()); await loop.sleep(0); t.cancel(); await loop.sleep(3); print(t.state)
    class Lock:
        def __init__(s): s.locked, s.w = False, deque()
        async def __aenter__(s):
            while s.locked: f = Future(loop); s.w.append(f); await f
            s.locked = True
        async def __aexit__(s, *a):
            s.locked = False
            if s.w: s.w.popleft().set_result(None)
    l = Lock()
    async def crit(n):
        async with l: print('in', n, loop.now); await loop.sleep(1)
    await loop.gather(*map(crit, range(3)))
    async def agen():
        for i in range(3): await loop.sleep(1); yield i
    print([i async for i in agen()], loop.now)
    return 'bye'
print(loop.run(main()))
