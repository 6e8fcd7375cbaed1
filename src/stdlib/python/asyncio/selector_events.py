"""File descriptors for the native loop: `add_reader`, `add_writer` by a selector that is made when the first is added.
Sockets and transports are left out."""
from .base_events import BaseEventLoop
from .events import Handle

__all__ = 'BaseSelectorEventLoop',


class BaseSelectorEventLoop(BaseEventLoop):
    """A loop that waits with a selector as soon as it watches file descriptors."""

    _self_pipe = None

    def __init__(self, selector=None):
        super().__init__()
        if selector is not None:
            self._use_selector(selector)

    def _use_selector(self, selector):
        import os
        self._selector = selector
        self._self_pipe = read, write = os.pipe()
        for fd in read, write:
            os.set_blocking(fd, False)
        selector.register(read, 1, (Handle(self._read_from_self, (), self, None), None))

    def _watched(self):
        self._check_closed()
        selector = getattr(self, '_selector', None)
        if selector is None:
            from selectors import DefaultSelector
            self._use_selector(DefaultSelector())
        return self._selector

    def close(self):
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        super().close()
        if self._self_pipe is not None:
            import os
            for fd in self._self_pipe:
                os.close(fd)
            self._self_pipe = None
        selector = getattr(self, '_selector', None)
        if selector is not None:
            selector.close()
            self._selector = None

    def _read_from_self(self):
        import os
        try:
            while os.read(self._self_pipe[0], 4096):
                pass
        except (BlockingIOError, InterruptedError):
            pass

    def _write_to_self(self):
        if self._self_pipe is not None:
            import os
            try:
                os.write(self._self_pipe[1], b'\0')
            except OSError:
                pass

    def _process_events(self, event_list):
        for key, mask in event_list:
            reader, writer = key.data
            if mask & 1 and reader is not None:
                if reader._cancelled:
                    self._unwatch(key.fileobj, 1)
                else:
                    self._add_callback(reader)
            if mask & 2 and writer is not None:
                if writer._cancelled:
                    self._unwatch(key.fileobj, 2)
                else:
                    self._add_callback(writer)

    def _watch(self, fd, event, callback, args):
        selector = self._watched()
        handle = Handle(callback, args, self, None)
        try:
            key = selector.get_key(fd)
        except KeyError:
            selector.register(fd, event, (handle, None) if event == 1 else (None, handle))
            return handle
        reader, writer = key.data
        selector.modify(fd, key.events | event, (handle, writer) if event == 1 else (reader, handle))
        old = reader if event == 1 else writer
        if old is not None:
            old.cancel()
        return handle

    def _unwatch(self, fd, event):
        selector = getattr(self, '_selector', None)
        if self.is_closed() or selector is None:
            return False
        try:
            key = selector.get_key(fd)
        except KeyError:
            return False
        reader, writer = key.data
        handle = reader if event == 1 else writer
        left = key.events & ~event
        if not left:
            selector.unregister(fd)
        else:
            selector.modify(fd, left, (None, writer) if event == 1 else (reader, None))
        if handle is None:
            return False
        handle.cancel()
        return True

    def add_reader(self, fd, callback, *args):
        """Calls back whenever the file descriptor can be read."""
        self._watch(fd, 1, callback, args)

    def remove_reader(self, fd):
        """Watches it for reading no more."""
        return self._unwatch(fd, 1)

    def add_writer(self, fd, callback, *args):
        """Calls back whenever the file descriptor can be written."""
        self._watch(fd, 2, callback, args)

    def remove_writer(self, fd):
        """Watches it for writing no more."""
        return self._unwatch(fd, 2)
