# async for over an async generator; its methods give awaitables.
async def agen(n):
    for i in range(n):
        got = yield i
        if got:
            print('got', got)
def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def main():
    print([x async for x in agen(3)], {x: -x async for x in agen(2)})  # expect: [0, 1, 2] {0: 0, 1: -1}
    async for x in agen(2):
        print(x)
        # expect: 0
        # expect: 1
    else:
        print('else')  # expect: else
    g = agen(5)
    print(type(g).__name__, g.__name__, g.ag_running, g.ag_await, type(g.asend(None)).__name__)
    # expect: async_generator agen False None async_generator_asend
    print(await g.asend(None), await g.asend('A'), await g.__anext__())
    # expect: got A
    # expect: 0 1 2
    print(await g.aclose(), g.ag_frame)  # expect: None None
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print('stopped', e.args)  # expect: stopped ()
    print(g.__aiter__() is g, sum([x async for x in agen(4) if x % 2]))  # expect: True 4
    return 'main'
print(run(main()))  # expect: main
for f in (lambda: iter(agen(1)), lambda: list(agen(1)), lambda: next(agen(1))):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: 'async_generator' object is not iterable
        # expect: 'async_generator' object is not iterable
        # expect: 'async_generator' object is not an iterator
