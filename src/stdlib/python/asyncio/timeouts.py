"""`asyncio.timeout` and `timeout_at`, of 3.11."""
import builtins
from _asyncio import current_task, get_running_loop
from . import exceptions

__all__ = 'Timeout', 'timeout', 'timeout_at'


class TimeoutError(builtins.TimeoutError, exceptions.TimeoutError):
    """As in 3.11, where asyncio's TimeoutError and the builtin one are the same."""


TimeoutError.__module__ = 'builtins'


class Timeout:
    """Cancels the block that it manages when the time is over, and turns that into TimeoutError."""

    def __init__(self, when):
        self._state = 'created'
        self._handle = self._task = None
        self._when = when

    def when(self):
        """The moment on the loop's clock, or None."""
        return self._when

    def reschedule(self, when, /):
        """Another moment, or None for no limit."""
        if self._state != 'active':
            if self._state == 'created':
                raise RuntimeError('Timeout has not been entered')
            raise RuntimeError(f'Cannot change state of {self._state} Timeout')
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._handle = loop.call_soon(self._on_timeout)
            else:
                self._handle = loop.call_at(when, self._on_timeout)

    def expired(self):
        """Was the time over while the block ran?"""
        return self._state in ('expiring', 'expired')

    def __repr__(self):
        shown = f'<Timeout [{self._state}]'
        if self._state == 'active':
            shown += f' when={None if self._when is None else round(self._when, 3)}'
        return shown + '>'

    async def __aenter__(self):
        if self._state != 'created':
            raise RuntimeError('Timeout has already been entered')
        task = current_task()
        if task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state = 'active'
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == 'expiring':
            self._state = 'expired'
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, exceptions.CancelledError):
                    raise TimeoutError from exc_val
                _insert_timeout_error(exc_val)
                for exc in getattr(exc_val, 'exceptions', ()):
                    _insert_timeout_error(exc)
        elif self._state == 'active':
            self._state = 'finished'
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = 'expiring'
        self._handle = None


def _insert_timeout_error(exc):
    while exc is not None and exc.__context__ is not None:
        if isinstance(exc.__context__, exceptions.CancelledError):
            error = TimeoutError()
            error.__context__ = error.__cause__ = exc.__context__
            exc.__context__ = error
            break
        exc = exc.__context__


def timeout(delay):
    """A block that may take `delay` seconds; None: any time."""
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    """A block that may take until `when` on the loop's clock."""
    return Timeout(when)
