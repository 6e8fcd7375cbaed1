"""Waiting for file objects, the best way that the system offers.

Covers BaseSelector, SelectorKey, SelectSelector, PollSelector, EpollSelector and DefaultSelector (epoll's).
Leaves out devpoll and kqueue, which Linux does not have.
"""
import select
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping
from math import ceil

EVENT_READ, EVENT_WRITE = 1, 2
_BOTH = EVENT_READ | EVENT_WRITE

SelectorKey = namedtuple('SelectorKey', 'fileobj fd events data')
SelectorKey.__doc__ = 'A file object, its descriptor, the events it is watched for, and data of the user.'


def _fileobj_to_fd(fileobj):
    fd = fileobj
    if not isinstance(fd, int):
        try:
            fd = int(fileobj.fileno())
        except (ValueError, TypeError, AttributeError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd >= 0:
        return fd
    raise ValueError(f'Invalid file descriptor: {fd}')


class _SelectorMapping(Mapping):
    """From file objects to their keys, by a selector's table of descriptors."""

    def __init__(self, selector):
        self._of = selector

    def __iter__(self):
        return iter(self._of._keys)

    def __len__(self):
        return len(self._of._keys)

    def __getitem__(self, fileobj):
        return self._of._key_of(fileobj)


class BaseSelector(metaclass=ABCMeta):
    """What every selector offers."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Watch a file object for events; gives its key."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Watch a file object no longer; gives the key it had."""
        raise NotImplementedError

    @abstractmethod
    def select(self, timeout=None):
        """Wait for events: pairs of a key and the events that are ready."""
        raise NotImplementedError

    @abstractmethod
    def get_map(self):
        """A mapping from file objects to keys; None once closed."""
        raise NotImplementedError

    def get_key(self, fileobj):
        """The key of a registered file object."""
        keys = self.get_map()
        if keys is None:
            raise RuntimeError('Selector is closed')
        if fileobj in keys:
            return keys[fileobj]
        raise _not_registered(fileobj)

    def modify(self, fileobj, events, data=None):
        """Change what a file object is watched for, or its data."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def close(self):
        """Free what the selector holds."""

    def __exit__(self, *args):
        self.close()

    def __enter__(self):
        return self


def _not_registered(fileobj):
    return KeyError(f'{fileobj!r} is not registered')


class _BaseSelectorImpl(BaseSelector):
    """The table of registered file objects; subclasses tell the system of them in _watch, _rewatch and _unwatch."""

    def __init__(self):
        # Descriptor -> key
        self._keys = {}
        self._map = _SelectorMapping(self)

    def _find_fd(self, fileobj):
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            # One that was closed meanwhile is still found by identity.
            fds = [key.fd for key in self._keys.values() if key.fileobj is fileobj]
            if not fds:
                raise
            return fds[0]

    def _key_of(self, fileobj):
        key = self._keys.get(self._find_fd(fileobj))
        if key is None:
            raise _not_registered(fileobj)
        return key

    def register(self, fileobj, events, data=None):
        if not events or events & ~_BOTH:
            raise ValueError(f'Invalid events: {events!r}')
        fd = self._find_fd(fileobj)
        if fd in self._keys:
            raise KeyError(f'{fileobj!r} (FD {fd}) is already registered')
        self._watch(fd, events)
        key = self._keys[fd] = SelectorKey(fileobj, fd, events, data)
        return key

    def unregister(self, fileobj):
        key = self._key_of(fileobj)
        del self._keys[key.fd]
        self._unwatch(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._key_of(fileobj)
        if events != key.events:
            return self._rewatch(key, events, data)
        if data != key.data:
            key = self._keys[key.fd] = key._replace(data=data)
        return key

    def _rewatch(self, key, events, data):
        return super().modify(key.fileobj, events, data)

    def get_map(self):
        return self._map

    def close(self):
        self._map = None
        self._keys.clear()

    def _ready(self, found):
        """The pairs that select gives, for pairs of a descriptor and events."""
        return [(key, events & key.events) for fd, events in found if (key := self._keys.get(fd))]


class SelectSelector(_BaseSelectorImpl):
    """By select()."""

    def __init__(self):
        super().__init__()
        # Events -> descriptors
        self._watched = {EVENT_READ: set(), EVENT_WRITE: set()}

    def _watch(self, fd, events):
        for event, fds in self._watched.items():
            if events & event:
                fds.add(fd)

    def _unwatch(self, fd):
        for fds in self._watched.values():
            fds.discard(fd)

    _select = select.select

    def select(self, timeout=None):
        if timeout is not None and timeout < 0:
            timeout = 0
        try:
            *found, _ = self._select(*self._watched.values(), [], timeout)
        except InterruptedError:
            return []
        ready = {}
        for event, fds in zip(self._watched, found):
            for fd in fds:
                ready[fd] = ready.get(fd, 0) | event
        return self._ready(ready.items())


class _PollLikeSelector(_BaseSelectorImpl):
    """By an object with register, modify, unregister and poll."""

    _selector_cls = _EVENT_READ = _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _mask(self, events):
        return self._EVENT_READ * (events & EVENT_READ != 0) | self._EVENT_WRITE * (events & EVENT_WRITE != 0)

    def _watch(self, fd, events):
        self._selector.register(fd, self._mask(events))

    def _unwatch(self, fd):
        try:
            self._selector.unregister(fd)
        except OSError:
            pass  # closed before

    def _rewatch(self, key, events, data):
        try:
            self._selector.modify(key.fd, self._mask(events))
        except:
            del self._keys[key.fd]
            raise
        new = self._keys[key.fd] = key._replace(events=events, data=data)
        return new

    def _poll(self, timeout):
        """Waits for a time in seconds, in whole milliseconds, rounded up."""
        return self._selector.poll(timeout and ceil(timeout * 1e3))

    def select(self, timeout=None):
        try:
            found = self._poll(timeout if timeout is None else max(timeout, 0))
        except InterruptedError:
            return []
        # Errors and hang-ups count as both events.
        not_read, not_write = ~self._EVENT_READ, ~self._EVENT_WRITE
        return self._ready([(fd, EVENT_WRITE * (mask & not_read != 0) | EVENT_READ * (mask & not_write != 0))
                            for fd, mask in found])


class PollSelector(_PollLikeSelector):
    """By poll()."""

    _selector_cls = select.poll
    _EVENT_READ, _EVENT_WRITE = select.POLLIN, select.POLLOUT


class EpollSelector(_PollLikeSelector):
    """By epoll()."""

    _selector_cls = select.epoll
    _EVENT_READ, _EVENT_WRITE = select.EPOLLIN, select.EPOLLOUT

    def _poll(self, timeout):
        timeout = -1 if timeout is None else ceil(timeout * 1e3) * 1e-3
        return self._selector.poll(timeout, len(self._keys) or 1)

    def fileno(self):
        return self._selector.fileno()

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
