"""The operating system: files, folders, environment, processes."""
import sys
import posix as _posix
import stat as st
import posixpath as path
from posix import *
from posix import _exit
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules['os.path'] = path
name = 'posix'
linesep = '\n'
error = OSError
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK = 0, 1, 2, 64, 128, 512, 1024, 2048
EX_OK = 0
supports_follow_symlinks = supports_dir_fd = supports_fd = frozenset()
unlink = _posix.remove
replace = _posix.rename


def fsencode(filename):
    return _posix._fsencode(filename)


def fsdecode(filename):
    return _posix._fsdecode(filename)


def getcwdb():
    return fsencode(getcwd())


def urandom(size, /):
    from _random import _urandom
    return _urandom(size)


class stat_result(tuple):
    """What os.stat gives: ten ints by place, and more by name."""

    def __new__(cls, fields):
        nanoseconds = fields[7:10]
        self = tuple.__new__(cls, fields[:7] + tuple(n // 10**9 for n in nanoseconds))
        self.st_mode, self.st_ino, self.st_dev, self.st_nlink, self.st_uid, self.st_gid, self.st_size = fields[:7]
        self.st_atime_ns, self.st_mtime_ns, self.st_ctime_ns = nanoseconds
        self.st_atime, self.st_mtime, self.st_ctime = (n / 1e9 for n in nanoseconds)
        self.st_blksize, self.st_blocks, self.st_rdev = fields[10:]
        return self

    def __repr__(self):
        names = 'mode ino dev nlink uid gid size atime mtime ctime'.split()
        return 'os.stat_result(%s)' % ', '.join(f'st_{name}={value}' for name, value in zip(names, self))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """Perform a stat system call on the given path."""
    if isinstance(path, int):
        path = f'/proc/self/fd/{path}'
    return stat_result(_posix._stat(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    return stat_result(_posix._stat(path, False))


def fstat(fd):
    return stat(fd)


def access(path, mode, **_):
    try:
        allowed = _posix._stat(path, True)[0]
    except OSError:
        return False
    if not mode & X_OK or getuid() != 0 and mode & W_OK == 0:
        return not mode & X_OK or bool(allowed & 0o111)
    return bool(allowed & 0o111)


def getuid():
    return _posix._stat('/proc/self', True)[4]


def getgid():
    return _posix._stat('/proc/self', True)[5]


geteuid, getegid = getuid, getgid


def isatty(fd, /):
    for stream in sys.__stdin__, sys.__stdout__, sys.__stderr__:
        if stream is not None and stream.fileno() == fd:
            return stream.isatty()
    return False


class DirEntry:
    """An entry of scandir()."""

    def __init__(self, folder, name):
        self.name, self.path = name, path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not self.is_symlink())

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not self.is_symlink())

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return lstat(self.path).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


class _Entries:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def scandir(path='.'):
    return _Entries(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it that are not there."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail in (curdir, fsencode(curdir)):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a folder, then those above it as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders, names of files) for a folder and all below it."""
    top = fspath(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [entry.name for entry in entries if entry.is_dir()]
    files = [entry.name for entry in entries if not entry.is_dir()]
    if topdown:
        yield top, folders, files
    for folder in folders:
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def _environment():
    from collections.abc import MutableMapping

    class _Environ(MutableMapping):
        def __init__(self, data, encode, decode):
            self._data, self._encode, self._decode = data, encode, decode

        def _checked(self, value):
            if not isinstance(value, (str, bytes)[self._encode is None]):
                raise TypeError(f'str expected, not {type(value).__name__}')
            return value

        def __getitem__(self, key):
            try:
                return self._data[key]
            except KeyError:
                raise KeyError(key) from None

        def __setitem__(self, key, value):
            self._data[self._checked(key)] = self._checked(value)

        def __delitem__(self, key):
            if key not in self._data:
                raise KeyError(key)
            del self._data[key]

        def __iter__(self):
            return iter(list(self._data))

        def __len__(self):
            return len(self._data)

        def __repr__(self):
            return 'environ({%s})' % ', '.join(f'{key!r}: {value!r}' for key, value in self._data.items())

        def copy(self):
            return dict(self)

        def setdefault(self, key, value):
            if key not in self:
                self[key] = value
            return self[key]

        def __or__(self, other):
            return {**self, **other}

        def __ror__(self, other):
            return {**other, **self}

        def __ior__(self, other):
            self.update(other)
            return self

    return _Environ(_posix.environ, fsencode, fsdecode)


environ = _environment()


def getenv(key, default=None):
    """Get an environment variable, return default if it doesn't exist."""
    return environ.get(key, default)


def putenv(name, value, /):
    _posix.environ[name] = value


def unsetenv(name, /):
    _posix.environ.pop(name, None)


def get_exec_path(env=None):
    return (environ if env is None else env).get('PATH', defpath).split(pathsep)


class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return hasattr(type(instance), '__fspath__')

    def __subclasscheck__(cls, subclass):
        return type.__subclasscheck__(cls, subclass) or cls is PathLike and hasattr(subclass, '__fspath__')


class PathLike(metaclass=_PathLikeMeta):
    """Abstract base class for implementing the file system path protocol."""

    def __fspath__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)
