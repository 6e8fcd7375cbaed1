# Wrapping, ordering, caching and dispatch. partial, reduce, cmp_to_key and the cache itself are native.

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache',
           'cmp_to_key', 'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch',
           'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    '''Update a wrapper function to look like the wrapped function'''
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, since the update may have brought the wrapped function's own.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    '''Decorator factory to apply update_wrapper() to a wrapper function'''
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
    """Class decorator that fills in missing ordering methods"""
    roots = [name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(name for name in ('__lt__', '__le__', '__gt__', '__ge__') if name in roots)
    for operation, from_root in _DERIVED[root]:
        if operation not in roots:
            setattr(cls, operation, _derived(root, operation, from_root))
    return cls


class partialmethod(object):
    """Method descriptor with partial application of the given arguments and keywords."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'

    def _as_function(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
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

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _cache_info_class():
    from collections import namedtuple
    return namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], module='functools')


_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    """Least-recently-used cache decorator.

    If *maxsize* is set to None, the LRU features are disabled and the cache
    can grow without bound."""
    global _CacheInfo
    if _CacheInfo is None:
        _CacheInfo = _cache_info_class()

    def decorate(function, maxsize):
        wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, function)

    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used as @lru_cache without a call.
        return decorate(maxsize, 128)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return lambda function: decorate(function, maxsize)


def cache(user_function, /):
    'Simple lightweight unbounded cache.  Sometimes called "memoize".'
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                'Cannot assign the same cached_property to two different names '
                f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f'instance to cache {name!r} property.') from None
        if name in values:
            return values[name]
        value = self.func(instance)
        try:
            values[name] = value
        except TypeError:
            raise TypeError(
                f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                f'does not support item assignment for caching {name!r} property.') from None
        return value

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


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


def singledispatch(func):
    """Single-dispatch generic function decorator."""
    from types import MappingProxyType
    registry = {}
    cached = {}
    funcname = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        """The implementation that is registered for the class, or for the nearest of its bases."""
        try:
            return cached[cls]
        except KeyError:
            found = registry[cls] if cls in registry else _find_implementation(cls, registry)
            cached[cls] = found
            return found

    def register(cls, func=None):
        """Registers an implementation for a class, which the function's first annotation may name."""
        if not isinstance(cls, type):
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class.')
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. '
                                f'Use either `@register(some_class)` or plain `@register` on an annotated function.')
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not isinstance(cls, type):
                raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
        elif func is None:
            return lambda f: register(cls, f)
        registry[cls] = func
        cached.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = cached.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Single-dispatch generic method descriptor."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Registers an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
