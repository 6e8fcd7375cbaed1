"""Chains of exceptions: causes, contexts, groups of handlers, clean-up, and the printed traceback."""
import sys
import traceback


class ConfigError(Exception):
    def __init__(self, key, *details):
        super().__init__(key, *details)
        self.key = key

    def __str__(self):
        return f'bad configuration: {self.key}'


def read(table, key):
    try:
        return int(table[key])
    except KeyError as error:
        raise ConfigError(key) from error
    except ValueError:
        raise ConfigError(key, table[key])


def chain(error):
    """The exceptions behind an exception, as traceback would show them."""
    while error is not None:
        yield error
        error = error.__cause__ if error.__cause__ or error.__suppress_context__ else error.__context__


def frames(entry):
    while entry is not None:
        yield entry.tb_frame.f_code.co_name
        entry = entry.tb_next


TABLE = {'port': '80', 'host': 'localhost'}
print(read(TABLE, 'port'))
for key in ('user', 'host'):
    try:
        read(TABLE, key)
    except ConfigError as error:
        print(error, error.args, ' <- '.join(type(e).__name__ for e in chain(error)))
        print(list(frames(error.__traceback__)))


def clean_up(log, fail_in):
    try:
        try:
            log.append('work')
            if 'work' in fail_in:
                raise RuntimeError('work')
        finally:
            log.append('clean')
            if 'clean' in fail_in:
                raise OSError('clean')
    except RuntimeError as error:
        log.append(f'handled {error}')
        if 'handler' in fail_in:
            raise LookupError('handler') from None
    else:
        log.append('else')
    finally:
        log.append('last')


for fail_in in ((), ('work',), ('clean',), ('work', 'clean'), ('work', 'handler')):
    log = []
    try:
        clean_up(log, fail_in)
    except Exception as error:
        log.append([repr(e) for e in chain(error)])
    print(log)


def retry(times, function, *args):
    for attempt in range(1, times + 1):
        try:
            return attempt, function(*args)
        except ArithmeticError as error:
            last = error
    raise TimeoutError(f'gave up after {times}') from last


class Page:
    """Prints what is written to it, the folder of this file left out."""

    def write(self, text):
        print(text.replace(__file__, 'errors.py'), end='')

    def flush(self):
        pass


failures = iter([0, 0, 5])
print(retry(3, lambda: 10 / next(failures)))
try:
    retry(2, lambda: 1 // 0)
except TimeoutError:
    traceback.print_exc(file=Page())
print(sys.exc_info())
