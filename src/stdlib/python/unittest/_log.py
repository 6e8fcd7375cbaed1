"""assertLogs and assertNoLogs."""
import logging
from collections import namedtuple

from .assertions import _BaseTestCaseContext

__unittest = True

_LoggingWatcher = namedtuple('_LoggingWatcher', ['records', 'output'])


class _CapturingHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.watcher = _LoggingWatcher(records=[], output=[])

    def emit(self, record):
        for kept, what in zip(self.watcher, (record, self.format(record))):
            kept.append(what)

    def flush(self):
        """Nothing is held back."""


class _AssertLogsContext(_BaseTestCaseContext):
    LOGGING_FORMAT = '%(levelname)s:%(name)s:%(message)s'

    def __init__(self, test_case, logger_name, level, no_logs):
        super().__init__(test_case)
        self.logger_name = logger_name
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.msg = None
        self.no_logs = no_logs

    def __enter__(self):
        named = self.logger_name
        logger = self.logger = named if isinstance(named, logging.Logger) else logging.getLogger(named)
        handler = _CapturingHandler()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self.old = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else handler.watcher

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        records = self.watcher.records
        if self.no_logs and records:
            self._raiseFailure(f'Unexpected logs found: {self.watcher.output!r}')
        elif not self.no_logs and not records:
            level = logging.getLevelName(self.level)
            self._raiseFailure(f'no logs of level {level} or higher triggered on {self.logger.name}')
