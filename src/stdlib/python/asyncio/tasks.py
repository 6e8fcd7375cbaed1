import _asyncio
from _asyncio import (Task, create_task, ensure_future, current_task, iscoroutine, isfuture,
                      get_running_loop, get_event_loop, _enter_task, _in_place, _leave_task, _note_sleep, _one_turn,
                      _sleeping, _warn,
                      _gathering, _gather_into, _gather_one, _gather_plain, _outcomes)
from .exceptions import CancelledError, TimeoutError
from .futures import Future, _chain_future, _get_loop, _set_result_unless_cancelled

__all__ = (
    'Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED',
    'wait', 'wait_for', 'as_completed', 'sleep', 'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
    'current_task', 'all_tasks', '_register_task', '_unregister_task', '_enter_task', '_leave_task',
)

_CONDITIONS = FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'

_PyTask = _CTask = Task


# Tasks of foreign classes; the native ones are found without a register.
_foreign_tasks = None


def _register_task(task):
    """Makes a task of a foreign class known to `all_tasks`."""
    global _foreign_tasks
    if _foreign_tasks is None:
        from weakref import WeakSet
        _foreign_tasks = WeakSet()
    _foreign_tasks.add(task)


def _unregister_task(task):
    """The task is no longer given by `all_tasks`."""
    if _foreign_tasks is not None:
        _foreign_tasks.discard(task)


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    if loop is None:
        loop = get_running_loop()
    found = _asyncio.all_tasks(loop)
    if _foreign_tasks:
        found.update(task for task in list(_foreign_tasks) if _get_loop(task) is loop and not task.done())
    return found


async def sleep(delay, result=None):
    """Coroutine that completes after a given time (in seconds)."""
    if delay <= 0:
        await _one_turn()
        return result
    # Few locals and a plain future: programs have many that sleep.
    return await (_sleeping(delay, result) or _sleep_by_handle(delay, result))


_note_sleep(sleep)
_in_place(None, sleep)


async def _sleep_by_handle(delay, result):
    """Sleeps on a loop whose scheduling Python code watches."""
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        handle.cancel()


async def _wrap_awaitable(awaitable):
    return await awaitable


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for futures and tasks; gives the sets of those that are done and of those that are not."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if not fs:
        raise ValueError('Set of coroutines/Futures is empty.')
    if return_when not in _CONDITIONS:
        raise ValueError(f'Invalid return_when value: {return_when}')
    loop, fs = get_running_loop(), set(fs)
    if any(map(iscoroutine, fs)):
        _warn(DeprecationWarning,
              'The explicit passing of coroutine objects to asyncio.wait() is deprecated since Python 3.8, and '
              'scheduled for removal in Python 3.11.', 2)
    futures = {ensure_future(one, loop=loop) for one in fs}
    return await _wait(futures, timeout, return_when, loop)


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    waiter = loop.create_future()
    handle = None if timeout is None else loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def note(future):
        nonlocal left
        left -= 1
        if (left <= 0 or return_when == FIRST_COMPLETED or
                return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None):
            if handle is not None:
                handle.cancel()
            _release_waiter(waiter)

    for future in fs:
        future.add_done_callback(note)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for future in fs:
            future.remove_done_callback(note)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def _cancel_and_wait(future, loop):
    waiter = loop.create_future()

    def release(_):
        _release_waiter(waiter)

    future.add_done_callback(release)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(release)


def _timed_out(future):
    try:
        return future.result()
    except CancelledError as exc:
        raise TimeoutError() from exc


