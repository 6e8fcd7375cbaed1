"""Functions to be called when the program ends."""
import sys

_callbacks = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    _callbacks[:] = [entry for entry in _callbacks if not (entry[0] is func or entry[0] == func)]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


class _Unraisable:
    err_msg = 'Exception ignored in atexit callback'


def _run_exitfuncs():
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
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
