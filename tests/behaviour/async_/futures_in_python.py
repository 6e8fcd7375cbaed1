# Futures that are no asyncio.Future: the _asyncio_future_blocking protocol.
import asyncio
class Future:
    _asyncio_future_blocking = False
    def __init__(self, loop):
        self._loop = loop
        self.callbacks = []
    def add_done_callback(self, callback, *, context=None):
        self.callbacks.append((callback, context))
    def result(self):
        return self.value
    def cancel(self, msg=None):
        print('cancel', msg)
        return False
    def set(self, value):
        self.value = value
        for callback, context in self.callbacks:
            self._loop.call_soon(callback, self, context=context)
    def __await__(self):
        self._asyncio_future_blocking = True
        yield self
        return self.value
async def waiter(future):
    return await future
async def main():
    future = Future(asyncio.get_running_loop())
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    print(future._asyncio_future_blocking, len(future.callbacks), asyncio.isfuture(future))  # expect: False 1 True
    future.set(8)
    print(await task)  # expect: 8
    future = Future(asyncio.get_running_loop())
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    print(task.cancel('now'), task._must_cancel)
    # expect: cancel now
    # expect: True True
    future.set(8)
    try:
        await task
    except asyncio.CancelledError as e:
        print(repr(e))  # expect: CancelledError()
asyncio.run(main())
