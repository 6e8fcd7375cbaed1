"""A test: how it is set up, run, skipped and cleaned up. The assert methods are in `assertions`."""
import warnings
from contextlib import contextmanager
from functools import partial, wraps

from .assertions import (Assertions, _AssertRaisesBaseContext, _AssertRaisesContext, _AssertWarnsContext,
                         _BaseTestCaseContext, _is_subtype, DIFF_OMITTED)
from .util import strclass

__unittest = True

_no_message = object()
_function = type(strclass)


class SkipTest(Exception):
    """Raised in a test, skips it."""


class _ShouldStop(Exception):
    """The rest of the test is not to run."""


class _UnexpectedSuccess(Exception):
    """A test that was to fail did not."""


class _Outcome:
    """What happened in the parts of one test; `with outcome.part(test):` runs one."""

    def __init__(self, result=None):
        self.result = result
        self.result_supports_subtests = hasattr(result, 'addSubTest')
        # (test, reason), and (test, exc_info or None) in the order that the result is to hear of them
        self.skipped, self.errors = [], []
        self.expecting_failure, self.expectedFailure = False, None
        # How many parts went wrong, and how many of them before the present part began.
        self.wrong = self.wrong_before = 0

    @property
    def success(self):
        """Nothing went wrong in the present part."""
        return self.wrong == self.wrong_before

    def part(self, test, expecting_failure=False):
        return _Part(self, test, expecting_failure)

    def note(self, test, exc_info):
        """Keeps what ended a part; False if it is to go on outwards."""
        kind = exc_info[0]
        if issubclass(kind, KeyboardInterrupt):
            return False
        if issubclass(kind, SkipTest):
            self.skipped.append((test, str(exc_info[1])))
        elif issubclass(kind, _ShouldStop):
            return True
        elif self.expecting_failure:
            self.expectedFailure = exc_info
            return True
        else:
            self.errors.append((test, exc_info))
        self.wrong += 1
        return True

    def forget(self):
        """Drops the tracebacks, whose frames keep this."""
        self.errors.clear()
        self.expectedFailure = None


class _Part:
    """Runs a part of a test: takes its exceptions into the outcome."""

    def __init__(self, outcome, test, expecting_failure):
        self.outcome, self.test, self.expecting_failure = outcome, test, expecting_failure

    def __enter__(self):
        outcome = self.outcome
        self.outer = outcome.wrong_before, outcome.expecting_failure
        outcome.wrong_before, outcome.expecting_failure = outcome.wrong, self.expecting_failure

    def __exit__(self, *exc_info):
        outcome = self.outcome
        try:
            if exc_info[0] is not None:
                return outcome.note(self.test, exc_info)
            if outcome.success and outcome.result_supports_subtests:
                outcome.errors.append((self.test, None))
        finally:
            outcome.wrong_before, outcome.expecting_failure = self.outer
            # The traceback keeps this frame, and this frame the traceback.
            exc_info = None


# Cleanups, here and in classes and tests, are stacks of (function, args, kwargs).
_module_cleanups = []


def _unwind(stack):
    """Yields what is on a stack of cleanups, the last first; each may push others."""
    while stack:
        yield stack.pop()


def _call_cleanups(stack):
    """Yields the exceptions of the cleanups of a stack."""
    for function, args, kwargs in _unwind(stack):
        try:
            function(*args, **kwargs)
        except Exception as error:
            yield error


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def doModuleCleanups():
    for first in [*_call_cleanups(_module_cleanups)][:1]:
        raise first


def _id(obj):
    return obj


def _skipped(reason, item):
    """A test method that only says why it is skipped, or the class, marked."""
    if not isinstance(item, type):
        @wraps(item)
        def instead(*args, **kwargs):
            raise SkipTest(reason)
    else:
        instead = item
    instead.__unittest_skip__, instead.__unittest_skip_why__ = True, reason
    return instead


def skip(reason):
    # `@skip` without a reason is given the function.
    return _skipped('', reason) if isinstance(reason, _function) else partial(_skipped, reason)


