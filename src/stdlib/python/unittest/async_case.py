"""Tests whose methods are coroutines, all run by one task of the test's own loop."""
import asyncio
from inspect import isawaitable

from .case import TestCase


class IsolatedAsyncioTestCase(TestCase):
    """A test that may await."""

    # Set-up, test, tear-down and cleanups run in one task, so that they share its context variables and
    # what belongs to a task (a timeout, a cancel scope) may begin in one of them and end in another.

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioTestLoop = None
        self._asyncioCallsQueue = None

    async def asyncSetUp(self):
        """Runs after setUp."""

    async def asyncTearDown(self):
        """Runs before tearDown."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    def _callSetUp(self):
        self.setUp()
        self._callAsync(self.asyncSetUp)

    def _callTestMethod(self, method):
        self._callMaybeAsync(method)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        self.tearDown()

    def _callCleanup(self, function, *args, **kwargs):
        self._callMaybeAsync(function, *args, **kwargs)

    def _callAsync(self, func, /, *args, **kwargs):
        assert self._asyncioTestLoop is not None, 'asyncio test loop is not initialized'
        ret = func(*args, **kwargs)
        assert isawaitable(ret), f'{func!r} returned non-awaitable'
        return self._await(ret)

    def _callMaybeAsync(self, func, /, *args, **kwargs):
        assert self._asyncioTestLoop is not None, 'asyncio test loop is not initialized'
        ret = func(*args, **kwargs)
        return self._await(ret) if isawaitable(ret) else ret

    def _await(self, awaitable):
        future = self._asyncioTestLoop.create_future()
        self._asyncioCallsQueue.put_nowait((future, awaitable))
        return self._asyncioTestLoop.run_until_complete(future)

    async def _asyncioLoopRunner(self, started):
        self._asyncioCallsQueue = queue = asyncio.Queue()
        started.set_result(None)
        while True:
            query = await queue.get()
            queue.task_done()
            if query is None:
                return
            future, awaitable = query
            try:
                ret = await awaitable
                if not future.cancelled():
                    future.set_result(ret)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                if not future.cancelled():
                    future.set_exception(error)

    def _setupAsyncioLoop(self):
        assert self._asyncioTestLoop is None, 'asyncio test loop already initialized'
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loop.set_debug(True)
        self._asyncioTestLoop = loop
        started = loop.create_future()
        self._asyncioCallsTask = loop.create_task(self._asyncioLoopRunner(started))
        loop.run_until_complete(started)

    def _tearDownAsyncioLoop(self):
        assert self._asyncioTestLoop is not None, 'asyncio test loop is not initialized'
        loop = self._asyncioTestLoop
        self._asyncioTestLoop = None
        self._asyncioCallsQueue.put_nowait(None)
        loop.run_until_complete(self._asyncioCallsQueue.join())
        try:
            rest = asyncio.all_tasks(loop)
            if not rest:
                return
            for task in rest:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
            for task in rest:
                if not task.cancelled() and task.exception() is not None:
                    loop.call_exception_handler({'message': 'unhandled exception during test shutdown',
                                                 'exception': task.exception(), 'task': task})
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            asyncio.set_event_loop(None)
            loop.close()

    def run(self, result=None):
        self._setupAsyncioLoop()
        try:
            return super().run(result)
        finally:
            self._tearDownAsyncioLoop()

    def debug(self):
        self._setupAsyncioLoop()
        super().debug()
        self._tearDownAsyncioLoop()

    def __del__(self):
        if self._asyncioTestLoop is not None:
            self._tearDownAsyncioLoop()
