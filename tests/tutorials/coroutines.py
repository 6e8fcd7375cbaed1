# coroutines: PEP 492
import types, inspect, sys, warnings
async def f(): return 1
c = f(); print(type(c).__name__, inspect.iscoroutine(c), inspect.iscoroutinefunction(f), inspect.isawaitable(c), c.cr_await, c.cr_running)
try: c.send(None)
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
c = f()
try: iter(c)
except TypeError as e: print(e)
try: list(c)
except TypeError as e: print(e)
c.close()
@types.coroutine
def g():
    x = yield 'y'; return x
async def use(): return (await g()) + 1
u = use(); print(u.send(None), u.cr_await.__name__)
try: u.send(41)
except StopIteration as e: print(e.value)
class A:
    def __init__(self, v): self.v = v
    def __await__(self): yield self.v; return self.v * 2
async def m(): return await A(1) + await A(2)
c = m(); print(c.send(None), c.send(None))
try: c.send(None)
except StopIteration as e: print(e.value)
for bad in ('1', 'g2', 'None'):
    pass
async def b(x): await x
for x in (1, None, 'a', (i for i in ())):
    c = b(x)
    try: c.send(None)
    except TypeError as e: print(e)
class B:
    def __await__(self): return 3
class C:
    def __await__(self): return f()
for x in (B(), C()):
    try: b(x).send(None)
    except TypeError as e: print(e)
class CM:
    async def __aenter__(self): print('in'); return self
    async def __aexit__(self, t, v, tb): print('out', t and t.__name__, v); return t is KeyError
async def w():
    async with CM() as cm, CM(): print(type(cm).__name__)
    async with CM(): raise KeyError('k')
    try:
        async with CM(): raise ValueError('v')
    except ValueError as e: print('passed', e)
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
run(w())
class AI:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1; return self.n
async def fl():
    async for i in AI(3): print(i, end=' ')
    else: print('else')
    return [i async for i in AI(4) if i % 2], {i: i async for i in AI(2)}, {i async for i in AI(2)}
print(run(fl()))
async def bad1():
    async for i in [1]: pass
async def bad2():
    async with 3: pass
for fn in (bad1, bad2):
    try: run(fn())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
with warnings.catch_warnings(record=True) as ws:
    warnings.simplefilter('always'); f(); print([str(x.message) for x in ws])
async def t():
    try: await g()
    except ValueError as e: return 'caught %s' % e
c = t(); c.send(None)
try: c.throw(ValueError('tv'))
except StopIteration as e: print(e.value)
async def x1(): raise StopIteration(1)
try: run(x1())
except RuntimeError as e: print(e)
for src in ('def f(): await x', 'async def f(): yield from x', 'await x', 'def f():\n async with a: pass', 'async def f():\n yield 1\n return 2', 'def f(): [await x for y in z]'):
    try: compile(src, 's', 'exec'); print('ok')
    except SyntaxError as e: print(e.msg)
