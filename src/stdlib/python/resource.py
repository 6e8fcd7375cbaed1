"""What this process has used, and its limits. Covers CPython's module but prlimit, which asks of other processes."""
from posix import _getrlimit, _getrusage, _setrlimit

error = OSError
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
(RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE,
 RLIMIT_MEMLOCK, RLIMIT_AS) = range(10)
RLIMIT_OFILE = RLIMIT_NOFILE
RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME = range(11, 16)


def getrusage(who, /):
    """What the process or its children have used."""
    return _getrusage(who)


def _checked(resource):
    if not 0 <= resource < 16:
        raise ValueError('invalid resource specified')
    return resource


def getrlimit(resource, /):
    """A limit: (soft, hard)."""
    return _getrlimit(_checked(resource))


def setrlimit(resource, limits, /):
    """Set a limit: (soft, hard)."""
    _checked(resource)
    limits = tuple(limits)
    if len(limits) != 2:
        raise ValueError('expected a tuple of 2 integers')
    try:
        _setrlimit(resource, *limits)
    except OSError as e:
        if e.errno == 22:
            raise ValueError('current limit exceeds maximum limit') from None
        if e.errno == 1:
            raise ValueError('not allowed to raise maximum limit') from None
        raise


def getpagesize():
    """Bytes in a page of memory."""
    return 4096


struct_rusage = type(_getrusage(0))
