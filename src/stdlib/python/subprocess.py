"""Child processes, their streams and their ends.

Covers run, Popen, call, check_call, check_output, getoutput and the errors. The child is made by fork and exec in
`posix._fork_exec`. Leaves out what only Windows has, and reading the streams in threads: they are waited for by a
selector.
"""
import io
import os
import selectors
import signal
import sys
import threading
import time
import types
import warnings
from contextlib import suppress as _ignoring
from posix import _fork_exec
from time import monotonic as _time

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3
_PIPE_BUF, _PopenSelector = 512, selectors.PollSelector
# Children whose Popen object went away before they ended.
_active = []


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """Raised when run() is called with check=True and the process returns a non-zero exit status."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' {self._end()}."

    def _end(self):
        if not self.returncode or self.returncode > 0:
            return f'returned non-zero exit status {self.returncode}'
        number = -self.returncode
        try:
            return f'died with {signal.Signals(number)!r}'
        except ValueError:
            return f'died with unknown signal {number}'

    # As CompletedProcess calls it.
    stdout = property(lambda self: self.output, lambda self, value: setattr(self, 'output', value),
                      doc='Alias for output attribute, to match stderr')


class TimeoutExpired(SubprocessError):
    """Raised when the timeout expires while waiting for a child process."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    stdout = CalledProcessError.stdout


class CompletedProcess:
    """A process that has finished running."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    __class_getitem__ = classmethod(types.GenericAlias)

    def __repr__(self):
        shown = [f'{name}={value!r}' for name, value in vars(self).items()
                 if value is not None or name in ('args', 'returncode')]
        return f'{type(self).__name__}({", ".join(shown)})'

    def check_returncode(self):
        """CalledProcessError if the process did not return zero."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def _cleanup():
    for process in _active[:]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass


def _args_from_interpreter_flags():
    """Options that give another interpreter this one's flags."""
    flags = ['-' + 'O' * sys.flags.optimize] if sys.flags.optimize else []
    for option in sys.warnoptions:
        flags.append('-W' + option)
    return flags


def call(*popenargs, timeout=None, **kwargs):
    """Run a command; gives its return code."""
    with Popen(*popenargs, **kwargs) as child:
        try:
            return child.wait(timeout=timeout)
        except:
            child.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Run a command; CalledProcessError unless it returns zero."""
    status = call(*popenargs, **kwargs)
    if status:
        command = kwargs.get('args')
        raise CalledProcessError(status, popenargs[0] if command is None else command)
    return status


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a command; gives its output."""
    for name in 'stdout', 'check':
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if kwargs.get('input', b'') is None:
        is_text = any(kwargs.get(name) for name in ('universal_newlines', 'text', 'encoding', 'errors'))
        kwargs['input'] = '' if is_text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a command and wait for it; gives a CompletedProcess."""
    def is_given(*names):
        return any(kwargs.get(name) is not None for name in names)

    if input is not None:
        if is_given('stdin'):
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if is_given('stdout', 'stderr'):
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs.update(stdout=PIPE, stderr=PIPE)
    with Popen(*popenargs, **kwargs) as child:
        try:
            out, err = child.communicate(input, timeout=timeout)
        except BaseException as error:
            child.kill()
            if isinstance(error, TimeoutExpired):
                child.wait()
            raise
        done = CompletedProcess(child.args, child.poll(), out, err)
    if check:
        done.check_returncode()
    return done


def list2cmdline(seq):
    """A command line that Windows' C run-time would take apart into these arguments."""
    result = []
    for arg in [os.fsdecode(arg) for arg in seq]:
        quoted, slashes = '', 0
        needquote = ' ' in arg or '\t' in arg or not arg
        for c in arg:
            if c == '\\':
                slashes += 1
                continue
            quoted += '\\' * (slashes * 2 + 1 if c == '"' else slashes) + c
            slashes = 0
        quoted += '\\' * (slashes * 2 if needquote else slashes)
        result.append(f'"{quoted}"' if needquote else quoted)
    return ' '.join(result)


def getstatusoutput(cmd):
    """(exit code, output) of a command in a shell; the output has no newline at its end."""
    done = run(cmd, shell=True, text=True, stdout=PIPE, stderr=STDOUT)
    return done.returncode, done.stdout[:-1] if done.stdout.endswith('\n') else done.stdout


def getoutput(cmd):
    """The output of a command in a shell."""
    return getstatusoutput(cmd)[1]


def _group_id(group, wrong_type='Group must be a string or an integer, not {}'):
    """The number of a group that is given by number or name."""
    if isinstance(group, str):
        from grp import getgrnam
        return getgrnam(group).gr_gid
    if not isinstance(group, int):
        raise TypeError(wrong_type.format(type(group)))
    if group < 0:
        raise ValueError(f'Group ID cannot be negative, got {group}')
    return group


