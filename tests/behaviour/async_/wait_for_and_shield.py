# wait_for cancels what takes too long; shield keeps a cancellation away.
import asyncio
async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return repr(e), repr(e.__cause__), repr(e.__context__)
async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return 'finished all the same'
async def inner(future):
    return await future
async def main():
    print(await asyncio.wait_for(asyncio.sleep(0, 'in time'), 1))  # expect: in time
    print(await outcome(asyncio.wait_for(asyncio.sleep(10), 0.001)))
    # expect: ('TimeoutError()', 'CancelledError()', 'CancelledError()')
    print(await outcome(asyncio.wait_for(asyncio.sleep(10), 0)))
    # expect: ('TimeoutError()', 'CancelledError()', 'CancelledError()')
    print(await outcome(asyncio.wait_for(stubborn(), 0.001)))  # expect: finished all the same
    print(await asyncio.wait_for(asyncio.sleep(0, 'no limit'), None))  # expect: no limit
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(inner(future))
    outer = asyncio.shield(task)
    await asyncio.sleep(0)
    print(outer.cancel('stop'), await outcome(outer))  # expect: True ("CancelledError('stop')", 'None', 'None')
    future.set_result('safe')
    print(await task)  # expect: safe
    waiting = asyncio.create_task(asyncio.wait_for(asyncio.sleep(10), 5))
    await asyncio.sleep(0)
    waiting.cancel()
    print(await outcome(waiting))  # expect: ('CancelledError()', 'None', 'CancelledError()')
asyncio.run(main())
