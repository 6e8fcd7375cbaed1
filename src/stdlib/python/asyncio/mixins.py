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
        mine, running = self._loop, _get_running_loop()
        if mine is None:
            self._loop = running
        elif mine is not running:
            raise RuntimeError(f'{self!r} is bound to a different event loop')
        return running
