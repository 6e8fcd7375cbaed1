from _asyncio import iscoroutine, isfuture, _format_coroutine, _is_debug_mode, _warn

__all__ = 'coroutine', 'iscoroutinefunction', 'iscoroutine'

_is_coroutine = object()
_DEBUG = _is_debug_mode()


def _code_flags(func):
    while hasattr(func, '__func__'):
        func = func.__func__
    while type(func).__name__ == 'partial' and hasattr(func, 'func'):
        func = func.func
    code = getattr(func, '__code__', None)
    return getattr(code, 'co_flags', 0)


def iscoroutinefunction(func):
    """Was it defined with `async def`, or decorated with `asyncio.coroutine`?"""
    return bool(_code_flags(func) & 0x80) or getattr(func, '_is_coroutine', None) is _is_coroutine


def _of_generator(name):
    return property(lambda self: getattr(self.gen, name))


class CoroWrapper:
    """What a function decorated with `coroutine` gives in debug mode: tells where it was made if nobody runs it."""

    def __init__(self, gen, func=None):
        import sys
        from .format_helpers import extract_stack
        assert type(gen).__name__ in ('generator', 'coroutine'), gen
        self.gen = gen
        self.func = func
        self._source_traceback = extract_stack(sys._getframe(1))
        self.__name__ = getattr(gen, '__name__', None)
        self.__qualname__ = getattr(gen, '__qualname__', None)

    def __repr__(self):
        shown = _format_coroutine(self)
        if self._source_traceback:
            frame = self._source_traceback[-1]
            shown += f', created at {frame[0]}:{frame[1]}'
        return f'<{type(self).__name__} {shown}>'

    def __await__(self):
        return self

    __iter__ = __await__

    def __next__(self):
        return self.send(None)

    # All the rest is the generator's.

    def send(self, value):
        return self.gen.send(value)

    def close(self):
        return self.gen.close()

    def throw(self, type, value=None, traceback=None):
        return self.gen.throw(type, value, traceback)

    gi_frame, gi_running, gi_code, gi_yieldfrom = map(
        _of_generator, ('gi_frame', 'gi_running', 'gi_code', 'gi_yieldfrom'))

    def __del__(self):
        frame = getattr(getattr(self, 'gen', None), 'gi_frame', None)
        if frame is None or frame.f_lasti != -1:
            return
        message = f'{self!r} was never yielded from'
        stack = getattr(self, '_source_traceback', ())
        if stack:
            import traceback
            message += ('\nCoroutine object created at (most recent call last, truncated to 10 last lines):\n' +
                        ''.join(traceback.format_list(stack)).rstrip())
        from .log import logger
        logger.error(message)


def coroutine(func):
    """The decorator of generator-based coroutines."""
    _warn(DeprecationWarning, '"@coroutine" decorator is deprecated since Python 3.8, use "async def" instead', 2)
    flags = _code_flags(func)
    if flags & 0x80:
        return func
    from types import coroutine
    if flags & 0x20:
        made = coroutine(func)
    else:
        from functools import wraps

        @coroutine
        @wraps(func)
        def made(*args, **kw):
            result = func(*args, **kw)
            if isfuture(result) or type(result).__name__ == 'generator':
                return (yield from result)
            if hasattr(result, '__await__'):
                return (yield from result.__await__())
            return result
    if not _DEBUG:
        made._is_coroutine = _is_coroutine
        return made
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kw):
        wrapper = CoroWrapper(made(*args, **kw), func)
        if wrapper._source_traceback:
            del wrapper._source_traceback[-1]
        wrapper.__name__ = getattr(func, '__name__', None)
        wrapper.__qualname__ = getattr(func, '__qualname__', None)
        return wrapper

    wrapped._is_coroutine = _is_coroutine
    return wrapped
