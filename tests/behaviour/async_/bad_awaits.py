# What a task does with something that is no future of its loop.
import asyncio
class Yields:
    def __init__(self, value):
        self.value = value
    def __await__(self):
        yield self.value
async def bad(value):
    await Yields(value)
async def itself():
    await tasks[0]
async def foreign(future):
    await future
tasks = []
async def main():
    other = asyncio.new_event_loop()
    future = other.create_future()
    for coroutine in (bad(1), bad(asyncio.Future()), foreign(future), itself()):
        tasks[:] = [asyncio.create_task(coroutine)]
        try:
            await tasks[0]
        except RuntimeError as e:
            print(str(e).partition(' name=')[0], 'attached to a different loop' in str(e))
            # expect: Task got bad yield: 1 False
            # expect: yield was used instead of yield from in task <Task pending False
            # expect: Task <Task pending True
            # expect: Task cannot await on itself: <Task pending False
    other.close()
asyncio.run(main())
