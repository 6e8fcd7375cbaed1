"""BaseExceptionGroup and ExceptionGroup, 3.11's builtins, for TaskGroup: they become builtins with asyncio."""
import builtins


def _matcher(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException) or isinstance(condition, tuple) and all(
            isinstance(c, type) and issubclass(c, BaseException) for c in condition):
        return lambda exc: isinstance(exc, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError('expected a function, exception type or tuple of exception types')


class BaseExceptionGroup(BaseException):
    """A combination of multiple unrelated exceptions."""

    def __new__(cls, message, exceptions, /):
        if not isinstance(message, str):
            raise TypeError(f'BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}')
        if isinstance(exceptions, (set, dict)) or not hasattr(exceptions, '__getitem__'):
            raise TypeError('second argument (exceptions) must be a sequence')
        if not exceptions:
            raise ValueError('second argument (exceptions) must be a non-empty sequence')
        for index, exc in enumerate(exceptions):
            if not isinstance(exc, BaseException):
                raise ValueError(f'Item {index} of second argument (exceptions) is not an exception')
        if not all(isinstance(exc, Exception) for exc in exceptions):
            if cls is ExceptionGroup:
                raise TypeError('Cannot nest BaseExceptions in an ExceptionGroup')
            if issubclass(cls, Exception):
                raise TypeError(f'Cannot nest BaseExceptions in {cls.__name__!r}')
        elif cls is BaseExceptionGroup:
            cls = ExceptionGroup
        self = BaseException.__new__(cls, message, exceptions)
        self._message, self._exceptions = message, tuple(exceptions)
        return self

    def __init__(self, message, exceptions, /):
        BaseException.__init__(self, message, exceptions)

    @property
    def message(self):
        """exception message"""
        return self._message

    @property
    def exceptions(self):
        """nested exceptions"""
        return self._exceptions

    def __str__(self):
        count = len(self._exceptions)
        return f'{self._message} ({count} sub-exception{"s" if count != 1 else ""})'

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def derive(self, excs, /):
        """A group with these exceptions instead."""
        return BaseExceptionGroup(self._message, excs)

    def _derived(self, excs):
        if not excs:
            return None
        group = self.derive(excs)
        if not isinstance(group, BaseExceptionGroup):
            raise TypeError('derive must return an instance of BaseExceptionGroup')
        group.__traceback__, group.__context__ = self.__traceback__, self.__context__
        group.__cause__, group.__suppress_context__ = self.__cause__, self.__suppress_context__
        if hasattr(self, '__notes__'):
            group.__notes__ = list(self.__notes__)
        return group

    def _split(self, matches):
        if matches(self):
            return self, None
        inside, outside = [], []
        for exc in self._exceptions:
            if isinstance(exc, BaseExceptionGroup):
                yes, no = exc._split(matches)
            else:
                yes, no = (exc, None) if matches(exc) else (None, exc)
            if yes is not None:
                inside.append(yes)
            if no is not None:
                outside.append(no)
        if not outside:
            return self._derived(inside), None
        return self._derived(inside), self._derived(outside)

    def split(self, condition, /):
        """The part that matches and the part that does not, or None for each."""
        return self._split(_matcher(condition))

    def subgroup(self, condition, /):
        """The part that matches, or None."""
        return self._split(_matcher(condition))[0]


class ExceptionGroup(BaseExceptionGroup, Exception):
    """A group of exceptions that are all Exceptions."""


for _group in BaseExceptionGroup, ExceptionGroup:
    _group.__module__ = 'builtins'
    setattr(builtins, _group.__name__, _group)
del _group
