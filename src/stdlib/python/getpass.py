"""Asking for a password without showing it, and the user's name."""
import os
import sys
import warnings

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    """A line of the terminal, typed unseen; where there is none, of the standard input, with a warning."""
    try:
        fd = os.open('/dev/tty', os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return _fallback(prompt, stream)
    try:
        import fcntl
        # struct termios: four words of flags, of which the fourth holds ECHO (8); TCGETS, TCSETSF.
        old = fcntl.ioctl(fd, 0x5401, bytes(60))
        new = bytearray(old)
        new[12] &= ~8
        fcntl.ioctl(fd, 0x5404, bytes(new))
        try:
            os.write(fd, prompt.encode())
            line = b''
            while not line.endswith(b'\n'):
                part = os.read(fd, 4096)
                if not part:
                    raise EOFError
                line += part
        finally:
            fcntl.ioctl(fd, 0x5404, old)
            os.write(fd, b'\n')
        return line[:-1].decode()
    finally:
        os.close(fd)


def _fallback(prompt, stream):
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=3)
    stream = stream or sys.stderr
    print('Warning: Password input may be echoed.', file=stream)
    stream.write(str(prompt))
    stream.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix('\n')


def getuser():
    """The name of the user: from the environment, else from the system."""
    named = filter(None, map(os.environ.get, ('LOGNAME', 'USER', 'LNAME', 'USERNAME')))
    for name in named:
        return name
    import pwd
    name, *_ = pwd.getpwuid(os.getuid())
    return name
