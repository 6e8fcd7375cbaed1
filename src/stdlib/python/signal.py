"""Signals: their numbers as enums, and handlers that run between two instructions of the main thread.

Covers signal, getsignal, raise_signal, alarm, pause, timers, masks, sigwait, set_wakeup_fd.
Leaves out sigwaitinfo, sigtimedwait and pidfd_send_signal.
"""
import _signal
from _signal import *
from enum import IntEnum as _IntEnum

_numbers = vars(_signal)
Signals = _IntEnum('Signals', sorted([(name, value) for name, value in _numbers.items()
                                      if name.startswith('SIG') and not name.startswith('SIG_')],
                                     key=lambda pair: (pair[1], pair[0])), module=__name__)
Handlers = _IntEnum('Handlers', [(name, _numbers[name]) for name in ('SIG_DFL', 'SIG_IGN')], module=__name__)
Sigmasks = _IntEnum('Sigmasks', [(name, _numbers[name]) for name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK')],
                    module=__name__)
globals().update(Signals.__members__)
globals().update(Handlers.__members__)
globals().update(Sigmasks.__members__)
del _numbers


def _to_enum(value, kind):
    try:
        return kind(value)
    except ValueError:
        return value


def _to_number(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    return _to_enum(_signal.signal(_to_number(signalnum), _to_number(handler)), Handlers)


def getsignal(signalnum):
    return _to_enum(_signal.getsignal(signalnum), Handlers)


def pthread_sigmask(how, mask):
    return {_to_enum(number, Signals) for number in _signal.pthread_sigmask(how, mask)}


def sigpending():
    return {_to_enum(number, Signals) for number in _signal.sigpending()}


def sigwait(sigset):
    return _to_enum(_signal.sigwait(sigset), Signals)


def valid_signals():
    return {_to_enum(number, Signals) for number in _signal.valid_signals()}


for _function in signal, getsignal, pthread_sigmask, sigpending, sigwait, valid_signals:
    _function.__doc__ = getattr(_signal, _function.__name__).__doc__
del _function
