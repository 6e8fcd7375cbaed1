"""The default loop of Unix and its policy. Child watchers and pipes are left out."""
from . import coroutines, events
from .events import Handle
from .selector_events import BaseSelectorEventLoop

__all__ = 'SelectorEventLoop', 'DefaultEventLoopPolicy'


class _UnixSelectorEventLoop(BaseSelectorEventLoop):
    """The default loop, with signal handlers."""

    # A loop without attributes of its own is recognised as the native one at each step: the dict comes when it is needed.
    _signal_handlers = type(type.__dict__)({})

    def close(self):
        super().close()
        for number in [*self._signal_handlers]:
            self.remove_signal_handler(number)

    def add_signal_handler(self, sig, callback, *args):
        """Calls back in the loop when the signal comes."""
        if any(is_such(callback) for is_such in (coroutines.iscoroutine, coroutines.iscoroutinefunction)):
            raise TypeError('coroutines cannot be used with add_signal_handler()')
        self._check_signal(sig)
        self._check_closed()
        if not self._signal_handlers:
            self._signal_handlers = {}
        self._signal_handlers[sig] = Handle(callback, args, self, None)
        try:
            _install(sig, self._on_signal)
        except (OSError, RuntimeError):
            del self._signal_handlers[sig]
            raise

    def remove_signal_handler(self, sig):
        """Gives the signal its default handler back; was there one of ours?"""
        self._check_signal(sig)
        ours = sig in self._signal_handlers
        if ours:
            del self._signal_handlers[sig]
            _install(sig, None)
        return ours

    def _on_signal(self, sig, frame):
        self._handle_signal(sig)

    def _handle_signal(self, sig):
        found = self._signal_handlers.get(sig)
        if found is None:
            return
        if found._cancelled:
            self.remove_signal_handler(sig)
            return
        self._add_callback_signalsafe(found)

    def _check_signal(self, sig):
        from signal import valid_signals
        if not isinstance(sig, int):
            raise TypeError(f'sig must be an int, not {sig!r}')
        if sig not in valid_signals():
            raise ValueError(f'invalid signal number {sig}')


def _install(number, handler):
    """Makes a function the handler of a signal; None: the default."""
    import signal
    if handler is None:
        handler = signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler
    try:
        signal.signal(number, handler)
    except OSError as error:
        # EINVAL, of those that nobody can catch
        if error.errno != 22:
            raise
        raise RuntimeError(f'sig {number} cannot be caught')


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop, DefaultEventLoopPolicy = _UnixSelectorEventLoop, _UnixDefaultEventLoopPolicy
