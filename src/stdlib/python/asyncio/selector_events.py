from .base_events import BaseEventLoop

__all__ = 'BaseSelectorEventLoop',


class BaseSelectorEventLoop(BaseEventLoop):
    """The loop by the name that selector-based programs use."""

    def __init__(self, selector=None):
        super().__init__()
