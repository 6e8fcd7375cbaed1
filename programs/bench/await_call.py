# groups: async
# Calling and awaiting coroutines that never suspend.


async def add(a, b):
    return a + b


async def twice(x):
    return await add(x, x)


async def run(n):
    total = 0
    for i in range(n):
        total += await twice(i)
    return total


try:
    run(1_700_000).send(None)
except StopIteration as end:
    print(end.value)
