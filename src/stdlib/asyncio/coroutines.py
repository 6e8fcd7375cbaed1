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
    made._is_coroutine = _is_coroutine
    return made
