"""Running tests with a report on a stream."""
import sys
import time
import warnings

from .result import TestResult
from .signals import registerResult

__unittest = True


class _WritelnDecorator:
    """A stream with a `writeln`."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, attr):
        if attr in ('stream', '__getstate__'):
            raise AttributeError(attr)
        return getattr(self.stream, attr)

    def writeln(self, arg=None):
        if arg:
            self.write(arg)
        self.write('\n')


class TextTestResult(TestResult):
    """Reports each test as it ends: a letter, or a line."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions

    def getDescription(self, test):
        doc = test.shortDescription()
        return f'{test}\n{doc}' if self.descriptions and doc else str(test)

    def _report(self, letter, word):
        if self.showAll:
            self.stream.writeln(word)
            self.stream.flush()
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(' ... ')
            self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._report('.', 'ok')

    def addError(self, test, err):
        super().addError(test, err)
        self._report('E', 'ERROR')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._report('F', 'FAIL')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._report('s', f'skipped {reason!r}')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._report('x', 'expected failure')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._report('u', 'unexpected success')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList('ERROR', self.errors)
        self.printErrorList('FAIL', self.failures)

    def printErrorList(self, flavour, errors):
        for test, err in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln(f'{flavour}: {self.getDescription(test)}')
            self.stream.writeln(self.separator2)
            self.stream.writeln(str(err))
            self.stream.flush()


class TextTestRunner:
    """Runs a test and writes the report."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        registerResult(result)
        result.failfast = self.failfast
        result.buffer = self.buffer
        result.tb_locals = self.tb_locals
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
                if self.warnings in ('default', 'always'):
                    warnings.filterwarnings('module', category=DeprecationWarning,
                                            message=r'Please use assert\w+ instead.')
            began = time.perf_counter()
            if hasattr(result, 'startTestRun'):
                result.startTestRun()
            try:
                test(result)
            finally:
                if hasattr(result, 'stopTestRun'):
                    result.stopTestRun()
            taken = time.perf_counter() - began
        result.printErrors()
        self._summary(result, taken)
        return result

    def _summary(self, result, taken):
        stream = self.stream
        if hasattr(result, 'separator2'):
            stream.writeln(result.separator2)
        run = result.testsRun
        stream.writeln('Ran %d test%s in %.3fs' % (run, 's' if run != 1 else '', taken))
        stream.writeln()
        counts = []
        if result.wasSuccessful():
            stream.write('OK')
        else:
            stream.write('FAILED')
            counts += [('failures', len(result.failures)), ('errors', len(result.errors))]
        try:
            counts += [('skipped', len(result.skipped)), ('expected failures', len(result.expectedFailures)),
                       ('unexpected successes', len(result.unexpectedSuccesses))]
        except AttributeError:
            pass
        infos = ', '.join(f'{name}={count}' for name, count in counts if count)
        if infos:
            stream.writeln(f' ({infos})')
        else:
            stream.write('\n')
        stream.flush()
