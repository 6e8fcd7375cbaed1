from _asyncio import Future, isfuture

__all__ = 'Future', 'wrap_future', 'isfuture'

_PyFuture = _CFuture = Future
_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def _get_loop(future):
    try:
        get_loop = future.get_loop
    except AttributeError:
        return future._loop
    return get_loop()


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _copy_future_state(source, target):
    if target.cancelled():
        return
    if source.cancelled():
        target.cancel()
    elif source.exception() is not None:
        target.set_exception(source.exception())
    else:
        target.set_result(source.result())


def _chain_future(source, destination):
    """`destination` ends as `source` does; cancelling it cancels `source`. Either may be of another thread."""
    def loop_of(future):
        return _get_loop(future) if isfuture(future) else None

    def cancelled(destination):
        if destination.cancelled():
            loop = loop_of(source)
            if loop is None or loop is loop_of(destination):
                source.cancel()
            else:
                loop.call_soon_threadsafe(source.cancel)

    def done(source):
        loop = loop_of(destination)
        if destination.cancelled() and loop is not None and loop.is_closed():
            return
        if loop is None:
            if destination.set_running_or_notify_cancel():
                _copy_future_state(source, destination)
        elif loop is loop_of(source):
            _copy_future_state(source, destination)
        else:
            loop.call_soon_threadsafe(_copy_future_state, source, destination)

    destination.add_done_callback(cancelled)
    source.add_done_callback(done)


def wrap_future(future, *, loop=None):
    """An asyncio future for one of `concurrent.futures`."""
    if isfuture(future):
        return future
    if loop is None:
        from .events import get_event_loop
        loop = get_event_loop()
    wrapped = loop.create_future()
    _chain_future(future, wrapped)
    return wrapped
