"""Futures that threads and processes fulfil, and waiting for them."""
import threading
import time
import types
from collections import namedtuple

# What `wait` waits for
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
# States of a future
PENDING, RUNNING, CANCELLED = 'PENDING', 'RUNNING', 'CANCELLED'
CANCELLED_AND_NOTIFIED, FINISHED = 'CANCELLED_AND_NOTIFIED', 'FINISHED'
_IS_CANCELLED = {CANCELLED, CANCELLED_AND_NOTIFIED}
_IS_DONE = {*_IS_CANCELLED, FINISHED}


def _logger():
    import logging
    return logging.getLogger('concurrent.futures')


class Error(Exception):
    """Base class for all future-related exceptions."""


class CancelledError(Error):
    """The Future was cancelled."""


class TimeoutError(Error):
    """The operation exceeded the given deadline."""


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """Raised when a executor has become non-functional after a severe failure."""


class _Waiter:
    # Learns of futures that finish; `event` is set when there are enough.
    def __init__(self, missing=1, on_error=False):
        self.event = threading.Event()
        self.finished = []
        self.missing, self.on_error = missing, on_error

    def note(self, future):
        self.finished.append(future)
        self.missing -= 1
        if self.missing <= 0 or self.on_error and future._state == FINISHED and future._exception is not None:
            self.event.set()


class _Locked:
    """The conditions of many futures, held; they are taken always in the same order."""

    def __init__(self, futures):
        self.conditions = [future._condition for future in sorted(futures, key=id)]

    def __enter__(self):
        for condition in self.conditions:
            condition.acquire()

    def __exit__(self, *exc_info):
        for condition in self.conditions:
            condition.release()


def _is_over(future):
    return future._state in (CANCELLED_AND_NOTIFIED, FINISHED)


def _part(futures):
    """Those of the futures that are over, and the others."""
    done = {future for future in futures if _is_over(future)}
    return done, futures - done


def _watch(futures, waiter):
    for future in futures:
        future._waiters.append(waiter)


def _forget(futures, waiter):
    for future in futures:
        with future._condition:
            if waiter in future._waiters:
                future._waiters.remove(waiter)


def as_completed(fs, timeout=None):
    """The futures in the order in which they finish."""
    end = None if timeout is None else timeout + time.monotonic()
    waited_for = set(fs)
    total, waiter = len(waited_for), _Waiter()
    with _Locked(waited_for):
        over, pending = _part(waited_for)
        _watch(pending, waiter)
    over = list(over)
    try:
        while over or pending:
            while over:
                # Nothing here may hold the future while the caller has it.
                waited_for.discard(over[-1])
                yield over.pop()
            if not pending:
                return
            left = None if end is None else end - time.monotonic()
            if left is not None and left < 0:
                raise TimeoutError(f'{len(pending)} (of {total}) futures unfinished')
            waiter.event.wait(left)
            waiter.event.clear()
            over, waiter.finished = waiter.finished[::-1], []
            pending.difference_update(over)
            _forget(over, waiter)
    finally:
        _forget(waited_for, waiter)


DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', ['done', 'not_done'])


