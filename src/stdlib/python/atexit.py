"""Functions to be called when the program ends."""
import sys

_callbacks = []


def register(*args, **kwargs):
    if not args:
        raise TypeError('register() takes at least 1 argument (0 given)')
    if not callable(args[0]):
        raise TypeError('the first argument must be callable')
    _callbacks.append((args[0], args[1:], kwargs))
    return args[0]


def unregister(func, /):
    # Places stay, as _ncallbacks() counts them.
    for i, entry in enumerate(_callbacks):
        if entry is not None and (entry[0] is func or entry[0] == func):
            _callbacks[i] = None


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


class _Unraisable:
    err_msg = 'Exception ignored in atexit callback'


def _run_exitfuncs():
    # Those that are registered meanwhile are forgotten.
    for i in reversed(range(len(_callbacks))):
        entry = _callbacks[i] if i < len(_callbacks) else None
        if entry is None:
            continue
        func, args, kwargs = entry
        _callbacks[i] = None
        try:
            func(*args, **kwargs)
        except BaseException as error:
            what = _Unraisable()
            what.exc_type = type(error)
            what.exc_value = error
            what.exc_traceback = error.__traceback__.tb_next
            error.__traceback__ = what.exc_traceback
            what.object = func
            sys.unraisablehook(what)
    _callbacks.clear()