def _user_id(user):
    if isinstance(user, str):
        from pwd import getpwnam
        user = getpwnam(user).pw_uid
    elif not isinstance(user, int):
        raise TypeError('User must be a string or an integer')
    if user < 0:
        raise ValueError(f'User ID cannot be negative, got {user}')
    return user


def _ids(user, group, extra_groups):
    """Group, further groups and user that the child is to have, each None if it keeps ours."""
    gid = None if group is None else _group_id(group)
    if isinstance(extra_groups, str):
        raise ValueError('Groups must be a list, not a string')
    wrong_type = 'Items in extra_groups must be a string or integer, not {}'
    gids = None if extra_groups is None else [_group_id(one, wrong_type) for one in extra_groups]
    return gid, gids, None if user is None else _user_id(user)


def _environment(env):
    """What the child's environment is, as the system wants it."""
    for name, value in env.items():
        name = os.fsencode(name)
        if b'=' in name:
            raise ValueError('illegal environment variable name')
        yield b'%b=%b' % (name, os.fsencode(value))


def _number(name, value):
    if isinstance(value, int):
        return value
    if value is None:
        return -1
    raise TypeError(f'{name} must be an integer')


class Popen:
    """A child process."""

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1):
        _cleanup()
        self.args, self.pid, self.returncode = args, None, None
        self.stdin = self.stdout = self.stderr = self._input = None
        self._communication_started = False
        self._sigint_wait_secs, self._waitpid_lock = 0.25, threading.Lock()
        bufsize, self.pipesize = _number('bufsize', bufsize), _number('pipesize', pipesize)
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
            close_fds = True
        for name, is_given in ('startupinfo', startupinfo is not None), ('creationflags', creationflags != 0):
            if is_given:
                raise ValueError(f'{name} is only supported on Windows platforms')
        if None not in (text, universal_newlines) and bool(text) != bool(universal_newlines):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        self.encoding, self.errors = encoding, errors
        self.text_mode = encoding or errors or text or universal_newlines
        ids = _ids(user, group, extra_groups)
        ours, theirs = self._streams(stdin, stdout, stderr)
        try:
            self._open_streams(ours, bufsize)
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, theirs,
                                restore_signals, *ids, umask, start_new_session)
        except:
            for file in filter(None, (self.stdin, self.stdout, self.stderr)):
                with _ignoring(OSError):
                    file.close()
            if self._to_close:
                self._close_theirs()
            raise

    def _open_streams(self, fds, bufsize):
        """Makes file objects over this side's ends of pipes."""
        # Lines are of text; below it there is a usual buffer.
        by_line = bool(self.text_mode) and bufsize == 1
        for name, fd in zip(('stdin', 'stdout', 'stderr'), fds):
            if fd == -1:
                continue
            is_input = name == 'stdin'
            file = io.open(fd, 'wb' if is_input else 'rb', -1 if by_line else bufsize)
            if self.text_mode:
                how = dict(line_buffering=by_line, write_through=True) if is_input else {}
                file = io.TextIOWrapper(file, self.encoding, self.errors, **how)
            setattr(self, name, file)

    def _streams(self, stdin, stdout, stderr):
        # Descriptors of this side's ends of pipes, and of what the child gets; -1 for none.
        ours, theirs = [-1] * 3, [-1] * 3
        self._to_close, devnull = [], None
        try:
            for index, wanted in enumerate((stdin, stdout, stderr)):
                if wanted is None:
                    continue
                if wanted == PIPE:
                    read, write = os.pipe()
                    if self.pipesize > 0:
                        import fcntl
                        fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, self.pipesize)
                    theirs[index], ours[index] = (read, write) if index == 0 else (write, read)
                    self._to_close.append(theirs[index])
                elif wanted == STDOUT and index == 2:
                    theirs[2] = theirs[1] if theirs[1] != -1 else sys.__stdout__.fileno()
                elif wanted == DEVNULL:
                    if devnull is None:
                        devnull = os.open(os.devnull, os.O_RDWR)
                        self._to_close.append(devnull)
                    theirs[index] = devnull
                elif isinstance(wanted, int):
                    theirs[index] = wanted
                else:
                    theirs[index] = wanted.fileno()
        except:
            for fd in ours + theirs:
                if fd in self._to_close or fd in ours and fd != -1:
                    os.close(fd)
            raise
        return ours, theirs

    def _close_theirs(self):
        for fd in self._to_close:
            with _ignoring(OSError):
                os.close(fd)
        self._to_close = []

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, theirs,
                       restore_signals, gid, gids, uid, umask, start_new_session):
        if isinstance(args, os.PathLike) and shell:
            raise TypeError('path-like args is not allowed when shell is true')
        args = [args] if isinstance(args, (str, bytes, os.PathLike)) else [*args]
        if shell:
            args = [executable or '/bin/sh', '-c', *args]
        if preexec_fn is not None and not callable(preexec_fn):
            raise TypeError('preexec_fn must be callable')
        program = os.fsencode(args[0] if executable is None else executable)
        # What has no folder is looked for.
        folders = [] if b'/' in program else os.get_exec_path(env)
        programs = [os.path.join(os.fsencode(folder), program) for folder in folders] or [program]
        environment = None if env is None else [*_environment(env)]
        keep = None
        if close_fds:
            keep = sorted(set(map(int, pass_fds)))
            if any(fd < 0 for fd in keep):
                raise ValueError('bad value(s) in fds_to_keep')
        report_read, report_write = os.pipe()
        try:
            # Not one of the numbers that the child's streams will take.
            low = []
            while report_write < 3:
                low.append(report_write)
                report_write = os.dup(report_write)
            for fd in low:
                os.close(fd)
            try:
                for stream in sys.stdout, sys.stderr:
                    if preexec_fn is not None and stream is not None:
                        stream.flush()
                self.pid = _fork_exec(programs, args, environment, cwd, theirs, report_write, keep, restore_signals,
                                      start_new_session, (gid, gids, uid), umask, preexec_fn)
                self._child_created = True
            finally:
                os.close(report_write)
            self._close_theirs()
            report = b''
            while part := os.read(report_read, 50000):
                report += part
                if len(report) > 50000:
                    break
        finally:
            os.close(report_read)
        if report:
            self._raise_report(report, program, cwd)

    def _raise_report(self, report, program, cwd):
        with _ignoring(ChildProcessError):
            pid, status = os.waitpid(self.pid, 0)
            self.returncode = sys.maxsize
            if pid == self.pid:
                self._handle_exitstatus(status)
        kind, number, message = report.split(b':', 2)
        message = message.decode(errors='surrogatepass')
        if kind != b'OSError':
            raise SubprocessError(message)
        number = int(number, 16)
        filename = cwd if message == 'noexec' else os.fsdecode(program)
        raise OSError(number, os.strerror(number), filename) if number else OSError(number, message)

    def __repr__(self):
        text = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return text[:76] + '...>' if len(text) > 80 else text

    universal_newlines = property(lambda self: self.text_mode,
                                  lambda self, value: setattr(self, 'text_mode', bool(value)))

    def __exit__(self, exc_type, value, traceback):
        for file in filter(None, (self.stdout, self.stderr)):
            file.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type != KeyboardInterrupt:
                self.wait()
            elif self._sigint_wait_secs > 0:
                self._wait_a_moment()

    def __enter__(self):
        return self

    __class_getitem__ = classmethod(types.GenericAlias)

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        lives = self.returncode is None
        if lives:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
        if self._internal_poll(_deadstate=_maxsize) is None and _active is not None:
            _active.append(self)

    def communicate(self, input=None, timeout=None):
        """Send input, read all output, wait for the end: (stdout, stderr)."""
        again = self._communication_started
        if again and input:
            raise ValueError('Cannot send input after starting communication')
        streams = [file for file in (self.stdin, self.stdout, self.stderr) if file is not None]
        if timeout is None and not again and len(streams) < 2:
            # No need to watch several.
            return self._communicate_with(input)
        end = None if timeout is None else _time() + timeout
        try:
            outputs = self._communicate(input, end, timeout)
        except KeyboardInterrupt:
            self._wait_a_moment(end)
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(end))
        return outputs

    def _communicate_with(self, input):
        """What communicate does where there is one stream, or none."""
        outputs = [None, None]
        if self.stdin:
            self._stdin_write(input)
        for index, file in enumerate((self.stdout, self.stderr)):
            if file:
                outputs[index] = file.read()
                file.close()
        self.wait()
        return tuple(outputs)

    def _stdin_write(self, input):
        # A child that does not read is no error of ours.
        with _ignoring(BrokenPipeError):
            if input:
                self.stdin.write(input)
        with _ignoring(BrokenPipeError):
            self.stdin.close()

    def _communicate(self, input, end, timeout):
        if not self._communication_started:
            self._chunks = {file: [] for file in (self.stdout, self.stderr) if file}
            if self.stdin:
                self._begin_input(input)
        chunks = [self._chunks.get(file) if file else None for file in (self.stdout, self.stderr)]
        with _PopenSelector() as selector:
            if self._input and not self.stdin.closed:
                selector.register(self.stdin, selectors.EVENT_WRITE, self._write_some)
            for file in self._chunks:
                if not file.closed:
                    selector.register(file, selectors.EVENT_READ, self._read_some)
            while selector.get_map():
                left = self._remaining_time(end)
                self._check_timeout(end, timeout, *chunks, skip_check_and_raise=left is not None and left < 0)
                ready = selector.select(left)
                self._check_timeout(end, timeout, *chunks)
                for key, _ in ready:
                    if key.data(key):
                        selector.unregister(key.fileobj)
                        key.fileobj.close()
        self.wait(timeout=self._remaining_time(end))
        return tuple(None if parts is None else self._joined(parts, file)
                     for parts, file in zip(chunks, (self.stdout, self.stderr)))

    def _begin_input(self, input):
        with _ignoring(BrokenPipeError):
            self.stdin.flush()
        if not input:
            with _ignoring(BrokenPipeError):
                self.stdin.close()
        elif self.text_mode:
            input = input.encode(self.stdin.encoding, self.stdin.errors)
        # What is left of it; a later call of communicate goes on.
        self._input = memoryview(input) if input else b''

    def _write_some(self, key):
        """Writes a part of the input; true if there is no more, or nobody reads."""
        try:
            written = os.write(key.fd, self._input[:_PIPE_BUF])
        except BrokenPipeError:
            return True
        self._input = self._input[written:]
        return not self._input

    def _read_some(self, key):
        """Reads a part of an output; true at its end."""
        data = os.read(key.fd, 32768)
        self._chunks[key.fileobj].append(data)
        return not data

    def _joined(self, chunks, file):
        data = b''.join(chunks)
        return self._translate_newlines(data, file.encoding, file.errors) if self.text_mode else data

    def _translate_newlines(self, data, encoding, errors):
        return data.decode(encoding, errors).replace('\r\n', '\n').replace('\r', '\n')

    def _remaining_time(self, end):
        return None if end is None else end - _time()

    def _check_timeout(self, end, timeout, out, err, skip_check_and_raise=False):
        if end is not None and (skip_check_and_raise or _time() > end):
            raise TimeoutExpired(self.args, timeout, output=b''.join(out) if out else None,
                                 stderr=b''.join(err) if err else None)

    def poll(self):
        """Has the child ended? Its return code, None if not."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None and self._waitpid_lock.acquire(False):
            try:
                # Where somebody else waited for the child, nobody knows how it ended.
                self._reap(os.WNOHANG, 0 if _deadstate is None else _deadstate)
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _reap(self, flags, if_lost=0):
        """Asks the system how the child ended, unless that is known; the lock must be held."""
        if self.returncode is not None:
            return
        try:
            pid, status = os.waitpid(self.pid, flags)
        except ChildProcessError:
            self.returncode = if_lost
        else:
            if pid == self.pid:
                self._handle_exitstatus(status)

    def _handle_exitstatus(self, status):
        if os.WIFSTOPPED(status):
            self.returncode = -os.WSTOPSIG(status)
        else:
            self.returncode = os.waitstatus_to_exitcode(status)

    def wait(self, timeout=None):
        """Wait for the child's end; gives its return code."""
        end = None if timeout is None else _time() + timeout
        try:
            status = self._wait(timeout=timeout)
        except KeyboardInterrupt:
            self._wait_a_moment(end)
            raise
        return status

    def _wait_a_moment(self, end=None):
        """After Ctrl-C, which the child got too: it has one moment to end."""
        moment = self._sigint_wait_secs
        if end is not None:
            moment = min(moment, self._remaining_time(end))
        self._sigint_wait_secs = 0
        with _ignoring(TimeoutExpired):
            self._wait(timeout=moment)

    def _wait(self, timeout):
        end = None if timeout is None else _time() + timeout
        pause = 0.001
        while self.returncode is None:
            if timeout is None:
                with self._waitpid_lock:
                    self._reap(0)
                continue
            if self._internal_poll() is not None:
                break
            left = self._remaining_time(end)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            time.sleep(min(pause, left))
            pause = min(pause * 2, .05)
        return self.returncode

    def send_signal(self, sig):
        """Send the child a signal, unless it is known to have ended."""
        if self.poll() is None:
            with _ignoring(ProcessLookupError):
                os.kill(self.pid, sig)

    def terminate(self):
        """Ask the child to end."""
        self.send_signal(sig=signal.SIGTERM)

    def kill(self):
        """Make the child end."""
        self.send_signal(sig=signal.SIGKILL)
