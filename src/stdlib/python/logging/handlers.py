"""Further handlers: files that are rotated, buffers, queues.

Covers BaseRotatingHandler, RotatingFileHandler, TimedRotatingFileHandler, WatchedFileHandler, BufferingHandler,
MemoryHandler and QueueHandler. Leaves out those that need sockets, mail, the system's log or threads.
"""
import copy
import logging
import os
import re
import time
from stat import ST_DEV, ST_INO, ST_MTIME

_MIDNIGHT = 24 * 60 * 60
DEFAULT_TCP_LOGGING_PORT, DEFAULT_UDP_LOGGING_PORT = 9020, 9021
DEFAULT_HTTP_LOGGING_PORT, DEFAULT_SOAP_LOGGING_PORT = 9022, 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514


class BaseRotatingHandler(logging.FileHandler):
    """Writes to a file that is replaced by a new one now and then."""

    namer = rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)

    def emit(self, record):
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None


class RotatingFileHandler(BaseRotatingHandler):
    """A new file whenever the file would grow beyond a size; so many old ones are kept."""

    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        if maxBytes > 0:
            mode = 'a'
        super().__init__(filename, mode, encoding=encoding, delay=delay, errors=errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        self._close_stream()
        if self.backupCount > 0:
            for i in range(self.backupCount - 1, 0, -1):
                source = self.rotation_filename(f'{self.baseFilename}.{i}')
                dest = self.rotation_filename(f'{self.baseFilename}.{i + 1}')
                if os.path.exists(source):
                    if os.path.exists(dest):
                        os.remove(dest)
                    os.rename(source, dest)
            dest = self.rotation_filename(self.baseFilename + '.1')
            if os.path.exists(dest):
                os.remove(dest)
            self.rotate(self.baseFilename, dest)
        if not self.delay:
            self.stream = self._open()

    def shouldRollover(self, record):
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            return False
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes > 0:
            msg = f'{self.format(record)}\n'
            self.stream.seek(0, 2)
            return self.stream.tell() + len(msg) >= self.maxBytes
        return False


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A new file after so many seconds, minutes, hours or days, at midnight, or on a day of the week."""

    _UNITS = {'S': (1, '%Y-%m-%d_%H-%M-%S', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}(\.\w+)?$'),
              'M': (60, '%Y-%m-%d_%H-%M', r'^\d{4}-\d{2}-\d{2}_\d{2}-\d{2}(\.\w+)?$'),
              'H': (60 * 60, '%Y-%m-%d_%H', r'^\d{4}-\d{2}-\d{2}_\d{2}(\.\w+)?$'),
              'D': (_MIDNIGHT, '%Y-%m-%d', r'^\d{4}-\d{2}-\d{2}(\.\w+)?$')}
    _UNITS['MIDNIGHT'] = _UNITS['D']

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False,
                 atTime=None, errors=None):
        super().__init__(filename, 'a', encoding=encoding, delay=delay, errors=errors)
        self.when = when.upper()
        self.backupCount, self.utc, self.atTime = backupCount, utc, atTime
        if self.when.startswith('W'):
            if len(self.when) != 2:
                raise ValueError('You must specify a day for weekly rollover from 0 to 6 (0 is Monday): '
                                 f'{self.when}')
            if not '0' <= self.when[1] <= '6':
                raise ValueError(f'Invalid day specified for weekly rollover: {self.when}')
            self.dayOfWeek = int(self.when[1])
            self.interval = _MIDNIGHT * 7
            self.suffix, pattern = self._UNITS['D'][1:]
        elif self.when in self._UNITS:
            self.interval, self.suffix, pattern = self._UNITS[self.when]
        else:
            raise ValueError(f'Invalid rollover interval specified: {self.when}')
        self.extMatch = re.compile(pattern, re.ASCII)
        self.interval *= interval
        if os.path.exists(self.baseFilename):
            t = os.stat(self.baseFilename)[ST_MTIME]
        else:
            t = int(time.time())
        self.rolloverAt = self.computeRollover(t)

    def computeRollover(self, currentTime):
        """When the file is to be replaced, if now is `currentTime`."""
        result = currentTime + self.interval
        if self.when != 'MIDNIGHT' and not self.when.startswith('W'):
            return result
        t = time.gmtime(currentTime) if self.utc else time.localtime(currentTime)
        if self.atTime is None:
            rotate = _MIDNIGHT
        else:
            rotate = (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second
        left = rotate - ((t[3] * 60 + t[4]) * 60 + t[5])
        day = t[6]
        if left < 0:
            left += _MIDNIGHT
            day = (day + 1) % 7
        result = currentTime + left
        if self.when.startswith('W') and day != self.dayOfWeek:
            result += ((self.dayOfWeek - day) % 7) * _MIDNIGHT
        return result if self.utc else result + self._shift(t[-1], result)

    @staticmethod
    def _shift(dst, moment):
        # The night in which summer time begins or ends has an hour less or more.
        then = time.localtime(moment)[-1]
        return 0 if dst == then else 3600 if dst else -3600

    def shouldRollover(self, record):
        t = int(time.time())
        if t < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            self.rolloverAt = self.computeRollover(t)
            return False
        return True

    def getFilesToDelete(self):
        """The old files that are too many."""
        folder, base = os.path.split(self.baseFilename)
        prefix = base + '.'
        found = [os.path.join(folder, name) for name in os.listdir(folder)
                 if name.startswith(prefix) and self.extMatch.match(name[len(prefix):])]
        if len(found) < self.backupCount:
            return []
        found.sort()
        return found[:len(found) - self.backupCount]

    def doRollover(self):
        self._close_stream()
        now = int(time.time())
        begin = self.rolloverAt - self.interval
        if self.utc:
            fields = time.gmtime(begin)
        else:
            fields = time.localtime(begin)
            dst = time.localtime(now)[-1]
            if dst != fields[-1]:
                fields = time.localtime(begin + (3600 if dst else -3600))
        dest = self.rotation_filename(self.baseFilename + '.' + time.strftime(self.suffix, fields))
        if os.path.exists(dest):
            os.remove(dest)
        self.rotate(self.baseFilename, dest)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        at = self.computeRollover(now)
        while at <= now:
            at += self.interval
        self.rolloverAt = at


class WatchedFileHandler(logging.FileHandler):
    """Writes to a file that somebody else may move away: then a new one is begun."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.dev = self.ino = -1
        self._statstream()

    def _statstream(self):
        if self.stream:
            found = os.fstat(self.stream.fileno())
            self.dev, self.ino = found[ST_DEV], found[ST_INO]

    def reopenIfNeeded(self):
        try:
            found = os.stat(self.baseFilename)
        except FileNotFoundError:
            found = None
        if not found or found[ST_DEV] != self.dev or found[ST_INO] != self.ino:
            if self.stream is not None:
                self.stream.flush()
                self.stream.close()
                self.stream = None
                self.stream = self._open()
                self._statstream()

    def emit(self, record):
        self.reopenIfNeeded()
        super().emit(record)


class BufferingHandler(logging.Handler):
    """Keeps records until there are many."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        with logging._Held(self):
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Keeps records until there are many or one is grave, then gives them to another handler."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        with logging._Held(self):
            self.target = target

    def flush(self):
        with logging._Held(self):
            if not self.target:
                return
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with logging._Held(self):
                self.target = None
                super().close()


class QueueHandler(logging.Handler):
    """Puts records into a queue."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A copy of the record that can be sent to another process."""
        msg = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = msg
        record.args = record.exc_info = record.exc_text = None
        return record

    def emit(self, record):
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)
