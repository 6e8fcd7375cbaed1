"""`asyncio.to_thread`."""
from . import events

__all__ = 'to_thread',


async def to_thread(func, /, *args, **kwargs):
    """Runs a function in another thread; gives its result."""
    from contextvars import copy_context
    from functools import partial
    loop = events.get_running_loop()
    return await loop.run_in_executor(None, partial(copy_context().run, func, *args, **kwargs))
