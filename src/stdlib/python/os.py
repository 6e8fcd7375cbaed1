"""The operating system: files, folders, environment, processes.

The system's own functions come from `posix`; here is what is made of them. Leaves out extended attributes, scheduling
policies, users' groups, posix_spawn, what Linux has alone (memfd_create, splice, pidfd_open and the like) and fwalk.
"""
import abc
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
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1

supports_dir_fd = {access, chmod, chown, link, lstat, mkdir, mkfifo, mknod, open, readlink, remove, rename, replace,
                   rmdir, stat, symlink, unlink, utime}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, chown, execve, listdir, scandir, stat, statvfs, truncate, utime}
supports_follow_symlinks = {access, chown, link, stat, utime}
supports_bytes_environ = True
supports_fd.discard(execve)


def getcwdb():
    """The working directory as bytes."""
    return fsencode(getcwd())


def urandom(size, /):
    """Random bytes for cryptography."""
    from _random import _urandom
    return _urandom(size)


def getrandom(size, flags=0):
    """Random bytes."""
    return urandom(size)


def sysconf(name, /):
    """An integer of the system's configuration."""
    if not isinstance(name, int):
        if not isinstance(name, str):
            raise TypeError('configuration names must be strings or integers')
        try:
            name = sysconf_names[name]
        except KeyError:
            raise ValueError('unrecognized configuration name') from None
    return _posix._sysconf(name)


confstr_names = {'CS_PATH': 0}


def confstr(name, /):
    """A text of the system's configuration: where its programs lie."""
    if isinstance(name, str):
        if name not in confstr_names:
            raise ValueError('unrecognized configuration name')
        name = confstr_names[name]
    if name != 0:
        raise OSError(22, strerror(22))
    return '/bin:/usr/bin'


def getlogin():
    """The name of the user who logged in."""
    import pwd
    return pwd.getpwuid(getuid()).pw_name


def ctermid():
    """The name of the controlling terminal."""
    return '/dev/tty'


def device_encoding(fd, /):
    """The encoding of a terminal; None for what is none."""
    return 'UTF-8' if isatty(fd) else None


def _split(name):
    """Folder and name, whether or not a slash stands at the end."""
    head, tail = path.split(name)
    return (head, tail) if tail else path.split(head)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it that are not there."""
    above, last = _split(name)
    if above and last and not path.exists(above):
        try:
            makedirs(above, exist_ok=exist_ok)
        except FileExistsError:
            pass  # somebody else was faster
        if last in (curdir, b'.'):
            above = name  # is there with the one above
    try:
        if above != name:
            mkdir(name, mode)
    except OSError:
        # Of some folders the system does not say that they exist.
        if not (exist_ok and path.isdir(name)):
            raise


def _prune(name):
    """Remove the folders above, as long as they are empty."""
    above, last = _split(name)
    try:
        while above and last:
            rmdir(above)
            above, last = path.split(above)
    except OSError:
        pass


def removedirs(name):
    """Remove a folder, then those above it as long as they are empty."""
    rmdir(name)
    _prune(name)


def renames(old, new):
    """Rename, making the folders that are needed and removing those that are left empty."""
    above, last = path.split(new)
    if above and last and not path.exists(above):
        makedirs(above)
    rename(old, new)
    if all(path.split(old)):
        _prune(old)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders, names of files) for a folder and all below it."""
    top = fspath(top)
    return _walk(top, topdown, onerror or _forget, followlinks)


def _forget(error):
    """What walk does about a folder that cannot be read."""


def _says(ask):
    """What an entry says of itself; False if the system does not know."""
    try:
        return ask()
    except OSError:
        return False


def _walk(top, topdown, onerror, followlinks):
    try:
        with scandir(top) as found:
            entries = [*found]
    except OSError as error:
        onerror(error)
        return
    folders, files = [], []
    for entry in entries:
        (folders if _says(entry.is_dir) else files).append(entry)
    names = [entry.name for entry in folders]
    given = top, names, [entry.name for entry in files]
    if topdown:
        yield given
        # Who got the names may have changed them, and the tree.
        below = (path.join(top, name) for name in names)
        below = (folder for folder in below if followlinks or not path.islink(folder))
    else:
        below = [entry.path for entry in folders if followlinks or not _says(entry.is_symlink)]
    for folder in below:
        yield from _walk(folder, topdown, onerror, followlinks)
    if not topdown:
        yield given


def _environment():
    from collections.abc import MutableMapping

    class _Environ(MutableMapping):
        def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
            self.encodekey, self.decodekey = encodekey, decodekey
            self.encodevalue, self.decodevalue = encodevalue, decodevalue
            # What the system has; both directions go through the functions.
            self._data = data

        def __len__(self):
            return len(self._data)

        def __getitem__(self, key):
            found = self._data.get(self.encodekey(key))
            if found is None:
                raise KeyError(key) from None
            return self.decodevalue(found)

        def __setitem__(self, key, value):
            encoded = self.encodekey(key), self.encodevalue(value)
            putenv(*encoded)
            self._data.update([encoded])

        def __delitem__(self, key):
            encoded = self.encodekey(key)
            unsetenv(encoded)
            try:
                del self._data[encoded]
            except KeyError:
                raise KeyError(key) from None

        def __iter__(self):
            yield from map(self.decodekey, list(self._data))

        def __repr__(self):
            return f'environ({{{", ".join(f"{key!r}: {value!r}" for key, value in self.items())}}})'

        def setdefault(self, key, value):
            if key in self:
                return self[key]
            self[key] = value
            return self[key]

        def copy(self):
            return {**self}

        def __or__(self, other):
            return {**self, **other} if hasattr(other, 'keys') else NotImplemented

        def __ror__(self, other):
            return {**other, **self} if hasattr(other, 'keys') else NotImplemented

        def __ior__(self, other):
            self.update(other)
            return self

    def checked(kind, done):
        def check(value):
            if isinstance(value, kind):
                return done(value)
            raise TypeError(f'{kind.__name__} expected, not {type(value).__name__}')
        return check

    encode, check = checked(str, fsencode), checked(bytes, lambda value: value)
    data = _posix.environ
    return _Environ, _Environ(data, encode, fsdecode, encode, fsdecode), _Environ(data, check, bytes, check, bytes)


