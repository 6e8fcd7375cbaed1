from _asyncio import _holder, _in_place
from _collections import deque
from . import mixins
from .exceptions import CancelledError

__all__ = 'Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore'


class _ContextManagerMixin:
    """Held for the length of an `async with` block."""

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    async def __aenter__(self):
        await self.acquire()


def _shown(lock, shown, words):
    if lock._waiters:
        words = f'{words}, waiters:{len(lock._waiters)}'
    return f'<{shown[1:-1]} [{words}]>'


class Lock(_ContextManagerMixin, mixins._LoopBoundMixin):
    """One holder at a time; those who wait get it in turn."""

    def __init__(self, *, loop=mixins._marker):
        super().__init__(loop=loop)
        # Most locks are never waited for: the deque comes with the first who does.
        self._locked, self._waiters = False, None
        # The number of the task that holds it, for reports.
        self._owner = None

    def __repr__(self):
        return _shown(self, super().__repr__(), 'locked' if self._locked else 'unlocked')

    def locked(self):
        return self._locked

    async def acquire(self):
        """Waits until it is free and takes it."""
        waiters = self._waiters
        if not self._locked and (waiters is None or all(w.cancelled() for w in waiters)):
            self._locked = True
            self._owner = _holder()
            return True
        if waiters is None:
            waiters = self._waiters = deque()
        waiter = self._get_loop().create_future()
        waiters.append(waiter)
        try:
            try:
                await waiter
            finally:
                waiters.remove(waiter)
        except CancelledError:
            # It may have been woken just before.
            if not self._locked:
                self._wake_up_first()
            raise
        self._owner, self._locked = _holder(), True
        return True

    def release(self):
        """Frees it and wakes the first who waits."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._owner = None
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters:
            first = self._waiters[0]
            if not first.done():
                first.set_result(True)


class Event(mixins._LoopBoundMixin):
    """A flag that many can wait for."""

    def __init__(self, *, loop=mixins._marker):
        super().__init__(loop=loop)
        self._waiters = deque()
        self._value = False

    def __repr__(self):
        return _shown(self, super().__repr__(), 'set' if self._value else 'unset')

    def is_set(self):
        return self._value

    def set(self):
        """Sets the flag and wakes all who wait."""
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        """Waits until the flag is set."""
        if self._value:
            return True
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_ContextManagerMixin, mixins._LoopBoundMixin):
    """A lock whose holder can wait to be notified."""

    def __init__(self, lock=None, *, loop=mixins._marker):
        super().__init__(loop=loop)
        self._lock = lock = Lock() if lock is None else lock
        self.acquire, self.release, self.locked = lock.acquire, lock.release, lock.locked
        self._waiters = deque()

    def __repr__(self):
        return _shown(self, super().__repr__(), 'locked' if self.locked() else 'unlocked')

    async def wait(self):
        """Frees the lock, waits for a notification, and takes the lock again."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        # From here on others may take it, and notify.
        self.release()
        try:
            waiter = self._get_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            cancelled = has_lock = False
            while not has_lock:
                try:
                    has_lock = await self.acquire() or True
                except CancelledError:
                    # The lock must be had all the same.
                    cancelled = True
            if cancelled:
                raise CancelledError

    async def wait_for(self, predicate):
        """Waits until `predicate()` is true."""
        while not (found := predicate()):
            await self.wait()
        return found

    def notify(self, n=1):
        """Wakes the first `n` who wait."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        woken = 0
        for waiter in self._waiters:
            if woken >= n:
                break
            if not waiter.done():
                woken += 1
                waiter.set_result(False)

    def notify_all(self):
        """Wakes all who wait."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, mixins._LoopBoundMixin):
    """So many holders at a time."""

    def __init__(self, value=1, *, loop=mixins._marker):
        super().__init__(loop=loop)
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._waiters = None
        self._value = value

    def __repr__(self):
        return _shown(self, super().__repr__(), 'locked' if self.locked() else f'unlocked, value:{self._value}')

    def locked(self):
        """Would acquire() have to wait?"""
        return self._value == 0 or any(not w.cancelled() for w in self._waiters or ())

    async def acquire(self):
        """Waits until one more may hold it."""
        if not self.locked():
            self._value -= 1
            return True
        waiter = self._line_up()
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if not waiter.cancelled():
                # It had been given the place, which is for the next one now.
                self._give_back()
            raise
        if self._value > 0:
            self._wake_up_next()
        return True

    def _line_up(self):
        self._waiters = deque() if self._waiters is None else self._waiters
        turn = self._get_loop().create_future()
        self._waiters.append(turn)
        return turn

    def release(self):
        """One holder less."""
        self._give_back()

    def _give_back(self):
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for waiter in self._waiters or ():
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return


class BoundedSemaphore(Semaphore):
    """A semaphore that is not released more often than acquired."""

    def __init__(self, value=1, *, loop=mixins._marker):
        super().__init__(value, loop=loop)
        self._bound_value = value

    def release(self):
        if self._value < self._bound_value:
            return super().release()
        raise ValueError('BoundedSemaphore released too many times')


_in_place(Lock, Lock.acquire, Lock.__aenter__, Lock.__aexit__)
_in_place(Semaphore, Semaphore.acquire)
_in_place(BoundedSemaphore)
_in_place(Event, Event.wait)
