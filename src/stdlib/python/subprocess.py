"""Child processes, their streams and their ends.

Covers run, Popen, call, check_call, check_output, getoutput and the errors. The child is made by fork and exec in
`posix._fork_exec`. Leaves out what only Windows has, and reading the streams in threads: they are waited for by a
selector.
"""
import builtins
import errno
import io
import os
import selectors
import signal
import sys
import threading
import time
import types
import warnings
from posix import _fork_exec
from time import monotonic as _time

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'DEVNULL', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3
_PopenSelector = selectors.PollSelector
_PIPE_BUF = 512
# Children whose Popen object went away before they ended.
_active = []


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """Raised when run() is called with check=True and the process returns a non-zero exit status."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        """Alias for output attribute, to match stderr"""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """Raised when the timeout expires while waiting for a child process."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """A process that has finished running."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        args = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            args.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            args.append(f'stderr={self.stderr!r}')
        return f'{type(self).__name__}({", ".join(args)})'

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """Raise CalledProcessError if the exit code is non-zero."""
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
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except:
            p.kill()
            raise


def check_call(*popenargs, **kwargs):
    """Run a command; CalledProcessError unless it returns zero."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        cmd = kwargs.get('args')
        raise CalledProcessError(retcode, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a command; gives its output."""
    for name in 'stdout', 'check':
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        is_text = any(kwargs.get(name) for name in ('universal_newlines', 'text', 'encoding', 'errors'))
        kwargs['input'] = '' if is_text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a command and wait for it; gives a CompletedProcess."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)


def list2cmdline(seq):
    """A command line that Windows' C run-time would take apart into these arguments."""
    result = []
    for arg in map(os.fsdecode, seq):
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
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT)
        exitcode = 0
    except CalledProcessError as ex:
        data = ex.output
        exitcode = ex.returncode
    if data[-1:] == '\n':
        data = data[:-1]
    return exitcode, data


def getoutput(cmd):
    """The output of a command in a shell."""
    return getstatusoutput(cmd)[1]


def _group_id(group, what):
    # A number, or None; names are looked up.
    if group is None:
        return None
    if isinstance(group, str):
        import grp
        return grp.getgrnam(group).gr_gid
    if isinstance(group, int):
        if group < 0:
            raise ValueError(f'Group ID cannot be negative, got {group}' if what == 'group' else
                             f'Group ID cannot be negative, got {group}')
        return group
    raise TypeError(f'Group must be a string or an integer, not {type(group)}' if what == 'group' else
                    f'Items in extra_groups must be a string or integer, not {type(group)}')


