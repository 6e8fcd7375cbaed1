"""Tests in order, with the fixtures of their classes and modules."""
import sys
from contextlib import contextmanager

from . import case
from .util import strclass

__unittest = True

_no_fixture = case._no_fixture


@contextmanager
def _output_of_fixture(result):
    """What a fixture writes is kept back as a test's is, if the result does that."""
    getattr(result, '_setupStdout', _no_fixture)()
    try:
        yield
    finally:
        getattr(result, '_restoreStdout', _no_fixture)()


class BaseTestSuite:
    """A test that runs others; it knows nothing of fixtures."""

    # Tests that have run are dropped, so that what they hold is freed.
    _cleanup = True

    def __init__(self, tests=()):
        self._tests, self._removed_tests = [], 0
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return [*self] == [*other] if isinstance(other, self.__class__) else NotImplemented

    def __repr__(self):
        return f'<{strclass(self.__class__)} tests={[*self]}>'

    def countTestCases(self):
        return sum((test.countTestCases() for test in self if test), self._removed_tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f'{test!r} is not callable')
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated before passing them to addTest()')
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError('tests must be an iterable of tests, not a string')
        for one in tests:
            self.addTest(one)

    def _until_stop(self, result):
        """Yields the tests and their places, until the result asks to stop."""
        for numbered in enumerate(self):
            if result.shouldStop:
                return
            yield numbered

    def _has_run(self, index):
        if self._cleanup:
            self._removeTestAtIndex(index)

    def _removeTestAtIndex(self, index):
        try:
            test, self._tests[index] = self._tests[index], None
        except TypeError:
            # A subclass may have made _tests something else.
            return
        self._removed_tests += getattr(test, 'countTestCases', int)()

    def run(self, result):
        for index, test in self._until_stop(result):
            test(result)
            self._has_run(index)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for one in self:
            one.debug()


class TestSuite(BaseTestSuite):
    """A test that runs others, and the fixtures of classes and modules around them.

    The result knows which class the last test was of: where the class or module changes, the old one's fixture is
    taken down and the new one's set up. The outermost suite takes down the last.
    """

    def run(self, result, debug=False):
        outermost = not getattr(result, '_testRunEntered', False)
        if outermost:
            result._testRunEntered = True
        for index, test in self._until_stop(result):
            if _is_suite(test) or self._enter_class(test, result):
                if debug:
                    test.debug()
                else:
                    test(result)
                self._has_run(index)
        if outermost:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), debug=True)

    def _enter_class(self, test, result):
        """Runs the fixtures that are due before a test; whether the test can run."""
        cls = test.__class__
        self._leave_class(cls, result)
        self._enter_module(cls.__module__, result)
        if not (cls == _previous(result) or result._moduleSetUpFailed or _is_skipped(cls)):
            self._set_up_class(cls, result)
        result._previousTestClass = cls
        return not _has_failed(cls, result)

    def _set_up_class(self, cls, result):
        _mark(cls, failed=False)
        set_up = getattr(cls, 'setUpClass', None)
        if set_up is None:
            return
        with _output_of_fixture(result):
            if not self._attempt(result, set_up, 'setUpClass', strclass(cls)):
                _mark(cls, failed=True)
                self._clean_up_class(cls, result, 'setUpClass')

    def _leave_class(self, next_class, result):
        cls = _previous(result)
        if cls is None or cls == next_class or _has_failed(cls, result) or _is_skipped(cls):
            return
        take_down = getattr(cls, 'tearDownClass', None)
        if take_down is None and not hasattr(cls, 'doClassCleanups'):
            return
        with _output_of_fixture(result):
            if take_down is not None:
                self._attempt(result, take_down, 'tearDownClass', strclass(cls))
            self._clean_up_class(cls, result, 'tearDownClass')

    def _clean_up_class(self, cls, result, name):
        if not hasattr(cls, 'doClassCleanups'):
            return
        cls.doClassCleanups()
        for exc_info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise exc_info[1]
            self._report(result, exc_info, name, strclass(cls))

    def _enter_module(self, name, result):
        cls = _previous(result)
        if cls is not None and cls.__module__ == name:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is None:
            return
        with _output_of_fixture(result):
            if not self._attempt(result, set_up, 'setUpModule', name):
                result._moduleSetUpFailed = True
                self._attempt(result, case.doModuleCleanups, 'setUpModule', name)

    def _leave_module(self, result):
        cls = _previous(result)
        name = None if cls is None else cls.__module__
        if name is None or name not in sys.modules or result._moduleSetUpFailed:
            return
        fixtures = getattr(sys.modules[name], 'tearDownModule', _no_fixture), case.doModuleCleanups
        with _output_of_fixture(result):
            for fixture in fixtures:
                self._attempt(result, fixture, 'tearDownModule', name)

    def _attempt(self, result, fixture, name, parent):
        """Runs a fixture; its exception becomes an error of the result. True if it succeeded."""
        try:
            fixture()
        except Exception:
            if isinstance(result, _DebugResult):
                raise
            self._report(result, sys.exc_info(), name, parent)
            return False
        return True

    def _report(self, result, exc_info, name, parent):
        stand_in = _ErrorHolder(f'{name} ({parent})')
        if isinstance(exc_info[1], case.SkipTest) and hasattr(result, 'addSkip'):
            result.addSkip(stand_in, str(exc_info[1]))
        else:
            result.addError(stand_in, exc_info)


# Tests and results may be of any class: what they do not know is taken as None or False.

def _previous(result):
    return getattr(result, '_previousTestClass', None)


def _is_skipped(cls):
    return getattr(cls, '__unittest_skip__', False)


def _has_failed(cls, result):
    return getattr(cls, '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False)


def _mark(cls, failed):
    try:
        cls._classSetupFailed = failed
    except TypeError:
        pass  # a builtin class


class _ErrorHolder:
    """Stands for a fixture of a class or a module in a result, where a test is expected."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def __repr__(self):
        return f'<ErrorHolder description={self.description!r}>'

    def __str__(self):
        return self.id()

    def id(self):
        return self.description

    def shortDescription(self):
        """It has no docstring."""

    def countTestCases(self):
        return 0

    def run(self, result):
        """It has run."""

    __call__ = run


def _is_suite(test):
    # What can be walked is not a single test.
    try:
        iter(test)
    except TypeError:
        return False
    return True


class _DebugResult:
    """The result of `debug`, which lets exceptions through."""

    shouldStop = _moduleSetUpFailed = False
    _previousTestClass = None
