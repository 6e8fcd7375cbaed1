"""Temporary files and folders that nobody else can open before their maker does."""
import errno as _errno
import functools as _functools
import io as _io
import os as _os
import shutil as _shutil
import types as _types
import weakref as _weakref
from operator import attrgetter as _attrgetter
from random import Random as _Random

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory', 'mkstemp', 'mkdtemp',
           'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb', 'gettempdirb']

_text_openflags = _bin_openflags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW
# A file without a name, where the system has them.
_O_TMPFILE_WORKS = hasattr(_os, 'O_TMPFILE')
TMP_MAX = getattr(_os, 'TMP_MAX', 10000)
template = 'tmp'
tempdir = None


def _infer_return_type(*args):
    parts = [_os.fspath(arg) if isinstance(arg, _os.PathLike) else arg for arg in args if arg is not None]
    if not parts:
        parts = ['' if tempdir is None else tempdir]
    first, *others = {bytes if isinstance(part, bytes) else str for part in parts}
    if others:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    return first


def _sanitize_params(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    own_prefix, own_dir = (template, gettempdir) if kind is str else (_os.fsencode(template), gettempdirb)
    return (own_prefix if prefix is None else prefix, kind() if suffix is None else suffix,
            own_dir() if dir is None else dir, kind)


class _RandomNameSequence:
    """Names that nobody guesses, without end."""

    characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
    _rng = _rng_pid = None

    @property
    def rng(self):
        # A process that was forked must not get the same names.
        if self._rng_pid != (pid := _os.getpid()):
            self._rng_pid, self._rng = pid, _Random()
        return self._rng

    def __next__(self):
        return ''.join(self.rng.choices(self.characters, k=8))

    def __iter__(self):
        return self


def _candidate_tempdir_list():
    wishes = map(_os.getenv, ('TMPDIR', 'TEMP', 'TMP'))
    try:
        here = _os.getcwd()
    except (OSError, AttributeError):
        here = _os.curdir
    return [*filter(None, wishes), '/tmp', '/var/tmp', '/usr/tmp', here]


def _can_hold_files(folder, names):
    for _ in range(100):
        path = _os.path.join(folder, next(names))
        try:
            fd = _os.open(path, _bin_openflags, 0o600)
            try:
                _write_and_close(fd)
            finally:
                _os.unlink(path)
            return True
        except FileExistsError:
            pass
        except OSError:
            break
    return False


def _write_and_close(fd):
    try:
        _os.write(fd, b'blat')
    finally:
        _os.close(fd)


def _get_default_tempdir():
    names, folders = _RandomNameSequence(), _candidate_tempdir_list()
    for folder in folders:
        place = folder if folder == _os.curdir else _os.path.abspath(folder)
        if _can_hold_files(place, names):
            return place
    raise FileNotFoundError(_errno.ENOENT, f'No usable temporary directory found in {folders}')


@_functools.lru_cache(None)
def _get_candidate_names():
    return _RandomNameSequence()


def _try_names(make, dir, pre, suf, kind, what):
    """Makes something under a new name in a folder; gives what `make` gives, and the path."""
    names = _get_candidate_names()
    if kind is bytes:
        names = map(_os.fsencode, names)
    for _ in range(TMP_MAX):
        path = _os.path.join(dir, pre + next(names) + suf)
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(_errno.EEXIST, f'No usable temporary {what} found')


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    fd, path = _try_names(lambda path: _os.open(path, flags, 0o600), dir, pre, suf, output_type, 'file name')
    return fd, _os.path.abspath(path)


def _gettempdir():
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return tempdir


def gettempdir():
    """The folder for temporary files."""
    folder = _gettempdir()
    return _os.fsdecode(folder)


def gettempdirb():
    """The folder for temporary files, as bytes."""
    folder = _gettempdir()
    return _os.fsencode(folder)


def gettempprefix():
    """What temporary names start with."""
    return _os.fsdecode(template)


def gettempprefixb():
    """What temporary names start with, as bytes."""
    return _os.fsencode(template)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file for this user only: (descriptor, absolute path). Who asks removes it."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """A new folder for this user only. Who asks removes it."""
    prefix, suffix, *place = _sanitize_params(prefix, suffix, dir)
    return _try_names(lambda path: _os.mkdir(path, 0o700), place[0], prefix, suffix, place[1], 'directory name')[1]


def mktemp(suffix='', prefix=template, dir=None):
    """A path where nothing is yet. Unsafe: somebody else may put something there."""
    def check(path):
        if _os.path.lexists(path):
            raise FileExistsError
    return _try_names(check, gettempdir() if dir is None else dir, prefix, suffix, str, 'filename')[1]


class _TemporaryFileCloser:
    """Removes the file when it is closed or nobody holds it any more."""

    file, close_called = None, False

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete

    def close(self, unlink=_os.unlink):
        if self.close_called or self.file is None:
            return
        # Once is enough, even if it fails.
        self.close_called, remove = True, unlink if self.delete else str
        try:
            self.file.close()
        finally:
            remove(self.name)

    __del__ = close


def _holding(function, closer):
    """A method of a file object that keeps the file from being removed as long as it is held."""
    @_functools.wraps(function)
    def method(*args, **kwargs):
        return function(*args, **kwargs)
    method._closer = closer
    return method


class _TemporaryFileWrapper:
    """A file object that knows its path and removes the file at its end."""

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        found = getattr(self.__dict__['file'], name)
        if hasattr(found, '__call__'):
            found = _holding(found, self._closer)
        # Numbers may change.
        if not isinstance(found, int):
            self.__dict__[name] = found
        return found

    def __iter__(self):
        # As a generator, which holds this object.
        yield from self.file

    def close(self):
        """Close the file and remove it, if it is to be removed."""
        self._closer.close()

    def __exit__(self, *exc_info):
        handled = self.file.__exit__(*exc_info)
        self._closer.close()
        return handled

    def __enter__(self):
        self.file.__enter__()
        return self


def _set_name(file, name):
    """The name that the innermost of the streams of a file has."""
    for inner in 'buffer', 'raw':
        file = getattr(file, inner, file)
    file.name = name


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None):
    """A temporary file with a name, removed when it is closed unless `delete` is false."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    path = None

    def make(*path_and_flags):
        nonlocal path
        fd, path = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        return fd

    try:
        file = _io.open(dir, mode, buffering, encoding, errors, newline, opener=make)
        try:
            _set_name(file, path)
            return _TemporaryFileWrapper(file, path, delete)
        except:
            file.close()
            raise
    except:
        if path is not None:
            _os.unlink(path)
        raise


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """A temporary file without a name."""
    global _O_TMPFILE_WORKS
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    how = mode, buffering, encoding, errors, newline
    if _O_TMPFILE_WORKS:
        flags = _bin_openflags & ~_os.O_CREAT | _os.O_TMPFILE
        try:
            return _nameless(dir, how, lambda *_: _os.open(dir, flags, 0o600))
        except IsADirectoryError:
            # The kernel is older than such files.
            _O_TMPFILE_WORKS = False
        except OSError:
            pass  # the file system does not have them
    return _nameless(dir, how, lambda *_: _unlinked(*_mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)))


