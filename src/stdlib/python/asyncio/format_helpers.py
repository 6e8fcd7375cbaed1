from _asyncio import _format_callback_source


def _get_function_source(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    if hasattr(func, '__code__'):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    if hasattr(func, 'func'):
        return _get_function_source(func.func)
    return None


def extract_stack(f=None, limit=None):
    import sys
    import traceback
    if f is None:
        f = sys._getframe().f_back
    stack = traceback.extract_stack(f, limit if limit is not None else 10)
    return stack
