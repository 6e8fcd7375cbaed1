# sys.set_asyncgen_hooks: firstiter at the first step, finalizer when one is dropped unfinished.
import sys
async def agen():
    try:
        yield 1
        yield 2
    finally:
        print('finally')
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
print(sys.get_asyncgen_hooks())  # expect: asyncgen_hooks(firstiter=None, finalizer=None)
kept = []
sys.set_asyncgen_hooks(firstiter=lambda g: print('first', g.__name__), finalizer=lambda g: (print('finalizer', g.__name__), kept.append(g)))
async def partly():
    g = agen()
    print('made')  # expect: made
    print(await g.asend(None))
    # expect: first agen
    # expect: 1
run(partly())  # expect: finalizer agen
print('dropped', len(kept))  # expect: dropped 1
run(kept.pop().aclose())  # expect: finally
async def fully():
    async for x in agen(): print(x)
    # expect: first agen
    # expect: 1
    # expect: 2
    # expect: finally
run(fully())
print(kept)  # expect: []
sys.set_asyncgen_hooks(None, None)
try:
    sys.set_asyncgen_hooks(5)
except TypeError as e:
    print(e)  # expect: callable firstiter expected, got int
