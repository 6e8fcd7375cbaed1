"""Structured concurrency by hand: a nursery that waits for its children and cancels them if one fails."""
import asyncio


class Nursery:
    def __init__(self, name):
        self.name, self.children, self.failure = name, set(), None

    def start(self, coroutine):
        task = asyncio.ensure_future(coroutine)
        self.children.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task):
        self.children.discard(task)
        if not task.cancelled() and task.exception() is not None and self.failure is None:
            self.failure = task.exception()
            for child in self.children:
                child.cancel()

    async def __aenter__(self):
        print('open', self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        if error is not None:
            for child in self.children:
                child.cancel()
        while self.children:
            await asyncio.wait(self.children)
        print('close', self.name, repr(self.failure))
        if self.failure is not None and error is None:
            raise self.failure


async def child(name, ticks, fail=False):
    try:
        for tick in range(ticks):
            await asyncio.sleep(0)
        if fail:
            raise ValueError(f'{name} broke')
        print(name, 'done')
        return name
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise


async def main():
    async with Nursery('calm') as nursery:
        results = [nursery.start(child(name, ticks)) for name, ticks in (('slow', 5), ('quick', 1), ('medium', 3))]
    print([task.result() for task in results])
    try:
        async with Nursery('outer') as outer:
            outer.start(child('bystander', 1))
            async with Nursery('inner') as inner:
                inner.start(child('victim', 50))
                inner.start(child('culprit', 2, fail=True))
    except ValueError as error:
        print('main caught', error)
    try:
        async with Nursery('body fails') as nursery:
            nursery.start(child('left behind', 50))
            await asyncio.sleep(0)
            raise KeyError('body')
    except KeyError as error:
        print('main caught', repr(error))


asyncio.run(main())
