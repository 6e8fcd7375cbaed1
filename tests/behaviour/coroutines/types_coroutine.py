# types.coroutine marks a generator function's code; other callables are wrapped.
import types
@types.coroutine
def trap(x):
    got = yield x
    return got
print(hex(trap.__code__.co_flags & 0x1a0), type(trap(1)).__name__)  # expect: 0x120 generator
async def main():
    a = await trap('one')
    b = await trap('two')
    return a, b
c = main()
print(c.send(None), c.send('A'))  # expect: one two
try:
    c.send('B')
except StopIteration as e:
    print(e.value)  # expect: ('A', 'B')
print(list(trap(5)))  # expect: [5]
def original():
    yield
code = original.__code__
marked = types.coroutine(original)
print(marked is original, original.__code__ is code, original.__code__.co_flags & 0x100)  # expect: True False 256
async def native(): pass
print(types.coroutine(native) is native)  # expect: True
@types.coroutine
def returns_generator():
    return (x for x in [7])
r = returns_generator()
print(type(r).__name__, hasattr(r, '__await__'), hasattr(r, 'send'), r.gi_running, r.cr_running, r.__name__)
# expect: _GeneratorWrapper True True False False <genexpr>
async def use(): return await returns_generator()
print(use().send(None))  # expect: 7
@types.coroutine
def returns_int():
    return 5
print(returns_int())  # expect: 5
for bad in (5, 'x'):
    try:
        types.coroutine(bad)
    except TypeError as e:
        print(e)
        # expect: types.coroutine() expects a callable
        # expect: types.coroutine() expects a callable
