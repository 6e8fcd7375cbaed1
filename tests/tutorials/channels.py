# channels, select and workers in the manner of CSP, on bare coroutines
import types
from collections import deque
class Chan:
    def __init__(self, n=0): self.cap, self.buf, self.getters, self.putters, self.closed = n, deque(), deque(), deque(), False
@types.coroutine
def put(ch, v): return (yield ('put', ch, v))
@types.coroutine
def get(ch): return (yield ('get', ch, None))
@types.coroutine
def go(c): yield ('go', c, None)
class Closed(Exception): pass
def run(*coros):
    ready = deque((c, None, None) for c in coros); n = 0
    while ready:
        c, v, e = ready.popleft(); n += 1
        try: op, ch, x = c.throw(e) if e else c.send(v)
        except StopIteration: continue
        except Closed: print('ended by close'); continue
        if op == 'go': ready.append((ch, None, None)); ready.append((c, None, None)); continue
        if op == 'get':
            if ch.buf:
                ready.append((c, ch.buf.popleft(), None))
                if ch.putters: p, pv = ch.putters.popleft(); ch.buf.append(pv); ready.append((p, None, None))
            elif ch.putters: p, pv = ch.putters.popleft(); ready.append((c, pv, None)); ready.append((p, None, None))
            elif ch.closed: ready.append((c, None, Closed()))
            else: ch.getters.append(c)
        else:
            if x is Closed:
                ch.closed = True
                while ch.getters: ready.append((ch.getters.popleft(), None, Closed()))
                ready.append((c, None, None))
            elif ch.getters: ready.append((ch.getters.popleft(), x, None)); ready.append((c, None, None))
            elif len(ch.buf) < ch.cap: ch.buf.append(x); ready.append((c, None, None))
            else: ch.putters.append((c, x))
    print('steps', n)
async def numbers(ch):
    n = 2
    while n < 30: await put(ch, n); n += 1
    await put(ch, Closed)
async def sieve(inp, out, p):
    try:
        while True:
            n = await get(inp)
            if n % p: await put(out, n)
    finally: await put(out, Closed)
async def primes():
    ch = Chan(); await go(numbers(ch)); out = []
    try:
        while True:
            p = await get(ch); out.append(p); nxt = Chan(2); await go(sieve(ch, nxt, p)); ch = nxt
    except Closed: print(out)
run(primes())