_Environ, environ, environb = _environment()


def getenv(key, default=None):
    """The value of an environment variable."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """As getenv, with bytes."""
    found = environb.get(key)
    return default if found is None else found


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    if env is None:
        env = environ
    try:
        folders = env.get('PATH')
    except TypeError:
        folders = None
    try:
        if_bytes = env[b'PATH']
    except (KeyError, TypeError):
        pass
    else:
        if folders is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        folders = fsdecode(if_bytes)
    if folders is None:
        folders = defpath
    return folders.split(pathsep)


def execl(file, *args):
    """Become the program, with these arguments."""
    execv(file, args)


def execle(file, *args):
    """As execl; the last argument is the environment."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """As execl, looking for the program in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """As execlp; the last argument is the environment."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """As execv, looking for the program in PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """As execve, looking for the program in PATH."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    run, rest = (execv, (args,)) if env is None else (execve, (args, env))
    if path.dirname(file):
        run(file, *rest)
        return
    saved = last = None
    for folder in get_exec_path(env):
        if isinstance(file, bytes):
            folder = fsencode(folder)
        try:
            run(path.join(folder, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            if saved is None:
                saved = error
    raise saved if saved is not None else last


def _spawn(mode, file, args, env, run):
    if not isinstance(args, (list, tuple)):
        raise TypeError('argv must be a tuple or a list')
    if not (args and args[0]):
        raise ValueError('argv first element cannot be empty')
    pid = fork()
    if pid == 0:
        try:
            run(file, args, *([] if env is None else [env]))
        finally:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        _, status = waitpid(pid, 0)
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Run a program; its exit status (-n for signal n), or with P_NOWAIT its process."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    program = file, args
    return spawnv(mode, *program)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    program = file, args
    return spawnvp(mode, *program)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


def system(command):
    """Run a command in a shell; gives its wait status."""
    import signal
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGQUIT)}
    sys.stdout is None or sys.stdout.flush()
    pid = fork()
    if not pid:
        try:
            for number in before:
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            execv('/bin/sh', ['sh', '-c', command])
        finally:
            _exit(127)
    try:
        return waitpid(pid, 0)[1]
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


def popen(cmd, mode='r', buffering=-1):
    """A shell command's output as a file to read, or its input as one to write."""
    if not isinstance(cmd, str):
        raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if buffering in (0, None):
        raise ValueError('popen() does not support unbuffered streams')
    import io
    import subprocess
    pipe = subprocess.PIPE
    stream = {'stdout': pipe} if mode == 'r' else {'stdin': pipe}
    process = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering, **stream)
    return _wrap_close(process.stdout if mode == 'r' else process.stdin, process)


class _wrap_close:
    """A stream of a child process, whose end is waited for when the stream is closed."""

    def __init__(self, stream, process):
        self._stream, self._proc = stream, process

    def close(self):
        self._stream.close()
        returncode = self._proc.wait()
        return None if returncode == 0 else returncode << 8

    def __iter__(self):
        return iter(self._stream)

    def __getattr__(self, attribute):
        return getattr(self._stream, attribute)

    def __exit__(self, *exc_info):
        self.close()

    def __enter__(self):
        return self


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f'invalid fd type ({type(fd)}, expected integer)')
    import io
    is_text = 'b' not in mode
    return io.open(fd, mode, buffering, 'utf-8' if is_text and encoding is None else encoding, *args, **kwargs)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Functions to call at a fork."""
    global fork
    for hook in before, after_in_child, after_in_parent:
        if hook is not None and not callable(hook):
            raise TypeError(f"'{type(hook).__name__}' object is not callable")
    if before is after_in_child is after_in_parent is None:
        raise TypeError('At least one argument is required.')
    inner = fork

    def fork():
        if before is not None:
            before()
        pid = inner()
        after = after_in_parent if pid else after_in_child
        if after is not None:
            after()
        return pid


class PathLike(abc.ABC):
    """What has a path: open() and its kin ask for it by __fspath__."""

    @abc.abstractmethod
    def __fspath__(self):
        """The path, as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not PathLike:
            return NotImplemented
        return any('__fspath__' in base.__dict__ for base in subclass.__mro__) or NotImplemented

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


# CPython's leaves out what came after its list was written.
__all__ = ['_exit', *(name for name in globals() if not name.startswith(('_', 'supports_'))
                      and name not in ('PathLike', 'abc', 'st', 'sys'))]