def _is_enough(done, return_when):
    if return_when == FIRST_EXCEPTION:
        return any(not future.cancelled() and future.exception() is not None for future in done)
    return return_when == FIRST_COMPLETED and bool(done)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures: sets of those that are done and of the others."""
    fs = set(fs)
    with _Locked(fs):
        done, others = _part(fs)
        if not others or _is_enough(done, return_when):
            return DoneAndNotDoneFutures(done, others)
        missing = {FIRST_COMPLETED: 1, FIRST_EXCEPTION: len(others), ALL_COMPLETED: len(others)}.get(return_when)
        if missing is None:
            raise ValueError(f'Invalid return condition: {return_when!r}')
        waiter = _Waiter(missing, on_error=return_when == FIRST_EXCEPTION)
        _watch(others, waiter)
    waiter.event.wait(timeout)
    _forget(others, waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, fs.difference(done))


class Future:
    """The result of a call that goes on elsewhere."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = self._exception = None
        self._waiters, self._done_callbacks = [], []

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            _logger().exception('exception calling callback for %r', self)

    def __repr__(self):
        with self._condition:
            state = 'cancelled' if self._state in _IS_CANCELLED else self._state.lower()
            if self._state == FINISHED:
                verb, what = ('raised', self._exception) if self._exception else ('returned', self._result)
                state += f' {verb} {type(what).__name__}'
            return f'<{type(self).__name__} at {id(self):#x} state={state}>'

    def cancel(self):
        """Cancel the call unless it runs or is over."""
        with self._condition:
            if self._state != PENDING:
                return self._state in _IS_CANCELLED
            self._state = CANCELLED
            self._condition.notify_all()
        # Without the lock: they may ask for anything.
        self._invoke_callbacks()
        return self._state in _IS_CANCELLED

    def _is_in(self, states):
        with self._condition:
            return self._state in states

    def cancelled(self):
        return self._is_in(_IS_CANCELLED)

    def running(self):
        return self._is_in({RUNNING})

    def done(self):
        return self._is_in(_IS_DONE)

    def add_done_callback(self, fn):
        """Call fn with the future when it is done; at once if it is."""
        with self._condition:
            if self._state not in _IS_DONE:
                self._done_callbacks += [fn]
                return
        self._call(fn)

    def _wait_done(self, timeout):
        """Waits for a result or an exception; the lock must be held."""
        if self._state not in _IS_DONE:
            self._condition.wait(timeout)
        if self._state in _IS_CANCELLED:
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """The call's result, or its exception."""
        try:
            with self._condition:
                self._wait_done(timeout)
                if self._exception:
                    raise self._exception
                return self._result
        finally:
            # The exception's traceback keeps this frame.
            del self

    def exception(self, timeout=None):
        """What the call raised, None if nothing."""
        with self._condition:
            self._wait_done(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        """For executors: the call begins, unless it was cancelled (False)."""
        with self._condition:
            if self._state not in (PENDING, CANCELLED):
                _logger().critical('Future %s in unexpected state: %s', id(self), self._state)
                raise RuntimeError('Future in unexpected state')
            begins = self._state == PENDING
            self._state = RUNNING if begins else CANCELLED_AND_NOTIFIED
            if not begins:
                self._tell_waiters()
            return begins

    def _tell_waiters(self):
        for waiter in self._waiters:
            waiter.note(self)

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _IS_DONE:
                raise InvalidStateError(f'{self._state}: {self!r}')
            self._state, self._result, self._exception = FINISHED, result, exception
            self._tell_waiters()
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        """For executors: the call's result."""
        self._finish(result, None)

    def set_exception(self, exception):
        """For executors: what the call raised."""
        self._finish(None, exception)

    __class_getitem__ = classmethod(types.GenericAlias)


def _result_or_cancel(future, timeout=None):
    # Neither the future nor its exception is to be kept by this frame.
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future


class Executor:
    """Runs calls elsewhere."""

    def submit(self, fn, /, *args, **kwargs):
        """Begin a call; gives its future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """As map(), the calls running side by side."""
        end = None if timeout is None else timeout + time.monotonic()
        futures = [self.submit(fn, *arguments) for arguments in zip(*iterables)][::-1]
        return self._results(futures, end)

    @staticmethod
    def _results(futures, end):
        """Yields the results, the last future's first; cancels what is left when the caller has had enough."""
        try:
            while futures:
                yield _result_or_cancel(futures.pop(), None if end is None else end - time.monotonic())
        finally:
            for future in futures:
                future.cancel()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no further calls."""

    def __exit__(self, *exc_info):
        self.shutdown(wait=True)
        return False

    def __enter__(self):
        return self
