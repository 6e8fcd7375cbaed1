from _asyncio import QueueEmpty, QueueFull, _in_place
from _collections import deque
from . import locks, mixins

__all__ = 'Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty'


class Queue(mixins._LoopBoundMixin):
    """Items go from those who put to those who get, first in first out."""

    def __init__(self, maxsize=0, *, loop=mixins._marker):
        super().__init__(loop=loop)
        self._maxsize, self._unfinished_tasks = maxsize, 0
        # Futures of those who wait for an item, and for room.
        self._getters, self._putters = deque(), deque()
        self._finished = done = locks.Event()
        done.set()
        self._init(maxsize)

    # How the items are kept, for subclasses.

    def _init(self, maxsize):
        self._queue = deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def _wakeup_next(self, waiters):
        while waiters:
            turn = waiters.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _line_up(self, waiters):
        turn = self._get_loop().create_future()
        waiters.append(turn)
        return turn

    def _step_out(self, turn, waiters, blocked):
        """One who waits goes away: if it was its turn, the next one gets it."""
        turn.cancel()
        if turn in waiters:
            waiters.remove(turn)
        if not (turn.cancelled() or blocked()):
            self._wakeup_next(waiters)

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'

    def __repr__(self):
        name = type(self).__name__
        return f'<{name} at {id(self):#x} {self._format()}>'

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def _format(self):
        words = [f'maxsize={self._maxsize!r}']
        # A subclass may keep the items elsewhere.
        if getattr(self, '_queue', ()):
            words.append(f'_queue={list(self._queue)!r}')
        if self._getters:
            words.append(f'_getters[{len(self._getters)}]')
        if self._putters:
            words.append(f'_putters[{len(self._putters)}]')
        if self._unfinished_tasks:
            words.append(f'tasks={self._unfinished_tasks}')
        return ' '.join(words)

    def qsize(self):
        """How many items wait."""
        return len(self._queue)

    @property
    def maxsize(self):
        """How many may wait; 0: any number."""
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    async def put(self, item):
        """Puts an item, once there is room."""
        while self.full():
            turn = self._line_up(self._putters)
            try:
                await turn
            except:
                self._step_out(turn, self._putters, self.full)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Puts an item; QueueFull without room."""
        if self.full():
            raise QueueFull
        self._put(item)
        self._finished._value = False
        self._unfinished_tasks += 1
        if self._getters:
            self._wakeup_next(self._getters)

    async def get(self):
        """Takes an item, once there is one."""
        while self.empty():
            turn = self._line_up(self._getters)
            try:
                await turn
            except:
                self._step_out(turn, self._getters, self.empty)
                raise
        return self.get_nowait()

    def get_nowait(self):
        """Takes an item; QueueEmpty if there is none."""
        if self.empty():
            raise QueueEmpty
        item = self._get()
        if self._putters:
            self._wakeup_next(self._putters)
        return item

    def task_done(self):
        """One item that was taken has been dealt with."""
        left = self._unfinished_tasks - 1
        if left < 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks = left
        if not left:
            self._finished.set()

    async def join(self):
        """Waits until every item has been dealt with."""
        if self._unfinished_tasks > 0:
            await self._finished.wait()


_in_place(Queue, Queue.get, Queue.put)


class PriorityQueue(Queue):
    """The smallest item comes first."""

    def _init(self, maxsize):
        import heapq
        self._heappush, self._heappop = heapq.heappush, heapq.heappop
        self._queue = []

    def _put(self, item):
        self._heappush(self._queue, item)

    def _get(self):
        return self._heappop(self._queue)


class LifoQueue(Queue):
    """The newest item comes first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
