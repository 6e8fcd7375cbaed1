"""Threads and the locks between them.

One thread runs Python: starting another fails as it does in CPython where the system has no more. Locks, conditions,
semaphores, events, barriers and thread-local data do all that one thread can do with them.
"""
import _thread
import sys as _sys
from _thread import (_excepthook as excepthook, _ExceptHookArgs as ExceptHookArgs, _local as local,
                     allocate_lock as _allocate_lock, error as ThreadError, get_ident, get_native_id,
                     stack_size as _stack_size, TIMEOUT_MAX)
from collections import deque as _deque
from itertools import count as _count
from time import monotonic as _time

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX',
           'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError',
           'Timer', 'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs',
           'getprofile', 'gettrace', 'get_native_id']

Lock = _allocate_lock
_CRLock = _thread.RLock
__excepthook__ = excepthook


def RLock(*args, **kwargs):
    """A lock that the thread that holds it may acquire again."""
    made = _CRLock(*args, **kwargs)
    return made


def stack_size(size=0):
    return _stack_size(size)


def settrace(func):
    """A trace function for all threads that are started later: there are none."""
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def gettrace():
    return _trace_hook


def getprofile():
    return _profile_hook


_trace_hook = _profile_hook = None


class Condition:
    """Threads wait on it until another one notifies them."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self._waiters = _deque()
        self.acquire, self.release = lock.acquire, lock.release
        # What a lock knows to do itself, it does.
        for name in '_release_save', '_acquire_restore', '_is_owned':
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))

    def _at_fork_reinit(self):
        self._waiters.clear()
        self._lock._at_fork_reinit()

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def __exit__(self, *exc_info):
        return self._lock.__exit__(*exc_info)

    def __enter__(self):
        return self._lock.__enter__()

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        is_free = self._lock.acquire(False)
        if is_free:
            self._lock.release()
        return not is_free

    def wait(self, timeout=None):
        """Wait until notified, or until the time is over (False)."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        # A lock that is held: who notifies releases it.
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = waiter.acquire()
            else:
                notified = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                self._forget(waiter)

    def _forget(self, waiter):
        if waiter in self._waiters:
            self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        """Wait until the predicate is true; gives its last value."""
        if found := predicate():
            return found
        for left in _countdown(timeout):
            self.wait(left)
            if found := predicate():
                break
        return found

    def notify(self, n=1):
        """Wake up to n waiting threads."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        for waiter in [*self._waiters]:
            if n <= 0:
                break
            try:
                waiter.release()
                n -= 1
            except RuntimeError:
                pass  # it gave up meanwhile
            self._forget(waiter)

    def notify_all(self):
        """Wake all waiting threads."""
        count = len(self._waiters)
        self.notify(count)

    def notifyAll(self):
        _deprecated('notifyAll() is deprecated, use notify_all() instead')
        self.notify_all()


def _countdown(timeout):
    """Yields how much of the time is left, None if there is no limit; ends when nothing is left after a first wait."""
    left = timeout
    end = None if timeout is None else _time() + timeout
    while True:
        yield left
        if end is not None:
            left = end - _time()
            if left <= 0:
                return


class Semaphore:
    """A counter that never goes below zero: acquire waits there."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            if not blocking:
                got = self._value > 0
            else:
                got = self._cond.wait_for(lambda: self._value > 0, timeout)
            self._value -= got
            return got

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._check_release(n)
            self._value += n
            self._cond.notify(n)

    def _check_release(self, n):
        """Any number of times is right."""

    __enter__ = acquire

    def __exit__(self, *exc_info):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def _check_release(self, n):
        if n > self._initial_value - self._value:
            raise ValueError('Semaphore released too many times')


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._flag, self._cond = False, Condition(Lock())

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated('isSet() is deprecated, use is_set() instead')
        return self.is_set()

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def set(self):
        self._become(True)

    def clear(self):
        self._become(False)

    def _become(self, flag):
        with self._cond:
            self._flag = flag
            if flag:
                self._cond.notify_all()

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or broken while it was waited at."""


# States of a barrier
_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2


class Barrier:
    """So many threads wait for each other at it, again and again."""

    def __init__(self, parties, action=None, timeout=None):
        self._action, self._timeout, self._parties = action, timeout, parties
        self._cond, self._count, self._state = Condition(Lock()), 0, _FILLING

    def wait(self, timeout=None):
        """Wait for the others; gives a number that differs for each."""
        with self._cond:
            self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            self._check()
            index, self._count = self._count, self._count + 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._wait(self._timeout if timeout is None else timeout)
            finally:
                self._leave()
        return index

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    def _check(self):
        if self._state in (_RESETTING, _BROKEN):
            raise BrokenBarrierError

    def _open(self):
        """The last one has come."""
        try:
            if self._action:
                self._action()
        except:
            self._change(_BROKEN)
            raise
        self._change(_DRAINING)

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != _FILLING, timeout):
            self._change(_BROKEN)
        self._check()

    def _leave(self):
        self._count -= 1
        if self._count == 0 and self._state in (_DRAINING, _RESETTING):
            self._change(_FILLING)

    def reset(self):
        """Make it new; who waits gets BrokenBarrierError."""
        with self._cond:
            if not self._count:
                self._change(_FILLING)
            else:
                # Who is on the way out is let go.
                self._change(_DRAINING if self._state == _DRAINING else _RESETTING)

    def abort(self):
        """Make it useless; who waits, or comes later, gets BrokenBarrierError."""
        with self._cond:
            self._change(_BROKEN)

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        return self._state == _BROKEN


_counter = _count(1).__next__
_active = {}
_limbo = {}
_active_limbo_lock = RLock()


def _newname(name_template):
    number = _counter()
    return name_template % number


class Thread:
    """A thread of control."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if name:
            name = str(name)
        else:
            name = _newname('Thread-%d')
            if target is not None:
                try:
                    name += f' ({target.__name__})'
                except AttributeError:
                    pass
        self._target, self._name, self._args = target, name, args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = daemon if daemon is not None else current_thread().daemon
        self._started, self._is_stopped = Event(), False
        self._ident = self._native_id = None
        self._stderr, self._initialized = _sys.stderr, True

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        status = 'stopped' if self._is_stopped else 'started' if self._started.is_set() else 'initial'
        words = [status] + ['daemon'] * bool(self._daemonic)
        if self._ident is not None:
            words.append(str(self._ident))
        return f'<{type(self).__name__}({self._name}, {" ".join(words)})>'

    def _check_initialized(self, message='Thread.__init__() not called'):
        if not self._initialized:
            raise RuntimeError(message)

    def start(self):
        """Begin to run."""
        self._check_initialized('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        _thread.start_new_thread(self._bootstrap, ())

    def _bootstrap(self):
        self.run()

    def run(self):
        """What the thread does: calls the target."""
        target, args, kwargs = self._target, self._args, self._kwargs
        try:
            if target:
                target(*args, **kwargs)
        finally:
            # They may hold the thread, which holds them.
            for name in '_target', '_args', '_kwargs':
                delattr(self, name)

    def join(self, timeout=None):
        """Wait until the thread ends."""
        self._check_initialized()
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')

    @property
    def name(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, 'Thread.__init__() not called'
        self._name = str(name)

    def _known(name):
        def get(self):
            assert self._initialized, 'Thread.__init__() not called'
            return getattr(self, name)
        return property(get)

    ident, native_id = _known('_ident'), _known('_native_id')
    del _known

    def is_alive(self):
        """Has it begun, and not ended?"""
        assert self._initialized, 'Thread.__init__() not called'
        return self._started.is_set() and not self._is_stopped

    @property
    def daemon(self):
        assert self._initialized, 'Thread.__init__() not called'
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check_initialized()
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated('isDaemon() is deprecated, get the daemon attribute instead')
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated('setDaemon() is deprecated, set the daemon attribute instead')
        self.daemon = daemonic

    def getName(self):
        _deprecated('getName() is deprecated, get the name attribute instead')
        return self.name

    def setName(self, name):
        _deprecated('setName() is deprecated, set the name attribute instead')
        self.name = name


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


class Timer(Thread):
    """Calls a function after so many seconds, unless cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        cancelled = self.finished.wait(self.interval)
        if not cancelled:
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread that the program began with."""

    def __init__(self):
        super().__init__(name='MainThread', daemon=False)
        self._started.set()
        self._ident, self._native_id = get_ident(), get_native_id()
        _active[self._ident] = self


def current_thread():
    """The thread that asks."""
    return _main_thread


def currentThread():
    _deprecated('currentThread() is deprecated, use current_thread() instead')
    return current_thread()


def active_count():
    """How many threads are alive."""
    return len(_active)


def activeCount():
    _deprecated('activeCount() is deprecated, use active_count() instead')
    return active_count()


def enumerate():
    """The threads that are alive."""
    return list(_active.values())


def main_thread():
    """The thread that the program began with."""
    return _main_thread


_threading_atexits = []


def _register_atexit(func, *arg, **kwargs):
    # What runs before all threads are waited for.
    _threading_atexits.append(lambda: func(*arg, **kwargs))


_main_thread = _MainThread()
