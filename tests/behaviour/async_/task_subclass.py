# Subclasses of Task and Future, task factories.
import asyncio
class Task(asyncio.Task):
    def cancel(self, msg=None):
        print('cancel', msg)
        return super().cancel(msg=msg)
class Future(asyncio.Future):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.log = []
    def add_done_callback(self, callback, *, context=None):
        self.log.append('add')
        super().add_done_callback(callback, context=context)
    def result(self):
        self.log.append('result')
        return super().result()
    def _repr_info(self):
        return ['mine'] + super()._repr_info()
async def waiter(x):
    return await x
async def main():
    loop = asyncio.get_running_loop()
    future = Future(loop=loop)
    loop.call_soon(future.set_result, 4)
    print(await future, future.log, future)  # expect: 4 ['add', 'result'] <Future mine finished result=4>
    loop.set_task_factory(lambda loop, coro: Task(coro, loop=loop))
    task = asyncio.create_task(waiter(asyncio.sleep(10)), name='named')
    print(type(task) is Task, task.get_name(), asyncio.isfuture(task))  # expect: True named True
    await asyncio.sleep(0)
    task.cancel('x')  # expect: cancel x
    print((await asyncio.gather(task, return_exceptions=True)))  # expect: [CancelledError('')]
asyncio.run(main())
