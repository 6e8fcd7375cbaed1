"""Running tests with a report on a stream."""
import sys
import time
import warnings

from .case import _no_fixture
from .result import TestResult
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream with a `writeln`."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        # While it is unpickled there is no stream yet, and none is to be asked how it is pickled.
        if name not in ('stream', '__getstate__'):
            return getattr(self.stream, name)
        raise AttributeError(name)

    def writeln(self, arg=None):
        for text in filter(None, (arg, '\n')):
            self.write(text)


class TextTestResult(TestResult):
    """Reports each test as it ends: a letter, or a line."""

    separator1, separator2 = '=' * 70, '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.dots, self.showAll = verbosity == 1, verbosity > 1

    def getDescription(self, test):
        texts = [str(test)]
        if self.descriptions:
            texts += filter(None, [test.shortDescription()])
        return '\n'.join(texts)

    def _show(self, text, *, whole_line=True):
        """Writes something that is to be seen at once."""
        (self.stream.writeln if whole_line else self.stream.write)(text)
        self.stream.flush()

    def _ended(self, letter, word):
        if self.showAll:
            self._show(word)
        elif self.dots:
            self._show(letter, whole_line=False)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._show(f'{self.getDescription(test)} ... ', whole_line=False)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._ended('.', 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self._ended('E', 'ERROR')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._ended('F', 'FAIL')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._ended('s', f'skipped {reason!r}')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._ended('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._ended('u', 'unexpected success')

    def printErrors(self):
        if self.showAll or self.dots:
            self._show('')
        for flavour, found in ('ERROR', self.errors), ('FAIL', self.failures):
            self.printErrorList(flavour, found)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            title = f'{flavour}: {self.getDescription(test)}'
            self._show('\n'.join((self.separator1, title, self.separator2, f'{text}')))


# The numbers of the last line, and the attributes of a result that are counted for them.
_BAD = [('failures', 'failures'), ('errors', 'errors')]
_OTHER = [('skipped', 'skipped'), ('expected failures', 'expectedFailures'),
          ('unexpected successes', 'unexpectedSuccesses')]


class TextTestRunner:
    """Runs a test and writes the report."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(stream if stream is not None else sys.stderr)
        self.descriptions, self.verbosity, self.warnings = descriptions, verbosity, warnings
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals
        self.resultclass = self.resultclass if resultclass is None else resultclass

    def _makeResult(self):
        how = self.descriptions, self.verbosity
        return self.resultclass(self.stream, *how)

    def run(self, test):
        result = self._makeResult()
        for wish in 'failfast', 'buffer', 'tb_locals':
            setattr(result, wish, getattr(self, wish))
        registerResult(result)
        with warnings.catch_warnings():
            self._set_filters()
            taken = self._timed(test, result)
        result.printErrors()
        self._summary(result, taken)
        return result

    def _set_filters(self):
        if not self.warnings:
            return
        warnings.simplefilter(self.warnings)
        if self.warnings in ('always', 'default'):
            # The old names of assert methods are told of once in each module.
            warnings.filterwarnings('module', r'Please use assert\w+ instead.', DeprecationWarning)

    def _timed(self, test, result):
        began = time.perf_counter()
        getattr(result, 'startTestRun', _no_fixture)()
        try:
            test(result)
        finally:
            getattr(result, 'stopTestRun', _no_fixture)()
        return time.perf_counter() - began

    def _summary(self, result, taken):
        writeln, count = self.stream.writeln, result.testsRun
        if hasattr(result, 'separator2'):
            writeln(result.separator2)
        writeln(f'Ran {count:d} test{"" if count == 1 else "s"} in {taken:.3f}s')
        writeln()
        verdict, counted = ('OK', []) if result.wasSuccessful() else ('FAILED', _BAD)
        # A result of before there were expected failures has none of the others.
        if all(hasattr(result, attribute) for _, attribute in _OTHER):
            counted = counted + _OTHER
        numbers = [(name, len(getattr(result, attribute))) for name, attribute in counted]
        infos = ', '.join(f'{name}={number}' for name, number in numbers if number)
        writeln(f'{verdict} ({infos})' if infos else verdict)
        self.stream.flush()
