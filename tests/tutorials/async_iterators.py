# async iterators in tutorial style: utilities, pipelines, cleanup, async comprehension rules
import asyncio
async def arange(*a):
    for i in range(*a): await asyncio.sleep(0); yield i
async def amap(f, it):
    async for x in it: yield f(x)
async def afilter(p, it):
    async for x in it:
        if p(x): yield x
async def take(n, it):
    if n <= 0: return
    async for x in it:
        yield x
        n -= 1
        if not n: break
async def azip(*its):
    its = [i.__aiter__() for i in its]
    while True:
        try: yield tuple([await i.__anext__() for i in its])
        except StopAsyncIteration: return
async def merge(*its):
    q = asyncio.Queue(); END = object()
    async def pump(it):
        async for x in it: await q.put(x)
        await q.put(END)
    ts = [asyncio.ensure_future(pump(i)) for i in its]; left = len(ts)
    while left:
        x = await q.get()
        if x is END: left -= 1
        else: yield x
class Paged:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self._gen()
    async def _gen(self):
        for p in range(self.n):
            for row in await self.page(p): yield row
    async def page(self, p): await asyncio.sleep(0); return [p * 2, p * 2 + 1]
class Conn:
    async def __aenter__(self): print('open'); return self
    async def __aexit__(self, *a): await asyncio.sleep(0); print('close', a[0])
    async def rows(self):
        try:
            for i in range(3): yield i
        finally: print('rows done')
async def main():
    print([x async for x in take(3, afilter(lambda x: x % 2, amap(lambda x: x + 10, arange(20))))])
    print([p async for p in azip(arange(3), arange(5, 9))], sorted([x async for x in merge(arange(3), arange(10, 12))]))
    print([r async for r in Paged(2)], {r: str(r) async for r in Paged(1)}, [i + j async for i in arange(2) async for j in arange(2)])
    print([await asyncio.sleep(0, x) for x in range(3)], [x for x in [await asyncio.sleep(0, 1)]])
    async with Conn() as c:
        async for r in c.rows(): print(r)
    async with Conn() as c:
        rows = c.rows()
        async for r in rows:
            if r == 1: await rows.aclose(); break
    try: print((x async for x in arange(2)), type((x async for x in arange(2))).__name__ and '')
    except TypeError as e: print(e)
    g = (x * 2 async for x in arange(3)); print([x async for x in g])
    try:
        for x in arange(2): pass
    except TypeError as e: print(e)
    try:
        async for x in range(2): pass
    except TypeError as e: print(e)
    it = arange(3).__aiter__(); print(await it.__anext__(), await anext(it), await anext(it), await anext(it, 'end'))
    async def delegating():
        async for x in arange(2): yield x
        yield 'more'
    print([x async for x in delegating()])
    async def cancelled():
        try:
            async for _ in arange(1000): await asyncio.sleep(0)
        except asyncio.CancelledError: print('cancelled in loop'); raise
    t = asyncio.create_task(cancelled()); await asyncio.sleep(0); await asyncio.sleep(0); t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
import re, io, contextlib
buf = io.StringIO()
with contextlib.redirect_stdout(buf): asyncio.run(main())
print(re.sub(r'0x[0-9a-f]+', '0x', buf.getvalue()))
