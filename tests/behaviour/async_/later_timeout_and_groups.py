# asyncio.timeout, TaskGroup, Runner, ExceptionGroup, cancelling and uncancel, as in 3.13
import asyncio
import traceback


async def fail(seconds, exc):
    await asyncio.sleep(seconds)
    raise exc


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(0.01, ValueError(1)))
            slow = group.create_task(asyncio.sleep(9))
            print(group)  # expect: <TaskGroup tasks=2 entered>
    except ExceptionGroup as exc:
        print(repr(exc))  # expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1)])
        print(exc, slow.cancelled())  # expect: unhandled errors in a TaskGroup (1 sub-exception) True
        print(exc.subgroup(ValueError) is not exc, exc.split(TypeError)[0])  # expect: True None
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(3)
    except TimeoutError as exc:
        print(repr(exc), repr(exc.__cause__), limit)  # expect: TimeoutError() CancelledError() <Timeout [expired]>
        print(isinstance(exc, asyncio.TimeoutError))  # expect: True
    async with asyncio.timeout(None) as limit:
        print(limit, limit.when(), limit.expired())  # expect: <Timeout [active] when=None> None False
        limit.reschedule(asyncio.get_running_loop().time() + 5)
    try:
        limit.reschedule(None)
    except RuntimeError as exc:
        print(exc)  # expect: Cannot change state of finished Timeout
    task = asyncio.current_task()
    task.cancel()
    print(task.cancelling(), task.uncancel())  # expect: 1 0
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        first, second = group.create_task(asyncio.sleep(0, 1)), group.create_task(asyncio.sleep(0, 2), name='b')
    print(first.result(), second.result(), second.get_name(), group)  # expect: 1 2 b <TaskGroup entered>
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(0, KeyError('k')))
            await asyncio.sleep(0.01)
    except BaseExceptionGroup as exc:
        print(exc.exceptions)  # expect: (KeyError('k'),)
    outer = asyncio.current_task()
    asyncio.get_running_loop().call_soon(outer.cancel, 'stop')
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(5))
    except asyncio.CancelledError as exc:
        print(repr(exc), outer.uncancel())  # expect: CancelledError('stop') 0


with asyncio.Runner() as runner:
    runner.run(main())
    print(runner.run(asyncio.sleep(0, 'second')))  # expect: second

for arguments in ('a', []), ('a', [3]), ('a', [KeyboardInterrupt()]):
    try:
        ExceptionGroup(*arguments)
    except Exception as exc:
        print(type(exc).__name__, exc)
# expect: ValueError second argument (exceptions) must be a non-empty sequence
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
print(type(BaseExceptionGroup('b', [ValueError()])).__name__)  # expect: ExceptionGroup

nested = ExceptionGroup('top', [ValueError(1), ExceptionGroup('in', [KeyError('k'), TypeError('t')]), OSError(2)])
print(''.join(traceback.format_exception(nested)), end='')
# expect:   | ExceptionGroup: top (3 sub-exceptions)
# expect:   +-+---------------- 1 ----------------
# expect:     | ValueError: 1
# expect:     +---------------- 2 ----------------
# expect:     | ExceptionGroup: in (2 sub-exceptions)
# expect:     +-+---------------- 1 ----------------
# expect:       | KeyError: 'k'
# expect:       +---------------- 2 ----------------
# expect:       | TypeError: t
# expect:       +------------------------------------
# expect:     +---------------- 3 ----------------
# expect:     | OSError: 2
# expect:     +------------------------------------
