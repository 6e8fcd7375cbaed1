# Async comprehensions and awaits in them.
def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def agen(n):
    for i in range(n):
        yield i
async def val(x):
    return x
async def main():
    print([i async for i in agen(4) if i % 2], [await val(i) for i in range(3)])  # expect: [1, 3] [0, 1, 2]
    print({i async for i in agen(3)}, {i: await val(i * i) async for i in agen(3)})
    # expect: {0, 1, 2} {0: 0, 1: 1, 2: 4}
    print([(i, j) async for i in agen(2) async for j in agen(2)])  # expect: [(0, 0), (0, 1), (1, 0), (1, 1)]
    print([i + j for i in [10, 20] async for j in agen(2) if await val(j)])  # expect: [11, 21]
    g = (i async for i in agen(3))
    print(type(g).__name__, [x async for x in g])  # expect: async_generator [0, 1, 2]
    h = (await val(i) for i in [1, 2])
    print(type(h).__name__, [x async for x in h])  # expect: async_generator [1, 2]
    try:
        [x for x in agen(1)]
    except TypeError as e:
        print(e)  # expect: 'async_generator' object is not iterable
    try:
        [x async for x in [1]]
    except TypeError as e:
        print(e)  # expect: 'async for' requires an object with __aiter__ method, got tuple
    print([[y async for y in agen(x)] async for x in agen(3)])  # expect: [[], [0], [0, 1]]
run(main())