def skipIf(condition, reason):
    return skip(reason) if condition else _id


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def expectedFailure(test_item):
    setattr(test_item, '__unittest_expecting_failure__', True)
    return test_item


def _skip_reason(test, method):
    """Why the test is skipped, or None."""
    owners = type(test), method
    if not any(getattr(owner, '__unittest_skip__', False) for owner in owners):
        return None
    reasons = [getattr(owner, '__unittest_skip_why__', '') for owner in owners]
    return reasons[0] or reasons[1]


# What is done with a result of before there was such a method.
_WITHOUT = {'addSkip': 'skips not reported', 'addExpectedFailure': 'reporting as passes',
            'addUnexpectedSuccess': 'reporting as failure'}


def _report(result, method, test, *what):
    """Calls a method of the result if it has it; else warns and gives False."""
    known = getattr(result, method, None)
    if known is None:
        warnings.warn(f'TestResult has no {method} method, {_WITHOUT[method]}', RuntimeWarning)
        return False
    known(test, *what)
    return True


class TestCase(Assertions):
    """A single test; a subclass has one or more test methods."""

    _outcome = _subtest = None

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._class_cleanups, cls._classSetupFailed = [], False

    def __init__(self, methodName='runTest'):
        self._testMethodName, self._testMethodDoc = methodName, 'No test'
        self._cleanups, self._type_equality_funcs = [], {}
        try:
            self._testMethodDoc = getattr(self, methodName).__doc__
        except AttributeError:
            # TestCase() itself is for trying things at a prompt.
            if methodName != 'runTest':
                raise ValueError(f'no such test method in {self.__class__}: {methodName}')
        for kind, function in _EQUALITY:
            self.addTypeEqualityFunc(kind, function)

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    def setUp(self):
        """Runs before each test method."""

    def tearDown(self):
        """Runs after each test method."""

    @classmethod
    def setUpClass(cls):
        """Runs before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the tests of the class."""

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from .result import TestResult
        return TestResult()

    def shortDescription(self):
        lines = (self._testMethodDoc or '').strip().split('\n')
        return lines[0].strip() if self._testMethodDoc else None

    def id(self):
        return f'{strclass(self.__class__)}.{self._testMethodName}'

    def __eq__(self, other):
        same_kind = type(self) is type(other)
        return self._testMethodName == other._testMethodName if same_kind else NotImplemented

    def __hash__(self):
        return hash((self._testMethodName, type(self)))

    def __str__(self):
        return f'{self._testMethodName} ({strclass(self.__class__)})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} testMethod={self._testMethodName}>'

    @contextmanager
    def subTest(self, msg=_no_message, **params):
        outcome, outer = self._outcome, self._subtest
        if outcome is None or not outcome.result_supports_subtests:
            yield
            return
        if outer is not None:
            # The inner parameters come first, and win.
            params = {**params, **outer.params, **params}
        self._subtest = inner = _SubTest(self, msg, params)
        try:
            with outcome.part(inner, outcome.expecting_failure):
                yield
            if outcome.success:
                enough = outcome.expectedFailure
            else:
                enough = outcome.result is not None and outcome.result.failfast
            if enough:
                raise _ShouldStop
        finally:
            self._subtest = outer

    # The steps of a test, for subclasses that call them otherwise.

    def _callSetUp(self):
        return self.setUp()

    def _callTearDown(self):
        return self.tearDown()

    def _callTestMethod(self, method):
        return method()

    def _callCleanup(self, function, /, *args, **kwargs):
        return function(*args, **kwargs)

    def run(self, result=None):
        if result is not None:
            self._run_once(result)
            return result
        result = self.defaultTestResult()
        begin, end = (getattr(result, name, _no_fixture) for name in ('startTestRun', 'stopTestRun'))
        begin()
        try:
            self._run_once(result)
        finally:
            end()
        return result

    def _run_once(self, result):
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            reason = _skip_reason(self, method)
            if reason is not None:
                self._addSkip(result, self, reason)
                return
            outcome = self._outcome = _Outcome(result)
            try:
                expecting = any(getattr(owner, '__unittest_expecting_failure__', False) for owner in (self, method))
                self._run_parts(method, outcome, expecting)
                self._report_outcome(result, outcome, expecting)
            finally:
                outcome.forget()
                self._outcome = None
        finally:
            result.stopTest(self)

    def _run_parts(self, method, outcome, expecting):
        with outcome.part(self):
            self._callSetUp()
        if outcome.success:
            with outcome.part(self, expecting):
                self._callTestMethod(method)
            with outcome.part(self):
                self._callTearDown()
        self.doCleanups()

    def _report_outcome(self, result, outcome, expecting):
        for skipped in outcome.skipped:
            self._addSkip(result, *skipped)
        self._feedErrorsToResult(result, outcome.errors)
        if not outcome.success:
            return
        if not expecting:
            result.addSuccess(self)
        elif outcome.expectedFailure:
            if not _report(result, 'addExpectedFailure', self, outcome.expectedFailure):
                result.addSuccess(self)
        elif not _report(result, 'addUnexpectedSuccess', self):
            try:
                raise _UnexpectedSuccess from None
            except _UnexpectedSuccess as error:
                result.addFailure(self, (_UnexpectedSuccess, error, error.__traceback__))

    def _addSkip(self, result, test_case, reason):
        if not _report(result, 'addSkip', test_case, reason):
            result.addSuccess(test_case)

    def _feedErrorsToResult(self, result, errors):
        for test, exc_info in errors:
            if isinstance(test, _SubTest):
                add = partial(result.addSubTest, test.test_case)
            elif exc_info is None:
                continue
            else:
                add = result.addFailure if issubclass(exc_info[0], self.failureException) else result.addError
            add(test, exc_info)

    def doCleanups(self):
        # It may be called by hand, outside of a run.
        outcome = self._outcome or _Outcome()
        for function, args, kwargs in _unwind(self._cleanups):
            with outcome.part(self):
                self._callCleanup(function, *args, **kwargs)
        went_well = outcome.success
        return went_well

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = [(type(error), error, error.__traceback__)
                                   for error in _call_cleanups(cls._class_cleanups)]

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        method = getattr(self, self._testMethodName)
        reason = _skip_reason(self, method)
        if reason is not None:
            self.skipTest(reason)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        for function, args, kwargs in _unwind(self._cleanups):
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)


