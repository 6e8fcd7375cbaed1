# A cancellation's message reaches the innermost coroutine; whoever awaits the task finds it in the context.
import asyncio
async def sleeper():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print('inside', repr(e))
        raise
async def nested(n):
    if n:
        return await nested(n - 1)
    return await sleeper()
async def waiter(task):
    return await task
async def main():
    for make in (sleeper, lambda: nested(20)):
        task = asyncio.create_task(make())
        await asyncio.sleep(0)
        print(task.cancel('because'), task._must_cancel)  # expect: True False
        try:
            await task
        except asyncio.CancelledError as e:
            print(repr(e), repr(e.__context__))
        print(task.cancelled(), task.cancel())
    inner = asyncio.create_task(asyncio.sleep(10))
    outer = asyncio.create_task(waiter(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel('deep')
    try:
        await outer
    except asyncio.CancelledError as e:
        print(repr(e), inner.cancelled())
    early = asyncio.create_task(sleeper())
    early.cancel()
    try:
        await early
    except asyncio.CancelledError as e:
        print('never began', repr(e))
asyncio.run(main())
# expect: inside CancelledError('because')
# expect: CancelledError() CancelledError('because')
# expect: True False
# expect: True False
# expect: inside CancelledError('because')
# expect: CancelledError() CancelledError('because')
# expect: True False
# expect: CancelledError() True
# expect: never began CancelledError()