class Popen:
    """A child process."""

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1):
        _cleanup()
        self._waitpid_lock = threading.Lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if pipesize is None:
            pipesize = -1
        if not isinstance(pipesize, int):
            raise TypeError('pipesize must be an integer')
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        self.args = args
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        self.encoding, self.errors, self.pipesize = encoding, errors, pipesize
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but '
                                  'different. Pass one or the other.')
        self.text_mode = encoding or errors or text or universal_newlines
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False
        gid = _group_id(group, 'group')
        gids = None
        if extra_groups is not None:
            if isinstance(extra_groups, str):
                raise ValueError('Groups must be a list, not a string')
            gids = [_group_id(one, 'extra') for one in extra_groups]
        uid = None
        if user is not None:
            if isinstance(user, str):
                import pwd
                uid = pwd.getpwnam(user).pw_uid
            elif isinstance(user, int):
                uid = user
            else:
                raise TypeError('User must be a string or an integer')
            if uid < 0:
                raise ValueError(f'User ID cannot be negative, got {uid}')
        ours, theirs = self._streams(stdin, stdout, stderr)
        try:
            line_buffering = False
            if self.text_mode:
                line_buffering = bufsize == 1
                if bufsize == 1:
                    bufsize = -1
            for name, fd, mode in zip(('stdin', 'stdout', 'stderr'), ours, ('wb', 'rb', 'rb')):
                if fd == -1:
                    continue
                file = io.open(fd, mode, bufsize)
                if self.text_mode:
                    if name == 'stdin':
                        file = io.TextIOWrapper(file, write_through=True, line_buffering=line_buffering,
                                                encoding=encoding, errors=errors)
                    else:
                        file = io.TextIOWrapper(file, encoding=encoding, errors=errors)
                setattr(self, name, file)
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, theirs,
                                restore_signals, gid, gids, uid, umask, start_new_session)
        except:
            for file in filter(None, (self.stdin, self.stdout, self.stderr)):
                try:
                    file.close()
                except OSError:
                    pass
            if not self._closed_child_pipe_fds:
                self._close_theirs(theirs)
            raise

    def _streams(self, stdin, stdout, stderr):
        # Descriptors of this side's ends of pipes, and of what the child gets; -1 for none.
        ours, theirs = [-1] * 3, [-1] * 3
        self._to_close = []
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
                    if not hasattr(self, '_devnull'):
                        self._devnull = os.open(os.devnull, os.O_RDWR)
                        self._to_close.append(self._devnull)
                    theirs[index] = self._devnull
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

    def _close_theirs(self, theirs):
        for fd in self._to_close:
            try:
                os.close(fd)
            except OSError:
                pass
        self._to_close = []
        self._closed_child_pipe_fds = True

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env, shell, theirs,
                       restore_signals, gid, gids, uid, umask, start_new_session):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError('path-like args is not allowed when shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        if preexec_fn is not None and not callable(preexec_fn):
            raise TypeError('preexec_fn must be callable')
        environment = None
        if env is not None:
            environment = []
            for key, value in env.items():
                key = os.fsencode(key)
                if b'=' in key:
                    raise ValueError('illegal environment variable name')
                environment.append(key + b'=' + os.fsencode(value))
        executable = os.fsencode(executable)
        if os.path.dirname(executable):
            programs = [executable]
        else:
            programs = [os.path.join(os.fsencode(folder), executable) for folder in os.get_exec_path(env)]
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
            self._close_theirs(theirs)
            report = b''
            while part := os.read(report_read, 50000):
                report += part
                if len(report) > 50000:
                    break
        finally:
            os.close(report_read)
        if report:
            self._raise_report(report, executable, cwd)

    def _raise_report(self, report, executable, cwd):
        try:
            pid, status = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(status)
            else:
                self.returncode = sys.maxsize
        except ChildProcessError:
            pass
        kind, number, message = report.split(b':', 2)
        message = message.decode(errors='surrogatepass')
        if kind != b'OSError':
            raise SubprocessError(message)
        number = int(number, 16)
        filename = cwd if message == 'noexec' else os.fsdecode(executable)
        raise OSError(number, os.strerror(number), filename) if number else OSError(number, message)

    def __repr__(self):
        text = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return text[:76] + '...>' if len(text) > 80 else text

    __class_getitem__ = classmethod(types.GenericAlias)

    @property
    def universal_newlines(self):
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                # The child got the signal too; it has a moment to end.
                if self._sigint_wait_secs > 0:
                    try:
                        self._wait(timeout=self._sigint_wait_secs)
                    except TimeoutExpired:
                        pass
                self._sigint_wait_secs = 0
                return
            self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    def communicate(self, input=None, timeout=None):
        """Send input, read all output, wait for the end: (stdout, stderr)."""
        if self._communication_started and input:
            raise ValueError('Cannot send input after starting communication')
        if timeout is None and not self._communication_started and [
                self.stdin, self.stdout, self.stderr].count(None) >= 2:
            # One stream only: no need to watch several.
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        end = None if timeout is None else _time() + timeout
        try:
            stdout, stderr = self._communicate(input, end, timeout)
        except KeyboardInterrupt:
            left = self._sigint_wait_secs if timeout is None else min(self._sigint_wait_secs,
                                                                      self._remaining_time(end))
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=left)
            except TimeoutExpired:
                pass
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(end))
        return stdout, stderr

    def _stdin_write(self, input):
        try:
            if input:
                self.stdin.write(input)
        except BrokenPipeError:
            pass
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _communicate(self, input, end, timeout):
        if self.stdin and not self._communication_started:
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        if not self._communication_started:
            self._chunks = {file: [] for file in (self.stdout, self.stderr) if file}
        out, err = (self._chunks.get(file) if file else None for file in (self.stdout, self.stderr))
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = input.encode(self.stdin.encoding, self.stdin.errors)
        view = memoryview(self._input) if self._input else b''
        with _PopenSelector() as selector:
            if self.stdin and view and not self.stdin.closed:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for file in self._chunks:
                if not file.closed:
                    selector.register(file, selectors.EVENT_READ)
            while selector.get_map():
                left = self._remaining_time(end)
                if left is not None and left < 0:
                    self._check_timeout(end, timeout, out, err, skip_check_and_raise=True)
                ready = selector.select(left)
                self._check_timeout(end, timeout, out, err)
                for key, _ in ready:
                    if key.fileobj is self.stdin:
                        chunk = view[self._input_offset:self._input_offset + _PIPE_BUF]
                        try:
                            self._input_offset += os.write(key.fd, chunk)
                        except BrokenPipeError:
                            done = True
                        else:
                            done = self._input_offset >= len(self._input)
                        if done:
                            selector.unregister(key.fileobj)
                            key.fileobj.close()
                        continue
                    data = os.read(key.fd, 32768)
                    if not data:
                        selector.unregister(key.fileobj)
                        key.fileobj.close()
                    self._chunks[key.fileobj].append(data)
        self.wait(timeout=self._remaining_time(end))
        results = []
        for file, chunks in (self.stdout, out), (self.stderr, err):
            data = None if chunks is None else b''.join(chunks)
            if data is not None and self.text_mode:
                data = self._translate_newlines(data, file.encoding, file.errors)
            results.append(data)
        return tuple(results)

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
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None
            try:
                if self.returncode is not None:
                    return self.returncode
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid == self.pid:
                    self._handle_exitstatus(status)
            except OSError as e:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif e.errno == errno.ECHILD:
                    # Somebody else waited for it; nobody knows how it ended.
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _handle_exitstatus(self, status):
        if os.WIFSTOPPED(status):
            self.returncode = -os.WSTOPSIG(status)
        else:
            self.returncode = os.waitstatus_to_exitcode(status)

    def wait(self, timeout=None):
        """Wait for the child's end; gives its return code."""
        end = None if timeout is None else _time() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            left = self._sigint_wait_secs if timeout is None else min(self._sigint_wait_secs,
                                                                      self._remaining_time(end))
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=left)
            except TimeoutExpired:
                pass
            raise

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            return self.pid, 0

    def _wait(self, timeout):
        if self.returncode is not None:
            return self.returncode
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(0)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
            return self.returncode
        end = _time() + timeout
        delay = 0.0005
        while True:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(os.WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(status)
                        break
                finally:
                    self._waitpid_lock.release()
            left = self._remaining_time(end)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, left, .05)
            time.sleep(delay)
        return self.returncode

    def send_signal(self, sig):
        """Send the child a signal, unless it is known to have ended."""
        self.poll()
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            pass

    def terminate(self):
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)
