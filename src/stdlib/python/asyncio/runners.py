"""`asyncio.run`, and `Runner` of 3.11."""
from _asyncio import _get_running_loop, _left, _suspect, iscoroutine
from . import events

__all__ = 'run',


def run(main, *, debug=None):
    """Runs a coroutine on a new loop, and leaves nothing behind."""
    if _get_running_loop() is not None:
        raise _suspect(RuntimeError('asyncio.run() cannot be called from a running event loop'))
    if not iscoroutine(main):
        raise _suspect(ValueError(f'a coroutine was expected, got {main!r}'), main)
    loop = events.new_event_loop()
    events.set_event_loop(loop)
    try:
        if debug is not None:
            loop.set_debug(debug)
        return loop.run_until_complete(main)
    finally:
        _end(loop, is_current=True)


def _end(loop, is_current):
    """Ends what is left on a loop and closes it."""
    try:
        _cancel_all_tasks(loop)
        for last in loop.shutdown_asyncgens, loop.shutdown_default_executor:
            loop.run_until_complete(last())
    finally:
        if is_current:
            events.set_event_loop(None)
        loop.close()


def _cancel_all_tasks(loop, is_wanted=False):
    from sys import exc_info
    from .tasks import all_tasks, gather
    left = all_tasks(loop)
    if not left:
        return
    if not is_wanted and not isinstance(exc_info()[1], KeyboardInterrupt):
        _left(left)
    for task in left:
        task.cancel()
    loop.run_until_complete(gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({'message': 'unhandled exception during asyncio.run() shutdown',
                                         'exception': task.exception(), 'task': task})


class Runner:
    """Runs several coroutines on one loop and in one context."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = 'created'
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = self._context = None
        self._interrupt_count = 0
        self._set_event_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        """Ends what is left and closes the loop."""
        if self._state != 'initialized':
            return
        try:
            _end(self._loop, self._set_event_loop)
        finally:
            self._loop, self._state = None, 'closed'

    def get_loop(self):
        """The loop."""
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        """Runs a coroutine; gives its result."""
        if not iscoroutine(coro):
            raise _suspect(ValueError(f'a coroutine was expected, got {coro!r}'), coro)
        if _get_running_loop() is not None:
            raise _suspect(RuntimeError('Runner.run() cannot be called from a running event loop'))
        self._lazy_init()
        if context is None:
            context = self._context
        task = self._loop.create_task(coro, context=context)
        restore = self._catch_interrupt(task)
        self._interrupt_count = 0
        from .exceptions import CancelledError
        try:
            return self._loop.run_until_complete(task)
        except CancelledError:
            if self._interrupt_count > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt()
            raise
        finally:
            if restore is not None:
                restore()

    def _catch_interrupt(self, task):
        """The first Ctrl-C cancels the task. Gives what brings the former handler back, if it was replaced."""
        try:
            import signal
            if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
                return None
        except (ImportError, AttributeError):
            return None

        def on_sigint(signum, frame):
            self._interrupt_count += 1
            if self._interrupt_count == 1 and not task.done():
                task.cancel()
                self._loop.call_soon_threadsafe(lambda: None)
                return
            raise KeyboardInterrupt()

        try:
            signal.signal(signal.SIGINT, on_sigint)
        except ValueError:
            return None

        def restore():
            if signal.getsignal(signal.SIGINT) is on_sigint:
                signal.signal(signal.SIGINT, signal.default_int_handler)
        return restore

    def _lazy_init(self):
        if self._state == 'closed':
            raise RuntimeError('Runner is closed')
        if self._state == 'initialized':
            return
        if self._loop_factory is None:
            self._loop = events.new_event_loop()
            if not self._set_event_loop:
                events.set_event_loop(self._loop)
                self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        from contextvars import copy_context
        self._context = copy_context()
        self._state = 'initialized'
