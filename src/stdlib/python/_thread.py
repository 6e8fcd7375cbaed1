"""The low level of threads: what is written in Python of it."""


class _local:
    """Attributes of its own for each thread; with one thread, an object."""

    __slots__ = '__dict__', '__weakref__'

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        return object.__new__(cls)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        object.__delattr__(self, name)


start_new = start_new_thread
allocate = allocate_lock


def exit():
    """End the thread."""
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    """As if the signal had arrived in the main thread."""
    import _signal
    _signal._arrive(signum)


def _set_sentinel():
    return allocate_lock()


def _excepthook(args, /):
    """Shows how a thread ended."""
    import sys
    exc_type, exc_value, exc_traceback, thread = args
    if exc_type is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        stderr = getattr(thread, '_stderr', None)
        if stderr is None:
            return
    import traceback
    name = get_ident() if thread is None else thread.name
    print(f'Exception in thread {name}:', file=stderr, flush=True)
    traceback.print_exception(exc_type, exc_value, exc_traceback, file=stderr)
    stderr.flush()


class _ExceptHookArgs(tuple):
    """What an excepthook is given."""

    __slots__ = ()

    def __new__(cls, sequence, /):
        items = tuple(sequence)
        if len(items) != 4:
            raise TypeError(f'_thread._ExceptHookArgs() takes a 4-sequence ({len(items)}-sequence given)')
        return tuple.__new__(cls, items)

    exc_type, exc_value, exc_traceback, thread = [property(lambda self, i=i: self[i]) for i in range(4)]

    def __repr__(self):
        names = 'exc_type', 'exc_value', 'exc_traceback', 'thread'
        return f'_thread._ExceptHookArgs({", ".join(f"{n}={v!r}" for n, v in zip(names, self))})'


_ExceptHookArgs.__name__ = _ExceptHookArgs.__qualname__ = '_ExceptHookArgs'
