"""Help for the with statement: managers from generators, stacks of managers, small managers."""
import sys
from abc import ABC, abstractmethod
from collections import deque
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ['asynccontextmanager', 'contextmanager', 'closing', 'nullcontext', 'AbstractContextManager',
           'AbstractAsyncContextManager', 'AsyncExitStack', 'ContextDecorator', 'ExitStack', 'redirect_stdout',
           'redirect_stderr', 'suppress', 'aclosing']


def _has_methods(cls, *names):
    """Whether a class has the methods, for __subclasshook__; one that is None is not there."""
    for name in names:
        defined = (vars(base)[name] for base in cls.__mro__ if name in vars(base))
        if next(defined, None) is None:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    """Anything with __enter__ and __exit__."""

    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        """Gives itself; what `as` binds."""
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """A true result ends the exception here."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, '__enter__', '__exit__') if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    """Anything with __aenter__ and __aexit__."""

    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        """Gives itself; what `as` binds."""
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """A true result ends the exception here."""
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has_methods(C, '__aenter__', '__aexit__') if cls is AbstractAsyncContextManager else NotImplemented


class _Decorator:
    # For managers that can be entered again, which those of generators are by being made again.

    def _recreate_cm(self):
        return self


class ContextDecorator(_Decorator):
    """For context managers that can be decorators, too: each call runs within one."""

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            manager = self._recreate_cm()
            with manager:
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator(_Decorator):
    """The same for coroutine functions and asynchronous context managers."""

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            manager = self._recreate_cm()
            async with manager:
                return await func(*args, **kwds)
        return inner


_NOTHING = object()


class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.__doc__ = getattr(func, '__doc__', None)
        if self.__doc__ is None:
            self.__doc__ = type(self).__doc__
        # What makes another one, until this one is entered: the last to come and the first to go, which costs least.
        self.func, self.args, self.kwds = func, args, kwds

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def _handled(self, thrown, left):
        """Whether the generator dealt with what was thrown in, if this left it; None if it raised something else."""
        if left is not thrown:
            if isinstance(left, self._end):
                return True
            # An end thrown in cannot come out as such.
            if not (isinstance(left, RuntimeError) and left.__cause__ is thrown and isinstance(thrown, self._wrapped)):
                return None
        return False


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    """What a function decorated with @contextmanager gives."""

    _end = _wrapped = StopIteration

    def __enter__(self):
        del self.kwds, self.args, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            if next(self.gen, _NOTHING) is _NOTHING:
                return False
            raise RuntimeError("generator didn't stop")
        thrown = typ() if value is None else value
        try:
            self.gen.throw(typ, thrown, traceback)
        except BaseException as left:
            handled = self._handled(thrown, left)
            if handled is None:
                raise
            return handled
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    """What a function decorated with @asynccontextmanager gives."""

    _end, _wrapped = StopAsyncIteration, (StopIteration, StopAsyncIteration)

    async def __aenter__(self):
        del self.kwds, self.args, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        thrown = typ() if value is None else value
        try:
            await self.gen.athrow(typ, thrown, traceback)
        except BaseException as left:
            handled = self._handled(thrown, left)
            if handled is None:
                raise
            return handled
        raise RuntimeError("generator didn't stop after athrow()")


def _maker(cls, func):
    @wraps(func)
    def helper(*args, **kwds):
        return cls(func, args, kwds)
    return helper


def contextmanager(func):
    """Decorator: makes a context manager of a generator function that yields once."""
    return _maker(_GeneratorContextManager, func)


def asynccontextmanager(func):
    """Decorator: makes an asynchronous context manager of an asynchronous generator function that yields once."""
    return _maker(_AsyncGeneratorContextManager, func)


class _Closing:
    def __init__(self, thing):
        self.thing = thing


class closing(_Closing, AbstractContextManager):
    """Calls the close() of a thing at the end."""

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(_Closing, AbstractAsyncContextManager):
    """Awaits the aclose() of a thing, such as an asynchronous generator, at the end."""

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        # Several, since it may be entered within itself.
        self._old_targets = []

    def _swap(self, stream):
        old = getattr(sys, self._stream)
        setattr(sys, self._stream, stream)
        return old

    def __enter__(self):
        self._old_targets.append(self._swap(self._new_target))
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        self._swap(self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Lets sys.stdout be another file meanwhile."""

    _stream = 'stdout'


