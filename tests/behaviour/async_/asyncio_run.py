# asyncio.run, sleep, gather and their results.
import asyncio
async def work(x, delay=0):
    await asyncio.sleep(delay)
    return x * 2
async def main():
    print(await asyncio.gather(work(1, 0.02), work(2, 0.01), work(3)))  # expect: [2, 4, 6]
    print(await asyncio.gather(), await asyncio.sleep(0, 'result'))  # expect: [] result
    async def fails():
        raise ValueError('bad')
    try:
        await asyncio.gather(work(1), fails())
    except ValueError as e:
        print('gather', e)  # expect: gather bad
    print(await asyncio.gather(work(4), fails(), return_exceptions=True))  # expect: [8, ValueError('bad')]
    t = asyncio.create_task(work(5), name='five')
    print(t.done(), t.get_name(), await t, t.done(), t.result())  # expect: False five 10 True 10
    return 'main'
print(asyncio.run(main()))  # expect: main
for bad in (5, main):
    try:
        asyncio.run(bad)
    except ValueError as e:
        print(str(e).split(' <')[0])
        # expect: a coroutine was expected, got 5
        # expect: a coroutine was expected, got
