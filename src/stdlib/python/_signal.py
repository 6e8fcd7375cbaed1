"""Signals and their handlers: the part of `signal` in Python that its natives need."""


class ItimerError(OSError):
    """A timer could not be set."""

    __module__ = 'signal'


ItimerError.__name__ = ItimerError.__qualname__ = 'itimer_error'
