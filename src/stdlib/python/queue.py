"""Queues between threads.

Covers Queue, LifoQueue, PriorityQueue, SimpleQueue, Empty, Full.
"""
import heapq
import threading
from collections import deque
from types import GenericAlias as _GenericAlias

__all__ = 'Empty Full Queue PriorityQueue LifoQueue SimpleQueue'.split()


class Empty(Exception):
    'Exception raised by Queue.get(block=0)/get_nowait().'

    # CPython's comes of its C module.
    __module__ = '_queue'


class Full(Exception):
    'Exception raised by Queue.put(block=0)/put_nowait().'


class Queue:
    """First in, first out; with a maxsize above zero, put waits while it is full.

    Subclasses order the items otherwise by _init, _qsize, _put and _get, which run with the mutex held.
    """

    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize, self.unfinished_tasks = maxsize, 0
        self._init(maxsize)
        self.mutex = mutex = threading.Lock()
        # One lock, and three things to wait for.
        self.not_empty, self.not_full, self.all_tasks_done = (threading.Condition(mutex) for _ in range(3))

    def _init(self, maxsize):
        self.queue = deque()

    def _put(self, item):
        self.queue.append(item)

    def _qsize(self):
        return len(self.queue)

    def _get(self):
        return self.queue.popleft()

    def _is_full(self):
        return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Add an item, waiting for room if asked to."""
        with self.not_full:
            if self.maxsize > 0:
                _wait(self.not_full, lambda: not self._is_full(), block, timeout, Full)
            self._put(item)
            self.not_empty.notify()
            self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        """Take an item, waiting for one if asked to."""
        with self.not_empty:
            _wait(self.not_empty, self._qsize, block, timeout, Empty)
            taken = self._get()
            self.not_full.notify()
        return taken

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        with self.mutex:
            size = self._qsize()
        return size

    def empty(self):
        return self.qsize() == 0

    def full(self):
        with self.mutex:
            return self._is_full()

    def task_done(self):
        """An item that was taken is done with."""
        with self.mutex:
            if self.unfinished_tasks < 1:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks -= 1
            if not self.unfinished_tasks:
                self.all_tasks_done.notify_all()

    def join(self):
        """Wait until all items are done with."""
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: self.unfinished_tasks == 0)


def _wait(changed, ready, block, timeout, error):
    """Waits until it is ready, as long as the caller would."""
    if not block:
        timeout = 0
    elif timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    if not ready() and not (timeout != 0 and changed.wait_for(ready, timeout)):
        raise error


class PriorityQueue(Queue):
    """The lowest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heapq.heappush(self.queue, item)

    def _get(self):
        return heapq.heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, without a bound and without task_done."""

    __module__ = '_queue'

    def __init__(self):
        self._items, self._ready = deque(), threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        self._ready.release()

    def get(self, block=True, timeout=None):
        if (timeout or 0) < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._ready.acquire(block, timeout if block else None):
            return self._items.popleft()
        raise Empty

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return self.qsize() == 0

    __class_getitem__ = classmethod(_GenericAlias)
