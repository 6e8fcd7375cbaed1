# Natives that consume generators take plain values without leaving them; next and send go on in place.
log = []
class W:
    def __add__(s, o): return 'w'
    def __radd__(s, o):
        try: next(g)
        except (ValueError, StopIteration) as e: log.append(repr(e))
        else: log.append('item')
        return 5
def gg():
    yield 1; yield 2; yield W(); yield 3; yield 2**70; yield 1.5; yield 2
g = gg()
print(sum(g), log)  # expect: 1.1805916207174113e+21 ['item']
print(any(x for x in (0, False, None, '', 3)), all(x for x in (1, True, 'a', [], 1)))  # expect: True False
it = (x for x in (0, 1, 2)); print(any(it), list(it))  # expect: True [2]
it = (x for x in (1, 0, 2)); print(all(it), list(it))  # expect: False [2]
print(min(x for x in (3, 1, 2)), max(x for x in (3, 1.5, 2, 4, 4.0)), min(x for x in ('b', 'a')), max((x for x in (1, True, 2, False))), min((x for x in (1, True))), min((x for x in (2, 1.0, 1))))
# expect: 1 4 a 2 1 1.0
print(min((x for x in ()), default=7), max((x for x in (3, 9, 4)), key=lambda x: -x))  # expect: 7 3
print(sum((x for x in (0.5, 1.5, 2.5)), 1), sum((x for x in ([1], [2])), []))  # expect: 5.5 [1, 2]
def rec(n):
    if n: yield sum(rec(n - 1)) + n
    yield len(list(rec(n - 1))) if n else 1
print(list(rec(6)))  # expect: [31, 2]
def outer():
    yield list(x for x in inner())
    yield 3
def inner():
    yield from (sum(i for i in range(k)) for k in range(4))
    try: yield 'x'
    finally: log.append('fin')
print(tuple(outer()), log, sorted(x for x in (3, 1, 2)), ''.join(str(c) for c in range(4)))
# expect: ([0, 0, 1, 3, 'x'], 3) ['item', 'fin'] [1, 2, 3] 0123
def bad():
    yield 1
    raise KeyError(3)
try: sum(bad())
except KeyError as e: print('KE', e, e.__traceback__.tb_next.tb_frame.f_code.co_name)  # expect: KE 3 bad
l = []
l.extend(len(l) for _ in range(5)); print(l)  # expect: [0, 1, 2, 3, 4]
def ret():
    yield 1
    return 7
g = ret(); print(next(g, 'd'), next(g, 'd'), next(g, 'd'))  # expect: 1 d d
g = ret(); print(next(g))  # expect: 1
try: next(g)
except StopIteration as e: print(e.value)  # expect: 7
g = ret()
try: g.send(3)
except TypeError as e: print(e)  # expect: can't send non-None value to a just-started generator
print(g.send(None)); s = g.send  # expect: 1
try: s(4)
except StopIteration as e: print(e.value)  # expect: 7
async def co():
    return 5
c = co(); 
try: c.send(None)
except StopIteration as e: print(e.value)  # expect: 5
try: c.send(None)
except RuntimeError as e: print(e)  # expect: cannot reuse already awaited coroutine
c = co()
try: type(g).send(c, None)
except TypeError as e: print(e)
# expect: descriptor 'send' for 'generator' objects doesn't apply to a 'coroutine' object
c.close()
class It:
    def __init__(s, n): s.n = n
    def __iter__(s):
        for i in range(s.n): yield i
for k in range(20): r = [x for x in It(3)], sum(It(4)), [*It(2)]
print(r)  # expect: ([0, 1, 2], 6, [0, 1])
def yf(n):
    r = yield from It(n)
    yield r
for k in range(20): r = list(yf(3))
print(r)  # expect: [0, 1, 2, None]
def self_iter():
    yield next(me)
for k in range(10):
    me = self_iter()
    try: list(me)
    except ValueError as e: m = str(e)
print(m)  # expect: generator already executing
try: raise ValueError(1)
except ValueError:
    print(sum(x for x in range(10)), [next(x for x in (i for i in range(3)))])  # expect: 45 [0]
def deep(n):
    if n: yield from deep(n - 1)
    else: yield 1; yield 2
print([sum(deep(50)) for i in range(8)])  # expect: [3, 3, 3, 3, 3, 3, 3, 3]
class D:
    def __del__(s): log.append(('del', s.n))
    def __init__(s, n): s.n = n
def dd():
    d = D(1); yield 1; d = D(2); yield 2
for x in dd(): log.append(x)
print(log)  # expect: ['item', 'fin', 1, ('del', 1), 2, ('del', 2)]
async def ad():
    d = D(3); return 1
async def aw():
    x = await ad(); log.append('after'); return x
for i in range(6):
    try: aw().send(None)
    except StopIteration as e: pass
print(log[-12:])
# expect: [('del', 3), 'after', ('del', 3), 'after', ('del', 3), 'after', ('del', 3), 'after', ('del', 3), 'after', ('del', 3), 'after']
class Z: pass
for i in range(10): z = Z()
print(type(z).__name__)  # expect: Z
