# How the kinds of functions and their objects differ.
import types
def gen(): yield
async def coro(): pass
async def agen(): yield
@types.coroutine
def typed(): yield
async def gen_expr(): return (x async for x in agen())
objects = gen(), coro(), agen(), typed()
print([type(o).__name__ for o in objects], [hex(f.__code__.co_flags) for f in (gen, coro, agen, typed)])
# expect: ['generator', 'coroutine', 'async_generator', 'generator'] ['0x63', '0xc3', '0x243', '0x163']
print([type(o) is t for o, t in zip(objects, (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.GeneratorType))])
# expect: [True, True, True, True]
for name in ('__iter__', '__next__', '__await__', '__aiter__', '__anext__', 'send', 'throw', 'close', 'asend', 'athrow', 'aclose', 'gi_frame', 'cr_frame', 'ag_frame'):
    print(name, [hasattr(o, name) for o in objects])
    # expect: __iter__ [True, False, False, True]
    # expect: __next__ [True, False, False, True]
    # expect: __await__ [False, True, False, False]
    # expect: __aiter__ [False, False, True, False]
    # expect: __anext__ [False, False, True, False]
    # expect: send [True, True, False, True]
    # expect: throw [True, True, False, True]
    # expect: close [True, True, False, True]
    # expect: asend [False, False, True, False]
    # expect: athrow [False, False, True, False]
    # expect: aclose [False, False, True, False]
    # expect: gi_frame [True, False, False, True]
    # expect: cr_frame [False, True, False, False]
    # expect: ag_frame [False, False, True, False]
objects[1].close()
def f(x): return (lambda: (yield x))
print(type(f(1)()).__name__, type((lambda: (x for x in ()))()).__name__)  # expect: generator generator
async def nested():
    def plain(): yield 1
    return list(plain())
try:
    nested().send(None)
except StopIteration as e:
    print(e.value)  # expect: [1]
