# Wrapping, ordering, caching and dispatch. partial, reduce, cmp_to_key and the cache itself are native.

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache',
           'cmp_to_key', 'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch',
           'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
_missing = object()
WRAPPER_UPDATES = '__dict__',


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    '''Gives a function name, docstring and attributes of the one that it wraps'''
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, since the update may have brought the wrapped function's own.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    '''The same as a decorator'''
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _derived(root, operation, from_root):
    # The operation that follows from the root one; NotImplemented goes through.
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return from_root(answer, self, other)
    method.__name__ = operation
    method.__doc__ = getattr(int, operation).__doc__
    return method


def _opposite(answer, a, b):
    return not answer


_DERIVED = {
    '__lt__': (('__gt__', lambda less, a, b: not less and a != b),
               ('__le__', lambda less, a, b: less or a == b),
               ('__ge__', _opposite)),
    '__le__': (('__ge__', lambda at_most, a, b: not at_most or a == b),
               ('__lt__', lambda at_most, a, b: at_most and a != b),
               ('__gt__', _opposite)),
    '__gt__': (('__lt__', lambda greater, a, b: not greater and a != b),
               ('__ge__', lambda greater, a, b: greater or a == b),
               ('__le__', _opposite)),
    '__ge__': (('__le__', lambda at_least, a, b: not at_least or a == b),
               ('__gt__', lambda at_least, a, b: at_least and a != b),
               ('__lt__', _opposite)),
}


def total_ordering(cls):
    """Decorator: makes the other comparisons of one"""
    roots = [name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(name for name in ('__lt__', '__le__', '__gt__', '__ge__') if name in roots)
    for operation, from_root in _DERIVED[root]:
        if operation not in roots:
            setattr(cls, operation, _derived(root, operation, from_root))
    return cls


_is_abstract = property(lambda self: getattr(self.func, '__isabstractmethod__', False))


def _generic(cls, item):
    from types import GenericAlias
    return GenericAlias(cls, item)


def _check_method(func):
    if not (callable(func) or hasattr(func, '__get__')):
        raise TypeError(f'{func!r} is not callable or a descriptor')
    return func


class partialmethod:
    """A method that calls another one with some arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(_check_method(func), partialmethod):
            inner = func
            func, args, keywords = inner.func, inner.args + args, inner.keywords | keywords
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'

    def _as_function(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method._partialmethod, _method.__isabstractmethod__ = self, self.__isabstractmethod__
        return _method

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, '__get__', None)
        if getter is not None:
            bound = getter(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._as_function().__get__(obj, cls)

    __isabstractmethod__ = _is_abstract
    __class_getitem__ = classmethod(_generic)


def _cache_info_class():
    from collections import namedtuple
    return namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], module='functools')


_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    """Decorator: keeps the results of a function, at most `maxsize` of them: those that were asked for last."""
    global _CacheInfo
    if _CacheInfo is None:
        _CacheInfo = _cache_info_class()

    def decorate(function):
        wrapper = _lru_cache_wrapper(function, limit, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': limit, 'typed': typed}
        return update_wrapper(wrapper, function)

    match maxsize:
        case None | int():
            limit = maxsize and max(maxsize, 0)
            return decorate
        case function if callable(function) and isinstance(typed, bool):
            # Used as @lru_cache without a call.
            limit = 128
            return decorate(function)
    raise TypeError('Expected first argument to be an integer, a callable, or None')


def cache(user_function, /):
    'Decorator: keeps all results of a function, whatever memory they take.'
    return lru_cache(None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__ = func, None, func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f'Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        kept = getattr(instance, '__dict__', None)
        if kept is None:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} "
                            'property.')
        value = kept.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                kept[name] = value
            except TypeError:
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support "
                                f'item assignment for caching {name!r} property.') from None
        return value

    __class_getitem__ = classmethod(_generic)


def _linearized(cls, registered):
    # cls's MRO with the registered abstract classes that it is a virtual subclass of, each before the first class
    # that does not have it.
    mro = list(cls.__mro__)
    virtual = [t for t in registered if t not in mro and hasattr(t, '__mro__') and issubclass(cls, t)]
    virtual = [t for t in virtual if not any(t in other.__mro__ for other in virtual if other is not t)]
    for base in virtual:
        at = next((i for i, c in enumerate(mro) if not issubclass(c, base)), len(mro) - 1)
        mro[at:at] = [base]
    return mro


def _find_implementation(cls, registry):
    found = None
    mro = _linearized(cls, registry)
    for place, candidate in enumerate(mro):
        if candidate in registry:
            found = candidate
            following = mro[place + 1] if place + 1 < len(mro) else None
            if (following in registry and candidate not in cls.__mro__ and following not in cls.__mro__
                    and not issubclass(candidate, following)):
                raise RuntimeError(f'Ambiguous dispatch: {candidate} or {following}')
            break
    return registry.get(found)


def _is_class(cls):
    # list[int] says of itself that it is a class.
    return issubclass(type(cls), type)


def _annotated_class(func):
    """The class that the first annotation of an implementation names."""
    annotations = getattr(func, '__annotations__', {})
    for name, cls in annotations.items():
        if isinstance(cls, str):
            cls = eval(cls, func.__globals__)
        if _is_class(cls):
            return cls
        raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
    raise TypeError(f'Invalid first argument to `register()`: {func!r}. '
                    'Use either `@register(some_class)` or plain `@register` on an annotated function.')


def singledispatch(func):
    """Decorator: makes a function whose implementation is chosen by the class of the first argument."""
    from types import MappingProxyType
    registry, chosen = {object: func}, {}
    shown = getattr(func, '__name__', 'singledispatch function')
    token = None    # what abc knew when `chosen` began, once an abstract class is registered

    def dispatch(cls):
        """The implementation that is registered for the class, or for the nearest of its bases."""
        nonlocal token
        if token is not None:
            from abc import get_cache_token
            if (now := get_cache_token()) != token:
                chosen.clear()
                token = now
        try:
            return chosen[cls]
        except KeyError:
            found = chosen[cls] = registry[cls] if cls in registry else _find_implementation(cls, registry)
        return found

    def register(cls, func=None):
        """Registers an implementation for a class, which the function's first annotation may name."""
        nonlocal token
        if _is_class(cls):
            if func is None:
                return partial(register, cls)
        elif func is None:
            cls, func = _annotated_class(cls), cls
        else:
            raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class.')
        registry[cls] = func
        chosen.clear()
        if token is None and hasattr(cls, '__abstractmethods__'):
            from abc import get_cache_token
            token = get_cache_token()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{shown} requires at least 1 positional argument')
        implementation = dispatch(args[0].__class__)
        return implementation(*args, **kw)

    wrapper.register, wrapper.dispatch, wrapper._clear_cache = register, dispatch, chosen.clear
    wrapper.registry = MappingProxyType(registry)
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """The same for methods: the class of the first argument after self or cls counts."""

    def __init__(self, func):
        self.func = _check_method(func)
        self.dispatcher = singledispatch(func)

    def register(self, cls, method=None):
        """Registers an implementation for a class."""
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch

        def _method(*args, **kwargs):
            implementation = dispatch(args[0].__class__)
            return implementation.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__, _method.register = self.__isabstractmethod__, self.register
        return update_wrapper(_method, self.func)

    __isabstractmethod__ = _is_abstract