class redirect_stderr(_RedirectStream):
    """Lets sys.stderr be another file meanwhile."""

    _stream = 'stderr'


class suppress(AbstractContextManager):
    """Ends the block quietly where one of the exceptions is raised."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return False
        return issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, where a manager is wanted only sometimes."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


def _bound(obj, name):
    """The special method of an object, or the object itself, which is the callback then."""
    try:
        method = getattr(type(obj), name)
    except AttributeError:
        return obj
    return MethodType(method, obj)


class _BaseExitStack:
    """What both stacks do alike. A callback stands there with whether it is synchronous."""

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """A new stack with all that is on this one, which is empty then."""
        heir = type(self)()
        heir._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return heir

    def push(self, exit):
        """Adds what has __exit__ without entering it, or a function that is called as one."""
        self._push_exit_callback(_bound(exit, '__exit__'))
        return exit

    def enter_context(self, cm):
        """Enters a manager, which is left at the end, and gives what `as` would bind."""
        enter, exit = type(cm).__enter__, type(cm).__exit__
        entered = enter(cm)
        self._push_exit_callback(MethodType(exit, cm))
        return entered

    def callback(self, callback, /, *args, **kwds):
        """Adds a call to be made at the end."""
        def _exit_wrapper(*exc_info):
            callback(*args, **kwds)
        return self._push_wrapper(_exit_wrapper, callback)

    def _push_wrapper(self, wrapper, wrapped, is_sync=True):
        wrapper.__wrapped__ = wrapped
        self._push_exit_callback(wrapper, is_sync)
        return wrapped

    def _push_exit_callback(self, callback, is_sync=True):
        entry = is_sync, callback
        self._exit_callbacks.append(entry)


class _Unwinding:
    # The exception that a stack passes down, and which one was handled when the stack began.

    def __init__(self, exc):
        self.exc = exc
        self.outside = sys.exc_info()[1]
        self.received = exc is not None
        self.suppressed = self.pending = False

    def details(self):
        exc = self.exc
        return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)

    def done(self, result):
        if result:
            self.suppressed, self.pending, self.exc = True, False, None

    def raised(self, new):
        # Its context becomes what a nested with statement would have given it.
        old, self.exc, self.pending = self.exc, new, True
        link = new
        while link.__context__ is not None and link.__context__ is not old:
            if link.__context__ is self.outside:
                link.__context__ = old
                return
            link = link.__context__

    def end(self):
        if self.pending:
            exc = self.exc
            context = exc.__context__
            try:
                raise exc
            except BaseException:
                exc.__context__ = context
                raise
        return self.received and self.suppressed


class ExitStack(_BaseExitStack, AbstractContextManager):
    """A stack of managers and callbacks, entered or added one by one and left together, the last one first."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                state.done(callback(*state.details()))
            except BaseException as error:
                state.raised(error)
        return state.end()

    def close(self):
        """Leaves everything now."""
        self.__exit__(None, None, None)


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """The same, for asynchronous ones as well."""

    async def enter_async_context(self, cm):
        """Enters an asynchronous manager, and gives what `as` would bind."""
        enter, exit = type(cm).__aenter__, type(cm).__aexit__
        entered = await enter(cm)
        self._push_exit_callback(MethodType(exit, cm), False)
        return entered

    def push_async_exit(self, exit):
        """Adds what has __aexit__ without entering it, or a coroutine function that is called as one."""
        self._push_exit_callback(_bound(exit, '__aexit__'), is_sync=False)
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Adds a call of a coroutine function, to be awaited at the end."""
        async def _exit_wrapper(*exc_info):
            await callback(*args, **kwds)
        return self._push_wrapper(_exit_wrapper, callback, is_sync=False)

    async def aclose(self):
        """Leaves everything now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        state = _Unwinding(exc_details[1])
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                result = callback(*state.details())
                state.done(result if is_sync else await result)
            except BaseException as error:
                state.raised(error)
        return state.end()
