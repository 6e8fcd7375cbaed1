# gather: order, errors, duplicates, cancellation.
import asyncio
async def value(n):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(n)
    return n
async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return repr(e)
async def main():
    print(await asyncio.gather(value(3), value(1)))  # expect: [3, 1]
    print(await outcome(asyncio.gather(value(1), value(-2), value(-3))))  # expect: ValueError(-2)
    print(await asyncio.gather(value(1), value(-2), return_exceptions=True))  # expect: [1, ValueError(-2)]
    print(await asyncio.gather())  # expect: []
    same = value(5)
    print(await asyncio.gather(same, same))  # expect: [5, 5]
    both = asyncio.gather(value(1), value(2))
    print(both)  # expect: <_GatheringFuture pending>
    both.cancel('enough')
    print(await outcome(both), both)
    # expect: CancelledError() <_GatheringFuture finished exception=CancelledError()>
    task = asyncio.create_task(value(1))
    task.cancel('why')
    print(await asyncio.gather(task, value(2), return_exceptions=True))  # expect: [CancelledError(''), 2]
    print(await outcome(asyncio.gather(task, value(2))))  # expect: CancelledError()
asyncio.run(main())
