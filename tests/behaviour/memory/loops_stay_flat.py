# Loops that create and drop objects do not grow. Prints only whether memory stayed flat.
def peak_kb():
    with open('/proc/self/statm') as f: return int(f.read().split()[1]) * 4
class C:
    def __init__(self): self.me = None
def gen(): yield 1
async def coro(): pass
def cycle():
    c = C()
    c.me = c
def generator():
    g = gen()
    next(g)
def closure():
    def f(): return f
    return f
def exception():
    try: raise ValueError('x' * 100)
    except ValueError as e: e.me = e
def coroutine():
    c = coro()
    c.close()
def containers(): return [i for i in range(50)], {i: str(i) for i in range(50)}, {i for i in range(50)}, 'x' * 500, 10 ** 50
def classes(): type('T', (C,), {})
for f, n in ((cycle, 60_000), (generator, 60_000), (closure, 60_000), (exception, 60_000), (coroutine, 60_000), (containers, 6_000), (classes, 1_500)):
    for _ in range(n // 10): f()
    before = peak_kb()
    for _ in range(n): f()
    grown = peak_kb() - before
    print(f.__name__, 'flat' if grown < 6000 else f'grew by {grown} kB')
    # expect: cycle flat
    # expect: generator flat
    # expect: closure flat
    # expect: exception flat
    # expect: coroutine flat
    # expect: containers flat
    # expect: classes flat
