from . import events
from .selector_events import BaseSelectorEventLoop

__all__ = 'SelectorEventLoop', 'DefaultEventLoopPolicy'


class _UnixSelectorEventLoop(BaseSelectorEventLoop):
    """The default loop."""


class _UnixDefaultEventLoopPolicy(events.BaseDefaultEventLoopPolicy):
    """The default policy."""

    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop = _UnixSelectorEventLoop
DefaultEventLoopPolicy = _UnixDefaultEventLoopPolicy
