"""Ctrl-C while tests run: the first ends the run after the present test, the second at once."""
from functools import wraps
from weakref import WeakKeyDictionary

__unittest = True

# The results of the runs that are to be stopped.
_results = WeakKeyDictionary()
_interrupt_handler = None


def _install(handler):
    """Makes this the handler of SIGINT; gives the former one."""
    from signal import SIGINT, signal
    return signal(SIGINT, handler)


def _installed():
    from signal import SIGINT, getsignal
    return getsignal(SIGINT)


def _ignore(signum, frame):
    """Stands for SIG_IGN."""


def _as_function(handler):
    """A function that does what a handler of SIGINT does, be it one of the two numbers."""
    if not isinstance(handler, int):
        return handler
    from signal import SIG_DFL, SIG_IGN, default_int_handler
    for number, function in (SIG_DFL, default_int_handler), (SIG_IGN, _ignore):
        if handler == number:
            return function
    raise TypeError('expected SIGINT signal handler to be signal.SIG_IGN, signal.SIG_DFL, or a callable object')


class _InterruptHandler:
    """Stops the registered results; what was installed before sees the signal from the second time on."""

    def __init__(self, former):
        self.original_handler, self.called = former, False
        self.default_handler = _as_function(former)

    def __call__(self, *signal_and_frame):
        # Where another handler lies over this one and calls it, the former is asked at once.
        if self.called or _installed() is not self:
            self.default_handler(*signal_and_frame)
        self.called = True
        for running in [*_results]:
            running.stop()


def registerResult(result):
    _results.setdefault(result, True)


def removeResult(result):
    return _results.pop(result, False)


def installHandler():
    global _interrupt_handler
    if _interrupt_handler is None:
        handler = _InterruptHandler(_installed())
        _install(handler)
        _interrupt_handler = handler


def removeHandler(method=None):
    if method is not None:
        return _without_handler(method)
    if _interrupt_handler is not None:
        _install(_interrupt_handler.original_handler)


def _without_handler(method):
    @wraps(method)
    def unhandled(*args, **kwargs):
        kept = _installed()
        removeHandler()
        try:
            given = method(*args, **kwargs)
        finally:
            _install(kept)
        return given
    return unhandled
