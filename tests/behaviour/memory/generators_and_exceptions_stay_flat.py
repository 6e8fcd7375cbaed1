# Suspended generators in cycles, frames in tracebacks, tasks: all are given back.
def resident_kb():
    with open('/proc/self/statm') as f: return int(f.read().split()[1]) * 4
def suspended_cycle():
    def gen():
        me = yield
        yield me
    g = gen()
    next(g)
    g.send(g)
def chain():
    def inner():
        yield 1
    def outer():
        yield from inner()
    next(outer())
def frame_in_traceback():
    try: raise ValueError
    except ValueError as e:
        keep = e
        tb = e.__traceback__
async def coro(): return 1
def awaiting():
    async def outer(): return await coro()
    c = outer()
    try: c.send(None)
    except StopIteration: pass
def bound_cycle():
    class_like = type('K', (), {'m': lambda self: 0})
    o = class_like()
    o.m = o.m
def growing_dict():
    d = {}
    for i in range(20): d[i] = d
def strings():
    s = ''
    for i in range(20): s += str(i) * 10
for f, n in ((suspended_cycle, 40_000), (chain, 40_000), (frame_in_traceback, 40_000), (awaiting, 40_000), (bound_cycle, 1_500), (growing_dict, 20_000), (strings, 20_000)):
    for _ in range(n // 5): f()
    before = resident_kb()
    for _ in range(n): f()
    grown = resident_kb() - before
    print(f.__name__, 'flat' if grown < 6000 else f'grew by {grown} kB')
    # expect: suspended_cycle flat
    # expect: chain flat
    # expect: frame_in_traceback flat
    # expect: awaiting flat
    # expect: bound_cycle flat
    # expect: growing_dict flat
    # expect: strings flat
