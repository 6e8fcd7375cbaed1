from _asyncio import isfuture, _format_callback_source, Future as _Future

__all__ = ()

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def _format_callbacks(callbacks):
    shown = [_format_callback_source(pair[0], ()) for pair in callbacks]
    if len(shown) > 2:
        shown[1:-1] = [f'<{len(shown) - 2} more>']
    return f'cb=[{", ".join(shown)}]'


def _future_repr_info(future):
    return _Future._repr_info(future)
