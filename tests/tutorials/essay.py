# from generators to await: the essay's steps
import types, asyncio, warnings, dis
def eager_range(up_to):
    sequence, index = [], 0
    while index < up_to: sequence.append(index); index += 1
    return sequence
def lazy_range(up_to):
    index = 0
    while index < up_to: yield index; index += 1
def jumping_range(up_to):
    index = 0
    while index < up_to:
        jump = yield index
        if jump is None: jump = 1
        index += jump
it = jumping_range(5); print(next(it), it.send(2), next(it), it.send(-1)); print([x for x in it])
def lazy2(up_to):
    def gratuitous(): yield from lazy_range(up_to)
    yield from gratuitous()
print(eager_range(3), list(lazy2(4)))
def bottom(): return (yield 42)
def middle(): return (yield from bottom())
def top(): return (yield from middle())
g = top(); v = next(g); print(v)
try: v = g.send(v * 2)
except StopIteration as e: v = e.value
print(v)
@types.coroutine
def old(): yield from asyncio.sleep(0).__await__()
async def new(): await old(); return 'awaited'
print(asyncio.run(new()))
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    @asyncio.coroutine
    def countdown(number, n):
        while n > 0:
            print('T-minus', n, '({})'.format(number)); yield from asyncio.sleep(0.001 * number); n -= 1
    loop = asyncio.new_event_loop(); asyncio.set_event_loop(loop)
    tasks = [asyncio.ensure_future(countdown('AB'.index(c) + 1, 2), loop=loop) for c in 'AB']
    loop.run_until_complete(asyncio.wait(tasks)); loop.close()
dis.dis(new.__code__)
print(asyncio.iscoroutinefunction(new), asyncio.iscoroutinefunction(countdown), asyncio.iscoroutinefunction(old))
