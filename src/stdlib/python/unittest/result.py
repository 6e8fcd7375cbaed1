"""What tests gave: failures, errors, skips; their output, if it is kept back."""
import sys
from functools import wraps
from itertools import takewhile

from .util import strclass

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    """A method of a result that also ends the run, if the first failure is to end it."""
    @wraps(method)
    def stopping(self, *args, **kwargs):
        _stop_at_first(self)
        return method(self, *args, **kwargs)
    return stopping


def _stop_at_first(result):
    # Results of others that were made without our __init__ do not know failfast.
    if getattr(result, 'failfast', False):
        result.stop()


def _levels(tb):
    while tb:
        yield tb
        tb = tb.tb_next


def _causes(error):
    """The exceptions that an exception came of, directly or not, each once."""
    found, seen = [error], {id(error)}
    for one in found:
        for other in one.__cause__, one.__context__:
            if other is not None and id(other) not in seen:
                seen.add(id(other))
                found.append(other)
    return found[1:]


class TestResult:
    """Collects what a run of tests gives."""

    # What suites keep here between tests.
    _moduleSetUpFailed = _testRunEntered = False
    _previousTestClass = None

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.testsRun = 0
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.failfast = self.buffer = self.tb_locals = False
        self.shouldStop = self._mirrorOutput = False
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr
        self._stdout_buffer = self._stderr_buffer = None

    def printErrors(self):
        """Called by TestRunner after the run."""

    def startTestRun(self):
        """Called once before any tests are executed."""

    def stopTestRun(self):
        """Called once after all tests are executed."""

    def startTest(self, test):
        self.testsRun += 1
        self._begin_output()

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _begin_output(self):
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stdout_buffer is None:
            from io import StringIO
            self._stdout_buffer, self._stderr_buffer = StringIO(), StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for text, stream in [*self._kept_back()]:
                stream.write(text)
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for kept in self._stdout_buffer, self._stderr_buffer:
            kept.seek(0)
            kept.truncate()

    def _kept_back(self):
        """The kept back texts under their headings, and the streams that they were for."""
        for kept, heading, stream in ((sys.stdout, STDOUT_LINE, self._original_stdout),
                                      (sys.stderr, STDERR_LINE, self._original_stderr)):
            text = kept.getvalue()
            if text:
                yield heading % (text if text.endswith('\n') else text + '\n'), stream

    def _keep(self, bad, test, err, part=None):
        """Puts a failure or an error of a test, or of a part of it, where it belongs."""
        _stop_at_first(self)
        bad.append((part or test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addError(self, test, err):
        self._keep(self.errors, test, err)

    def addFailure(self, test, err):
        self._keep(self.failures, test, err)

    def addSubTest(self, test, subtest, err):
        if err is None:
            return
        failed = issubclass(err[0], test.failureException)
        self._keep(self.failures if failed else self.errors, test, err, part=subtest)

    def addSuccess(self, test):
        """Called when a test has completed successfully."""

    def addSkip(self, test, reason):
        self.skipped += (test, reason),

    def addExpectedFailure(self, test, err):
        self.expectedFailures += (test, self._exc_info_to_string(err, test)),

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses += test,

    def wasSuccessful(self):
        # A result of before unexpected successes has no list of them.
        return not any((self.failures, self.errors, getattr(self, 'unexpectedSuccesses', ())))

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        from traceback import TracebackException
        kind, value, tb = err
        shown = TracebackException(kind, value, self._clean_tracebacks(kind, value, tb, test), compact=True,
                                   capture_locals=self.tb_locals)
        text = ''.join(shown.format())
        return text + ''.join(output for output, _ in self._kept_back()) if self.buffer else text

    def _clean_tracebacks(self, exctype, value, tb, test):
        """The traceback without our own frames; those of the causes are cut in place."""
        if value is not None:
            for error in _causes(value):
                error.__traceback__ = self._cut(type(error), error.__traceback__, test)
        return self._cut(exctype, tb, test)

    def _cut(self, kind, tb, test):
        """Our frames before the test's are dropped, and after a failure those of the assert methods too."""
        tb = next((level for level in _levels(tb) if not self._is_relevant_tb_level(level)), None)
        if kind is test.failureException:
            self._remove_unittest_tb_frames(tb)
        return tb

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, tb):
        for level in takewhile(lambda level: not self._is_relevant_tb_level(level), _levels(tb)):
            after = level.tb_next
            if after and self._is_relevant_tb_level(after):
                level.tb_next = None

    def __repr__(self):
        counts = f'run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}'
        return f'<{strclass(self.__class__)} {counts}>'
