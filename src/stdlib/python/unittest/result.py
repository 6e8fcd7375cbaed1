"""What tests gave: failures, errors, skips; their output, if it is kept back."""
import sys

from .util import strclass

__unittest = True

STDOUT_LINE = '\nStdout:\n%s'
STDERR_LINE = '\nStderr:\n%s'


def failfast(method):
    from functools import wraps

    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kw)
    return inner


class TestResult:
    """Collects what a run of tests gives."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._stdout_buffer = None
        self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        """Called by TestRunner after the run."""

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if self.buffer:
            if self._stderr_buffer is None:
                import io
                self._stderr_buffer = io.StringIO()
                self._stdout_buffer = io.StringIO()
            sys.stdout = self._stdout_buffer
            sys.stderr = self._stderr_buffer

    def startTestRun(self):
        """Called once before any tests are executed."""

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _kept_back(self):
        """The kept back texts of stdout and stderr with their frames and streams."""
        for buffer, frame, stream in [(sys.stdout, STDOUT_LINE, self._original_stdout),
                                      (sys.stderr, STDERR_LINE, self._original_stderr)]:
            text = buffer.getvalue()
            if text:
                yield frame % (text if text.endswith('\n') else text + '\n'), stream

    def _restoreStdout(self):
        if not self.buffer:
            return
        if self._mirrorOutput:
            for text, stream in list(self._kept_back()):
                stream.write(text)
        sys.stdout = self._original_stdout
        sys.stderr = self._original_stderr
        for buffer in self._stdout_buffer, self._stderr_buffer:
            buffer.seek(0)
            buffer.truncate()

    def stopTestRun(self):
        """Called once after all tests are executed."""

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if getattr(self, 'failfast', False):
                self.stop()
            errors = self.failures if issubclass(err[0], test.failureException) else self.errors
            errors.append((subtest, self._exc_info_to_string(err, test)))
            self._mirrorOutput = True

    def addSuccess(self, test):
        """Called when a test has completed successfully."""

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or getattr(self, 'unexpectedSuccesses', None))

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        from traceback import TracebackException
        exctype, value, tb = err
        tb = self._clean_tracebacks(exctype, value, tb, test)
        shown = TracebackException(exctype, value, tb, capture_locals=self.tb_locals, compact=True)
        lines = list(shown.format())
        if self.buffer:
            lines += [text for text, _ in self._kept_back()]
        return ''.join(lines)

    def _clean_tracebacks(self, exctype, value, tb, test):
        """The traceback without our own frames; those of the causes are cut in place."""
        shown = None
        first = True
        queue = [(exctype, value, tb)]
        seen = {id(value)}
        while queue:
            exctype, value, tb = queue.pop()
            while tb and self._is_relevant_tb_level(tb):
                tb = tb.tb_next
            if exctype is test.failureException:
                self._remove_unittest_tb_frames(tb)
            if first:
                shown, first = tb, False
            else:
                value.__traceback__ = tb
            if value is None:
                continue
            for other in value.__cause__, value.__context__:
                if other is not None and id(other) not in seen:
                    queue.append((type(other), other, other.__traceback__))
                    seen.add(id(other))
        return shown

    def _is_relevant_tb_level(self, tb):
        return '__unittest' in tb.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, tb):
        last = None
        while tb and not self._is_relevant_tb_level(tb):
            last, tb = tb, tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        return (f'<{strclass(self.__class__)} run={self.testsRun} errors={len(self.errors)} '
                f'failures={len(self.failures)}>')
