"""Tests whose methods are coroutines, all run by one task of the test's own loop."""
import asyncio
from inspect import isawaitable

from .case import TestCase


class _Worker:
    """A task of a loop of its own that awaits what it is handed, one thing after another.

    Set-up, test, tear-down and cleanups are handed to one task, so that they share its context variables, and what
    belongs to a task (a timeout, a cancel scope) may begin in one of them and end in another.
    """

    def __init__(self, loop):
        self.loop = loop
        self.handed = loop.create_future()
        self.task = loop.create_task(self._work())

    async def _work(self):
        while (order := await self.handed) is not None:
            awaitable, answer = order
            self.handed = self.loop.create_future()
            try:
                given, settle = await awaitable, answer.set_result
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:
                given, settle = error, answer.set_exception
            if not answer.cancelled():
                settle(given)
            # The exception's traceback keeps this frame.
            order = given = settle = None

    def run(self, awaitable):
        answer = self.loop.create_future()
        self.handed.set_result((awaitable, answer))
        return self.loop.run_until_complete(answer)

    def end(self):
        if not self.task.done():
            self.handed.set_result(None)
            self.loop.run_until_complete(self.task)


class IsolatedAsyncioTestCase(TestCase):
    """A test that may await."""

    _asyncioTestLoop = _worker = None

    async def asyncSetUp(self):
        """Runs after setUp."""

    async def asyncTearDown(self):
        """Runs before tearDown."""

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    def _callSetUp(self):
        super()._callSetUp()
        self._callAsync(self.asyncSetUp)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        super()._callTearDown()

    def _callTestMethod(self, method):
        self._callMaybeAsync(method)

    def _callCleanup(self, function, /, *args, **kwargs):
        self._callMaybeAsync(function, *args, **kwargs)

    def _callAsync(self, func, /, *args, **kwargs):
        self._has_loop()
        awaitable = func(*args, **kwargs)
        assert isawaitable(awaitable), f'{func!r} returned non-awaitable'
        return self._worker.run(awaitable)

    def _callMaybeAsync(self, func, /, *args, **kwargs):
        self._has_loop()
        given = func(*args, **kwargs)
        return self._worker.run(given) if isawaitable(given) else given

    def _has_loop(self, wanted=True):
        found = self._asyncioTestLoop is not None
        assert found or not wanted, 'asyncio test loop is not initialized'
        assert wanted or not found, 'asyncio test loop already initialized'

    def _setupAsyncioLoop(self):
        self._has_loop(False)
        self._asyncioTestLoop = loop = asyncio.new_event_loop()
        loop.set_debug(True)
        asyncio.set_event_loop(loop)
        self._worker = _Worker(loop)

    def _tearDownAsyncioLoop(self):
        self._has_loop()
        worker, loop = self._worker, self._asyncioTestLoop
        del self._asyncioTestLoop, self._worker
        worker.end()
        try:
            rest = asyncio.all_tasks(loop)
            if rest:
                self._cancel(loop, rest)
                loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
            asyncio.set_event_loop(None)

    @staticmethod
    def _cancel(loop, tasks):
        """Ends the tasks that the test has left, and tells what they raise."""
        for task in tasks:
            task.cancel()
        ends = loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        for task, end in zip(tasks, ends):
            if isinstance(end, BaseException) and not task.cancelled():
                loop.call_exception_handler({'message': 'unhandled exception during test shutdown',
                                             'exception': end, 'task': task})

    def __del__(self):
        if self._worker is not None:
            self._tearDownAsyncioLoop()

    def run(self, result=None):
        self._setupAsyncioLoop()
        try:
            given = super().run(result)
        finally:
            self._tearDownAsyncioLoop()
        return given

    def debug(self):
        # After an exception the loop stays: whoever debugs may want to look.
        self._setupAsyncioLoop()
        super().debug()
        self._tearDownAsyncioLoop()

