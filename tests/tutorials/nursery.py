# a nursery, a cancel scope and retries on asyncio
import asyncio
class Nursery:
    def __init__(self): self.tasks = set(); self.errors = []
    def start(self, coro):
        t = asyncio.ensure_future(coro); self.tasks.add(t); t.add_done_callback(self._done); return t
    def _done(self, t):
        self.tasks.discard(t)
        if not t.cancelled() and t.exception():
            self.errors.append(t.exception())
            for o in self.tasks: o.cancel()
    async def __aenter__(self): return self
    async def __aexit__(self, et, ev, tb):
        if et:
            for t in self.tasks: t.cancel()
        while self.tasks: await asyncio.wait(list(self.tasks))
        if self.errors: raise self.errors[0]
async def w(n, d, log):
    try: await asyncio.sleep(d); log.append(n)
    except asyncio.CancelledError: log.append(f'{n} cancelled'); raise
async def boom(d): await asyncio.sleep(d); raise RuntimeError('boom')
def retry(times, delay):
    def deco(f):
        async def inner(*a):
            for i in range(times):
                try: return await f(*a)
                except OSError as e: print('retry', i, e); await asyncio.sleep(delay * 2 ** i)
            raise TimeoutError('gave up')
        return inner
    return deco
calls = 0
@retry(3, 0.001)
async def flaky(ok):
    global calls; calls += 1
    if calls < ok: raise OSError(f'call {calls}')
    return calls
async def main():
    log = []
    async with Nursery() as n:
        n.start(w('b', 0.004, log)); n.start(w('a', 0.001, log))
    print(log); log = []
    try:
        async with Nursery() as n:
            n.start(w('long', 9, log)); n.start(boom(0.001))
    except RuntimeError as e: print(e, log)
    log = []
    try:
        async with Nursery() as n: n.start(w('x', 9, log)); await asyncio.sleep(0); raise KeyError('body')
    except KeyError as e: print(repr(e), log)
    global calls
    print(await flaky(3)); calls = 0
    try: await flaky(9)
    except TimeoutError as e: print(e)
    sem = asyncio.Semaphore(2); order = []
    async def job(i):
        async with sem: order.append(('s', i)); await asyncio.sleep((0.05, 0.02, 0.04, 0.03)[i]); order.append(('e', i))
    await asyncio.gather(*map(job, range(4))); print(order)
    ev = [asyncio.Event() for _ in range(3)]
    async def relay(i): await ev[i].wait(); print('relay', i); i + 1 < 3 and ev[i + 1].set()
    ts = [asyncio.create_task(relay(i)) for i in range(3)]; ev[0].set(); await asyncio.gather(*ts)
    inner = asyncio.create_task(w('inner', 0.003, log2 := []))
    try: await asyncio.wait_for(asyncio.shield(inner), 0.001)
    except asyncio.TimeoutError: print('outer timed out', inner.done())
    await inner; print(log2)
asyncio.run(main())