def _no_fixture():
    """Stands for a fixture that a test or a result does not have."""


_EQUALITY = [(dict, 'assertDictEqual'), (list, 'assertListEqual'), (tuple, 'assertTupleEqual'),
             (set, 'assertSetEqual'), (frozenset, 'assertSetEqual'), (str, 'assertMultiLineEqual')]


class FunctionTestCase(TestCase):
    """A plain function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc, self._description = testFunc, description
        self._setUpFunc, self._tearDownFunc = setUp, tearDown

    def setUp(self):
        (self._setUpFunc or _no_fixture)()

    def tearDown(self):
        (self._tearDownFunc or _no_fixture)()

    def runTest(self):
        self._testFunc()

    def _key(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, self.__class__) else NotImplemented

    def __hash__(self):
        return hash((*self._key(), type(self)))

    def id(self):
        return self._testFunc.__name__

    def shortDescription(self):
        if self._description is None:
            first_line = (self._testFunc.__doc__ or '').partition('\n')[0]
            return first_line.strip() or None
        return self._description

    def __str__(self):
        return f'{strclass(self.__class__)} ({self._testFunc.__name__})'

    def __repr__(self):
        return f'<{strclass(self.__class__)} tec={self._testFunc}>'


class _SubTest(TestCase):
    """A part of a test that is reported by itself."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self.params, self._message = test_case, params, message
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        message = [] if self._message is _no_message else [f'[{self._message}]']
        params = ', '.join(f'{name}={value!r}' for name, value in self.params.items())
        return ' '.join(message + [f'({params})'] * bool(params)) or '(<subtest>)'

    def id(self):
        return ' '.join((self.test_case.id(), self._subDescription()))

    def shortDescription(self):
        whole = self.test_case
        return whole.shortDescription()

    def __str__(self):
        return f'{self.test_case} {self._subDescription()}'