async def wait_for(fut, timeout):
    """Waits for an awaitable, but no longer than `timeout` seconds: then it is cancelled."""
    loop = get_running_loop()
    if timeout is None:
        # Nothing of ours stands between.
        return await fut
    if timeout <= 0:
        future = ensure_future(fut, loop=loop)
        if not future.done():
            await _cancel_and_wait(future, loop)
            return _timed_out(future)
        return future.result()
    waiter = loop.create_future()
    handle = loop.call_later(timeout, _release_waiter, waiter)

    def release(_):
        _release_waiter(waiter)

    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    try:
        try:
            await waiter
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(release)
            await _cancel_and_wait(fut, loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        await _cancel_and_wait(fut, loop)
        return _timed_out(fut)
    finally:
        handle.cancel()


def as_completed(fs, *, timeout=None):
    """Awaitables of the results, in the order in which they come."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f'expect an iterable of futures, not {type(fs).__name__}')
    from .queues import Queue
    done = Queue()
    loop = get_event_loop()
    todo = {ensure_future(one, loop=loop) for one in set(fs)}
    handle = None

    def out_of_time():
        for future in todo:
            future.remove_done_callback(completed)
            done.put_nowait(None)
        todo.clear()

    def completed(future):
        if not todo:
            return
        todo.remove(future)
        done.put_nowait(future)
        if not todo and handle is not None:
            handle.cancel()

    async def _wait_for_one():
        future = await done.get()
        if future is None:
            raise TimeoutError
        return future.result()

    for future in todo:
        future.add_done_callback(completed)
    if timeout is not None and todo:
        handle = loop.call_later(timeout, out_of_time)
    for _ in range(len(todo)):
        yield _wait_for_one()


class _GatheringFuture(Future):
    """Cancelling it cancels what it gathers."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children, self._cancel_requested = children, False

    def cancel(self, msg=None):
        # Each is cancelled, whatever became of those before.
        cancelled = not self.done() and any([child.cancel(msg=msg) for child in self._children])
        self._cancel_requested |= cancelled
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the list of all results, in the order of the arguments."""
    if not coros_or_futures:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    outer = None

    def note(future, left):
        if outer is None or outer.done():
            # Nobody will ask for it any more.
            if not future.cancelled():
                future.exception()
            return
        if not return_exceptions:
            if future.cancelled():
                outer.set_exception(future._make_cancelled_error())
                return
            exception = future.exception()
            if exception is not None:
                outer.set_exception(exception)
                return
        if left:
            return
        results = _outcomes(children) or []
        for child in () if results else children:
            if child.cancelled():
                message = child._cancel_message
                result = CancelledError('' if message is None else message)
            else:
                result = child.exception()
                if result is None:
                    result = child.result()
            results.append(result)
        if outer._cancel_requested:
            outer.set_exception(future._make_cancelled_error())
        else:
            outer.set_result(results)

    gathering = _gathering(note, return_exceptions)
    children = _gather_plain(gathering, coros_or_futures)
    if children is None:
        made, children, loop = {}, [], None
        for argument in coros_or_futures:
            if argument not in made:
                made[argument] = future = ensure_future(argument, loop=loop)
                if loop is None:
                    loop = _get_loop(future)
                if future is not argument:
                    future._log_destroy_pending = False
                _gather_one(gathering, future)
            children.append(made[argument])
    else:
        loop = _get_loop(children[0])
    outer = _GatheringFuture(children, loop=loop)
    _gather_into(gathering, outer)
    return outer


def shield(arg):
    """A future of the same outcome; cancelling it leaves the argument alone."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = _get_loop(inner).create_future()

    def inner_done(inner):
        gone = inner.cancelled()
        error = None if gone else inner.exception()
        if outer.cancelled():
            return
        if gone:
            outer.cancel()
        elif error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Runs a coroutine on the loop of another thread; gives a `concurrent.futures.Future`."""
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    from concurrent.futures import Future as ThreadFuture
    given = ThreadFuture()

    def start():
        try:
            _chain_future(ensure_future(coro, loop=loop), given)
        except BaseException as error:
            ends_all = isinstance(error, (KeyboardInterrupt, SystemExit))
            if not ends_all and given.set_running_or_notify_cancel():
                given.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return given
