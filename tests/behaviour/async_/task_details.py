# Tasks: names, states, exceptions kept, done callbacks, current_task, all_tasks, cancel before start.
import asyncio
async def value(x):
    await asyncio.sleep(0)
    return x
async def fails():
    raise KeyError('task')
async def main():
    t = asyncio.current_task()
    print(t.get_coro().__name__, t.done(), len(asyncio.all_tasks()))  # expect: main False 1
    a = asyncio.create_task(value(1), name='named')
    seen = []
    a.add_done_callback(lambda task: seen.append((task is a, task.result())))
    for f in (a.result, a.exception):
        try: f()
        except asyncio.InvalidStateError as e: print(e)
        # expect: Result is not set.
        # expect: Exception is not set.
    print(await a, seen, a.get_name(), a.exception())  # expect: 1 [(True, 1)] named None
    a.set_name('renamed')
    print(a.get_name())  # expect: renamed
    for f in (lambda: a.set_result(1), lambda: a.set_exception(ValueError())):
        try: f()
        except RuntimeError as e: print(e)
        # expect: Task does not support set_result operation
        # expect: Task does not support set_exception operation
    b = asyncio.create_task(fails())
    await asyncio.wait([b])
    print(b.done(), repr(b.exception()), b.cancelled())  # expect: True KeyError('task') False
    try: b.result()
    except KeyError as e: print('result raises', e)  # expect: result raises 'task'
    try: await b
    except KeyError as e: print('await raises', e)  # expect: await raises 'task'
    print(a == b, a.remove_done_callback(print))  # expect: False 0
    outer = asyncio.create_task(nested())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    try: await outer
    except asyncio.CancelledError: print('outer cancelled', outer.cancelled())
    try: asyncio.create_task(5)
    except TypeError as e: print(e)
async def nested():
    inner = asyncio.create_task(asyncio.sleep(100))
    try: await inner
    finally: print('inner cancelled too:', inner.cancelled())  # expect: inner cancelled too: True
asyncio.run(main())
# expect: outer cancelled True
# expect: a coroutine was expected, got 5
