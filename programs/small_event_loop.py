"""An event loop with futures, tasks and callbacks of its own, on a clock that jumps instead of waiting."""
import heapq
from collections import deque


class Future:
    """A result that is not there yet. Awaiting it suspends the task until somebody sets it."""

    def __init__(self, loop):
        self.loop, self.done, self.value, self.error, self.callbacks = loop, False, None, None, []

    def set_result(self, value):
        self._finish(value, None)

    def set_error(self, error):
        self._finish(None, error)

    def _finish(self, value, error):
        if self.done:
            raise RuntimeError('the future is done')
        self.done, self.value, self.error = True, value, error
        for callback in self.callbacks:
            self.loop.call_soon(callback, self)
        self.callbacks.clear()

    def when_done(self, callback):
        if self.done:
            self.loop.call_soon(callback, self)
        else:
            self.callbacks.append(callback)

    def result(self):
        if self.error is not None:
            raise self.error
        return self.value

    def __await__(self):
        if not self.done:
            yield self
        return self.result()


class Task(Future):
    """A future that a coroutine's return value fills in."""

    def __init__(self, loop, coroutine):
        super().__init__(loop)
        self.coroutine = coroutine
        loop.call_soon(self._step)

    def _step(self, finished=None):
        try:
            if finished is not None and finished.error is not None:
                awaited = self.coroutine.throw(finished.error)
            else:
                awaited = self.coroutine.send(None)
        except StopIteration as end:
            self.set_result(end.value)
        except Exception as error:
            self.set_error(error)
        else:
            awaited.when_done(self._step)


class Loop:
    def __init__(self):
        self.now, self.ready, self.timers, self.serial = 0, deque(), [], 0

    def call_soon(self, callback, *args):
        self.ready.append((callback, args))

    def call_later(self, delay, callback, *args):
        self.serial += 1
        heapq.heappush(self.timers, (self.now + delay, self.serial, callback, args))

    def spawn(self, coroutine):
        return Task(self, coroutine)

    def sleep(self, delay, result=None):
        future = Future(self)
        self.call_later(delay, future.set_result, result)
        return future

    def gather(self, *futures):
        combined, left = Future(self), len(futures)

        def one_done(_):
            nonlocal left
            left -= 1
            if left == 0:
                combined.set_result([f.error or f.value for f in futures])

        for future in futures:
            future.when_done(one_done)
        return combined

    def run(self, coroutine):
        task = self.spawn(coroutine)
        while not task.done:
            if not self.ready:
                if not self.timers:
                    raise RuntimeError('nothing can wake the task')
                self.now, _, callback, args = heapq.heappop(self.timers)
                self.call_soon(callback, *args)
            callback, args = self.ready.popleft()
            callback(*args)
        return task.result()


loop = Loop()


async def worker(name, delay, fail=False):
    print(loop.now, name, 'starts')
    await loop.sleep(delay)
    if fail:
        raise ValueError(f'{name} failed')
    print(loop.now, name, 'ends')
    return delay * 10


async def main():
    tasks = [loop.spawn(worker('a', 3)), loop.spawn(worker('b', 1)), loop.spawn(worker('c', 2, fail=True))]
    print(loop.now, 'main waits')
    print(loop.now, await loop.gather(*tasks))
    try:
        await tasks[2]
    except ValueError as error:
        print(loop.now, 'main caught', error)
    print(loop.now, await loop.sleep(5, 'slept'), await tasks[0])
    return 'main is done'


print(loop.run(main()), 'at', loop.now)


async def stuck():
    await Future(loop)


try:
    loop.run(stuck())
except RuntimeError as error:
    print(error)