def _nameless(dir, how, make):
    file = _io.open(dir, *how, opener=make)
    _set_name(file, file.fileno())
    return file


def _unlinked(fd, path):
    try:
        _os.unlink(path)
    except BaseException:
        _os.close(fd)
        raise
    return fd


def _forwarded(name):
    """A method of SpooledTemporaryFile that is its present file's."""
    def method(self, *args):
        return getattr(self._file, name)(*args)
    method.__name__ = name
    method.__qualname__ = f'SpooledTemporaryFile.{name}'
    return method


def _forwarded_writing(name):
    """The same of a method that makes the file longer."""
    def method(self, arg):
        file = self._file
        given = getattr(file, name)(arg)
        self._check(file)
        return given
    method.__name__ = name
    method.__qualname__ = f'SpooledTemporaryFile.{name}'
    return method


class SpooledTemporaryFile:
    """A temporary file that stays in memory until it is larger than max_size, or a descriptor is asked for."""

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        file = _io.BytesIO()
        self._file = file if 'b' in mode else _io.TextIOWrapper(file, encoding, errors, newline)
        self._max_size = max_size
        # What a real file will be made with.
        self._TemporaryFileArgs = dict(mode=mode, buffering=buffering, encoding=encoding, newline=newline,
                                       suffix=suffix, prefix=prefix, dir=dir, errors=errors)

    __class_getitem__ = classmethod(_types.GenericAlias)

    def _check(self, file):
        if 0 != self._max_size < file.tell() and not self._rolled:
            self.rollover()

    def rollover(self):
        """Move to a real file."""
        if not self._rolled:
            memory, self._file = self._file, TemporaryFile(**self._TemporaryFileArgs)
            del self._TemporaryFileArgs
            place = memory.tell()
            if hasattr(self._file, 'buffer'):
                self._file.buffer.write(memory.detach().getvalue())
            else:
                self._file.write(memory.getvalue())
            self._file.seek(place, 0)
            self._rolled = True

    read, readline, readlines = map(_forwarded, ('read', 'readline', 'readlines'))
    seek, tell, flush, isatty, close = map(_forwarded, ('seek', 'tell', 'flush', 'isatty', 'close'))
    __iter__ = _forwarded('__iter__')
    write, writelines = map(_forwarded_writing, ('write', 'writelines'))
    closed, encoding, errors, newlines = (property(_attrgetter(f'_file.{name}'))
                                          for name in ('closed', 'encoding', 'errors', 'newlines'))

    @property
    def mode(self):
        # A file in memory has none.
        own = self.__dict__.get('_TemporaryFileArgs', {})
        return getattr(self._file, 'mode', None) or own['mode']

    @property
    def name(self):
        return getattr(self._file, 'name', None)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate() if size is None else self._file.truncate(size)

    def __enter__(self):
        if not self.closed:
            return self
        raise ValueError('Cannot enter context with closed file')

    def __exit__(self, exc, value, tb):
        self._file.close()


