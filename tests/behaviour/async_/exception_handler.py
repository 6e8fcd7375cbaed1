# What goes to the loop's exception handler.
import asyncio, gc
async def fails():
    raise ValueError('x')
async def waits():
    await asyncio.get_running_loop().create_future()
def report(loop, context):
    print(loop is asyncio.get_running_loop(), sorted(context), context['message'].partition(' at ')[0], repr(context.get('exception')))
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    print(loop.get_exception_handler() is report)  # expect: True
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task  # expect: True ['exception', 'future', 'message'] Task exception was never retrieved ValueError('x')
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(KeyError(1))
    del future  # expect: True ['exception', 'future', 'message'] Future exception was never retrieved KeyError(1)
    seen = loop.create_future()
    seen.set_exception(KeyError(2))
    seen.exception()
    del seen
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    del task
    gc.collect()  # expect: True ['message', 'task'] Task was destroyed but it is pending! None
    await asyncio.sleep(0)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    future = loop.create_future()
    future.add_done_callback(lambda f: 1 / 0)
    future.set_result(1)
    await asyncio.sleep(0)
    for wrong in (lambda: loop.set_exception_handler(1), lambda: loop.set_task_factory(1)):
        try:
            wrong()
        except TypeError as e:
            print(e)
asyncio.run(main())
# expect: True ['exception', 'handle', 'message'] Exception in callback main.<locals>.<lambda>() ZeroDivisionError('division by zero')
# expect: True ['exception', 'handle', 'message'] Exception in callback main.<locals>.<lambda>(<Future finished result=1>) ZeroDivisionError('division by zero')
# expect: A callable object or None is expected, got 1
# expect: task factory must be a callable or None
