# groups: async


async def numbers(n):
    for i in range(n):
        yield i


async def run(n):
    total = 0
    async for x in numbers(n):
        total += x
    return total, len([x async for x in numbers(n // 2)])


try:
    run(3_500_000).send(None)
except StopIteration as end:
    print(end.value)