class TemporaryDirectory:
    """A temporary folder, removed with all below it at the end of a `with` block or of the object."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self.name = mkdtemp(suffix, prefix, dir)
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name, ignore_errors=ignore_cleanup_errors,
                                            warn_message=f'Implicitly cleaning up {self!r}')

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        def failed(func, path, exc_info):
            kind = exc_info[0]
            if issubclass(kind, PermissionError):
                try:
                    cls._force(path, name, ignore_errors)
                except FileNotFoundError:
                    pass
            elif not (ignore_errors or issubclass(kind, FileNotFoundError)):
                raise
        _shutil.rmtree(name, onerror=failed)

    @classmethod
    def _force(cls, path, top, ignore_errors):
        """Removes something after permitting it."""
        for place in (path,) if path == top else (_os.path.dirname(path), path):
            _os.chmod(place, 0o700)
        try:
            _os.unlink(path)
        except (PermissionError, IsADirectoryError):
            cls._rmtree(path, ignore_errors)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        import warnings
        cls._rmtree(name, ignore_errors)
        warnings.warn(warn_message, ResourceWarning)

    def cleanup(self):
        """Remove the folder now."""
        was_alive = self._finalizer.detach()
        if was_alive or _os.path.exists(self.name):
            self._rmtree(self.name, self._ignore_cleanup_errors)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()

    def __repr__(self):
        return f'<{type(self).__name__} {self.name!r}>'

    __class_getitem__ = classmethod(_types.GenericAlias)
