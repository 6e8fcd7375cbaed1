"""Tests in order, with the fixtures of their classes and modules."""
import sys

from . import case
from .util import strclass

__unittest = True


def _call_if_exists(parent, attr):
    getattr(parent, attr, lambda: None)()


class BaseTestSuite:
    """A test that runs others; it knows nothing of fixtures."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f'<{strclass(self.__class__)} tests={list(self)}>'

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Drops a test that has run, so that what it holds is freed."""
        try:
            test = self._tests[index]
        except TypeError:
            # A subclass may have made _tests something else.
            return
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A test that runs others, and the fixtures of classes and modules around them."""

    def run(self, result, debug=False):
        outermost = getattr(result, '_testRunEntered', False) is False
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _attempt(self, result, function, name, parent):
        """Runs a fixture; its exception becomes an error of the result. True if it succeeded."""
        try:
            function()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            self._createClassOrModuleLevelException(result, error, name, parent)
            return False
        return True

    def _class_cleanups(self, result, cls, name):
        cls.doClassCleanups()
        for exc_info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise exc_info[1]
            self._createClassOrModuleLevelException(result, exc_info[1], name, strclass(cls), info=exc_info)

    def _handleClassSetUp(self, test, result):
        cls = test.__class__
        if cls == getattr(result, '_previousTestClass', None) or result._moduleSetUpFailed:
            return
        if getattr(cls, '__unittest_skip__', False):
            return

        def mark(failed):
            try:
                cls._classSetupFailed = failed
            except TypeError:
                pass  # a test may be of a builtin class

        mark(False)
        setUpClass = getattr(cls, 'setUpClass', None)
        if setUpClass is None:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            if not self._attempt(result, setUpClass, 'setUpClass', strclass(cls)):
                mark(True)
                if hasattr(cls, 'doClassCleanups'):
                    self._class_cleanups(result, cls, 'setUpClass')
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _get_previous_module(self, result):
        previous = getattr(result, '_previousTestClass', None)
        return None if previous is None else previous.__module__

    def _handleModuleFixture(self, test, result):
        name = test.__class__.__module__
        if name == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        setUpModule = getattr(sys.modules.get(name), 'setUpModule', None)
        if setUpModule is None:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            if not self._attempt(result, setUpModule, 'setUpModule', name):
                result._moduleSetUpFailed = True
                self._attempt(result, case.doModuleCleanups, 'setUpModule', name)
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _createClassOrModuleLevelException(self, result, exc, method_name, parent, info=None):
        self._addClassOrModuleLevelException(result, exc, f'{method_name} ({parent})', info)

    def _addClassOrModuleLevelException(self, result, exception, errorName, info=None):
        error = _ErrorHolder(errorName)
        if isinstance(exception, case.SkipTest) and hasattr(result, 'addSkip'):
            result.addSkip(error, str(exception))
        else:
            result.addError(error, info or sys.exc_info())

    def _handleModuleTearDown(self, result):
        name = self._get_previous_module(result)
        if name is None or result._moduleSetUpFailed or name not in sys.modules:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            tearDownModule = getattr(sys.modules[name], 'tearDownModule', None)
            if tearDownModule is not None:
                self._attempt(result, tearDownModule, 'tearDownModule', name)
            self._attempt(result, case.doModuleCleanups, 'tearDownModule', name)
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        if cls is None or cls == test.__class__:
            return
        if getattr(cls, '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False):
            return
        if getattr(cls, '__unittest_skip__', False):
            return
        tearDownClass = getattr(cls, 'tearDownClass', None)
        cleanups = hasattr(cls, 'doClassCleanups')
        if tearDownClass is None and not cleanups:
            return
        _call_if_exists(result, '_setupStdout')
        try:
            if tearDownClass is not None:
                self._attempt(result, tearDownClass, 'tearDownClass', strclass(cls))
            if cleanups:
                self._class_cleanups(result, cls, 'tearDownClass')
        finally:
            _call_if_exists(result, '_restoreStdout')


class _ErrorHolder:
    """Stands for a fixture of a class or a module in a result, where a test is expected."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult:
    """The result of `debug`, which lets exceptions through."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
