"""An executor that runs calls in threads."""
import functools
import itertools
import os
import queue
import threading

from . import _base


class _WorkItem:
    """A call and its future."""

    def __init__(self, future, fn, args, kwargs):
        self.future, self.call = future, functools.partial(fn, *args, **kwargs)

    def run(self):
        future = self.future
        if future.set_running_or_notify_cancel():
            try:
                settle, outcome = future.set_result, self.call()
            except BaseException as error:
                settle, outcome = future.set_exception, error
            settle(outcome)
            # An exception's traceback keeps this frame.
            self = future = settle = outcome = None


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in a number of threads."""

    _numbers = itertools.count()

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is None:
            # Calls wait more than they compute.
            max_workers = min((os.cpu_count() or 1) + 4, 32)
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        self._max_workers, self._threads = max_workers, set()
        self._thread_name_prefix = thread_name_prefix or f'ThreadPoolExecutor-{next(self._numbers)}'
        self._initializer, self._initargs = initializer, initargs
        self._work_queue, self._idle = queue.SimpleQueue(), threading.Semaphore(0)
        self._broken = self._shutdown = False
        self._shutdown_lock = threading.Lock()

    def submit(self, fn, /, *args, **kwargs):
        """Begin a call; gives its future."""
        future = _base.Future()
        with self._shutdown_lock:
            if self._broken or self._shutdown:
                # Nobody takes calls out of the queue any more.
                raise BrokenThreadPool(self._broken) if self._broken else \
                    RuntimeError('cannot schedule new futures after shutdown')
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
        return future

    def _adjust_thread_count(self):
        count = len(self._threads)
        if not self._idle.acquire(timeout=0) and count < self._max_workers:
            thread = threading.Thread(name=f'{self._thread_name_prefix or self}_{count}', target=self._work)
            thread.start()
            self._threads.add(thread)

    def _work(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException:
                _base._logger().critical('Exception in initializer:', exc_info=True)
                self._initializer_failed()
                return
        while True:
            item = self._work_queue.get()
            if item is None:
                # For the next one.
                self._work_queue.put(None)
                return
            item.run()
            del item
            self._idle.release()

    def _drain(self):
        while True:
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if item is not None:
                yield item

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
            for item in self._drain():
                item.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no further calls."""
        with self._shutdown_lock:
            for item in self._drain() if cancel_futures else ():
                item.future.cancel()
            self._shutdown = True
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
