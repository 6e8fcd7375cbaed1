# futures on a loop: a bank of exercises with asyncio
import asyncio, functools, random, contextvars
random.seed(5)
async def fact(name, n):
    f = 1
    for i in range(2, n + 1): print(f'Task {name}: factorial({i})...'); await asyncio.sleep(0); f *= i
    return f
async def ev(): 
    e = asyncio.Event(); 
    async def waiter(n): await e.wait(); print('woke', n)
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0); e.set(); await asyncio.gather(*ts)
async def workers():
    q = asyncio.Queue(); out = []
    async def worker(name):
        while True:
            d = await q.get(); await asyncio.sleep(d); q.task_done(); out.append((name, d))
    for i in range(6): q.put_nowait(random.randint(0, 3) / 1000)
    ts = [asyncio.create_task(worker(i)) for i in range(3)]
    await q.join()
    for t in ts: t.cancel()
    print(await asyncio.gather(*ts, return_exceptions=True), len(out), q)
async def timeouts():
    try: await asyncio.wait_for(asyncio.sleep(10), 0.001)
    except asyncio.TimeoutError as e: print('timeout', repr(e))
    async def stub():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: print('cancelled'); raise
    t = asyncio.create_task(stub()); await asyncio.sleep(0); t.cancel('msg')
    try: await t
    except asyncio.CancelledError as e: print(e.args, t.cancelled(), t.done())
async def futs():
    loop = asyncio.get_running_loop(); f = loop.create_future()
    f.add_done_callback(lambda f: print('cb1', f.result())); f.add_done_callback(functools.partial(print, 'cb2'))
    loop.call_soon(f.set_result, 3); print(await f)
    try: f.set_result(4)
    except asyncio.InvalidStateError as e: print(e)
    g = loop.create_future(); g.set_exception(KeyError('k'))
    try: await g
    except KeyError as e: print(repr(e), g.exception())
    h = loop.create_future()
    try: h.result()
    except asyncio.InvalidStateError as e: print(e)
    h.cancel(); print(h.cancelled())
async def calls():
    loop = asyncio.get_running_loop(); log = []
    loop.call_later(0.003, log.append, 'later'); loop.call_soon(log.append, 'soon'); h = loop.call_soon(log.append, 'never'); h.cancel()
    loop.call_at(loop.time() + 0.001, log.append, 'at')
    await asyncio.sleep(0.01); print(log, h.cancelled())
async def waits():
    async def s(n): await asyncio.sleep(n / 500); return n
    ts = [asyncio.create_task(s(n)) for n in (3, 1, 2)]
    d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); print(len(d), len(p))
    print([await f for f in asyncio.as_completed([s(3), s(1), s(2)])])
    print(await asyncio.gather(s(2), s(1), asyncio.sleep(0, 'x')))
    async def bad(): raise OSError('bad')
    print(await asyncio.gather(bad(), s(1), return_exceptions=True))
    try: await asyncio.gather(bad(), s(1))
    except OSError as e: print(e)
var = contextvars.ContextVar('var', default=0)
async def ctx():
    async def child(n): var.set(n); await asyncio.sleep(0); return var.get()
    print(await asyncio.gather(*[child(i) for i in range(3)]), var.get())
async def locks():
    l = asyncio.Lock(); log = []
    async def crit(n):
        async with l: log.append(('in', n)); await asyncio.sleep(0); log.append(('out', n))
    await asyncio.gather(*[crit(i) for i in range(3)]); print(log, l.locked())
    s = asyncio.Semaphore(2); act = peak = 0
    async def lim():
        nonlocal act, peak
        async with s: act += 1; peak = max(peak, act); await asyncio.sleep(0); act -= 1
    await asyncio.gather(*[lim() for _ in range(5)]); print(peak)
    c = asyncio.Condition(); got = []
    async def cons(n):
        async with c: await c.wait(); got.append(n)
    ts = [asyncio.create_task(cons(i)) for i in range(3)]; await asyncio.sleep(0)
    async with c: c.notify(1)
    await asyncio.sleep(0); await asyncio.sleep(0)
    async with c: c.notify_all()
    await asyncio.gather(*ts); print(got)
async def main():
    print(await asyncio.gather(fact('A', 2), fact('B', 3), fact('C', 4)))
    for t in (ev, workers, timeouts, futs, calls, waits, ctx, locks): print('--', t.__name__); await t()
    t = asyncio.current_task(); t.set_name('me'); print(t.get_name())
asyncio.run(main())
