from _asyncio import _get_running_loop

_marker = object()


class _LoopBoundMixin:
    """Belongs to the loop that runs when it first waits."""

    _loop = None

    def __init__(self, *, loop=_marker):
        if loop is not _marker:
            raise TypeError(f'As of 3.10, the *loop* parameter was removed from {type(self).__name__}() since it is '
                            f'no longer necessary')

    def _get_loop(self):
        loop = _get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return loop
