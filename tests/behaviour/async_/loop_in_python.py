# A loop whose time, call_soon, call_at and _run_once are Python's.
import asyncio
class Selector:
    def select(self, timeout):
        return ()
class Loop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0
        self.moments = []
        self.calls = 0
        self._selector = Selector()
    def time(self):
        return self.now
    def _process_events(self, events):
        pass
    def _run_once(self):
        super()._run_once()
        for moment in self.moments:
            self.now = max(self.now, moment)
        self.moments = []
    def call_at(self, when, callback, *args, context=None):
        self.moments.append(when)
        return super().call_at(when, callback, *args, context=context)
    def call_soon(self, callback, *args, context=None):
        self.calls += 1
        return super().call_soon(callback, *args, context=context)
async def main(loop):
    await asyncio.sleep(100)
    print(loop.time())  # expect: 100
    future = loop.create_future()
    loop.call_later(5, future.set_result, 'done')
    print(await future, loop.time())  # expect: done 105
    print(await asyncio.sleep(50, 'slept'), loop.time())  # expect: slept 155
loop = Loop()
loop.run_until_complete(main(loop))
print(loop.calls > 5)  # expect: False
loop.close()
