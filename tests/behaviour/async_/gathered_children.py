# gather() counts children that end well natively: failed, cancelled, repeated and foreign ones go the long way.
import asyncio


async def f(x, fail=False):
    await asyncio.sleep(0)
    if fail:
        raise ValueError(x)
    return x


class MyFuture(asyncio.Future):
    pass


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(f(i) for i in range(5))))  # expect: [0, 1, 2, 3, 4]
    t = asyncio.create_task(f('t'))
    print(await asyncio.gather(f(1), t, f(2)), await asyncio.gather(t, t, t))  # expect: [1, 't', 2] ['t', 't', 't']
    print(await asyncio.gather(f(1), f(2, True), f(3), return_exceptions=True))  # expect: [1, ValueError(2), 3]
    try:
        await asyncio.gather(f(1), f(2, True), f(3))
    except ValueError as e:
        print('raised', e)  # expect: raised 2
    mine = MyFuture()
    loop.call_soon(mine.set_result, 'mine')
    print(await asyncio.gather(mine, f(1)))  # expect: ['mine', 1]
    done = loop.create_future()
    done.set_result('done')
    print(await asyncio.gather(done), await asyncio.gather(done, f(0)))  # expect: ['done'] ['done', 0]
    slow = [asyncio.create_task(asyncio.sleep(10)) for _ in range(3)]
    outer = asyncio.gather(*slow)
    await asyncio.sleep(0)
    slow[1].cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print('cancelled', [t.done() for t in slow])  # expect: cancelled [False, True, False]
    outer = asyncio.gather(*slow, return_exceptions=True)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print('cancelled', [t.cancelled() for t in slow])  # expect: cancelled [True, True, True]
    outer = asyncio.gather(f(1, True), f(2), return_exceptions=True)
    print(await outer, await asyncio.gather(), await asyncio.gather(asyncio.gather(f(1), f(2)), f(3)))
    # expect: [ValueError(1), 2] [] [[1, 2], 3]

    class Awaitable:
        def __await__(self):
            yield from f('a').__await__()
            return 'awaited'
    print(await asyncio.gather(Awaitable(), f(4)))  # expect: ['awaited', 4]


asyncio.run(main())
