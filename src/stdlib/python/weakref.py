"""Weak references, proxies, and containers that do not keep what they hold alive."""
import sys
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref
from _weakrefset import WeakSet
from collections.abc import Mapping, MutableMapping, MutableSet

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize']


def _target(proxy):
    obj = object.__getattribute__(proxy, '_reference')()
    if obj is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return obj


class _Proxy:
    __slots__ = '_reference', '__weakref__'
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        obj = object.__getattribute__(self, '_reference')()
        return f'<weakproxy at {id(self):#x} to {type(obj).__name__} at {id(obj):#x}>'

    def __bool__(self):
        return bool(_target(self))


def _plain(obj):
    return _target(obj) if _is_proxy(obj) else obj


def _is_proxy(obj):
    return type(obj) in ProxyTypes


def _advanced(obj):
    if not hasattr(type(obj), '__next__'):
        raise TypeError(f'Weakref proxy referenced a non-iterator {type(obj).__name__!r} object')
    return next(obj)


def _forwarding():
    import operator

    def unary(name, function):
        def method(self):
            return function(_target(self))
        return method

    def binary(name, function):
        def method(self, other):
            return function(_target(self), _plain(other))
        return method

    def reflected(name, function):
        def method(self, other):
            return function(_plain(other), _target(self))
        return method

    def named(name):
        def method(self, *args):
            return getattr(_target(self), name)(*args)
        return method

    forwarded = {}
    for name, function in ('str', str), ('iter', iter), ('len', len), ('int', int), ('float', float), \
            ('abs', abs), ('index', operator.index), ('neg', operator.neg), ('pos', operator.pos), \
            ('invert', operator.invert), ('next', _advanced):
        forwarded[name] = unary, function
    for name in 'lt', 'le', 'eq', 'ne', 'gt', 'ge', 'contains', 'getitem', 'delitem':
        forwarded[name] = binary, getattr(operator, name)
    for name in 'add sub mul matmul truediv floordiv mod pow lshift rshift and or xor'.split():
        function = getattr(operator, name + '_' if name in ('and', 'or') else name)
        forwarded[name] = binary, function
        forwarded['r' + name] = reflected, function
        forwarded['i' + name] = binary, getattr(operator, 'i' + name)
    forwarded['divmod'] = binary, divmod
    forwarded['rdivmod'] = reflected, divmod
    for name, (make, function) in forwarded.items():
        name = f'__{name}__'
        method = make(name, function)
        method.__name__ = name
        setattr(_Proxy, name, method)
    for name in '__bytes__', '__reversed__', '__enter__', '__exit__', '__setitem__':
        setattr(_Proxy, name, named(name))


_forwarding()
del _forwarding


class ProxyType(_Proxy):
    __slots__ = ()


class CallableProxyType(_Proxy):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = ProxyType, CallableProxyType
_live_proxies = {}


def proxy(object, callback=None, /):
    """Create a proxy object that weakly references 'object'.

    'callback', if given, is called with a reference to the proxy when 'object' is about to be finalized.
    """
    if callback is None:
        known = _live_proxies.get(id(object))
        known = known and known()
        if known is not None and known.__class__ is type(object) and _is_for(known, object):
            return known
    cls = CallableProxyType if callable(object) else ProxyType
    made = cls.__new__(cls)
    if callback is None:
        key = id(object)
        reference = ref(object, lambda _: None)
        _live_proxies[key] = ref(made, lambda _: _live_proxies.pop(key, None))
    else:
        weak_made = ref(made)

        def call_back(_):
            alive = weak_made()
            if alive is not None:
                callback(alive)
        reference = ref(object, call_back)
    _Proxy._reference.__set__(made, reference)
    return made


def _is_for(proxy, obj):
    return _Proxy._reference.__get__(proxy)() is obj


class WeakMethod(ref):
    """A weak reference to a bound method, which would die at once were it the method object that is referred to."""

    __slots__ = '_func_ref', '_meth_type', '_alive', '__weakref__'

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None

        def died(_):
            self = weak_self()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, died)
        self._func_ref = ref(func, died)
        self._meth_type = type(meth)
        self._alive = True
        weak_self = ref(self)
        return self

    def __call__(self):
        func, obj = self._func_ref(), super().__call__()
        return self._meth_type(func, obj) if func is not None and obj is not None else None

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return super().__eq__(other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        return not self == other if isinstance(other, WeakMethod) else NotImplemented

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows its key in a WeakValueDictionary."""

    __slots__ = 'key',

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


MutableSet.register(WeakSet)


class _WeakDictionary(MutableMapping):
    # What both weak dictionaries do alike: entries die only while nobody iterates.

    def _start(self):
        self.data, self._pending_removals, self._iterating = {}, [], 0

        def remove(reference, selfref=ref(self)):
            self = selfref()
            if self is not None:
                self._pending_removals.append(reference)
                if not self._iterating:
                    self._commit_removals()
        self._remove = remove

    def _commit_removals(self):
        while self._pending_removals:
            self._drop(self._pending_removals.pop())

    def _end_iteration(self):
        self._iterating -= 1
        if not self._iterating:
            self._commit_removals()

    def _entries(self):
        # Living entries: key, value, and what is weakly referred to is held meanwhile.
        self._iterating += 1
        try:
            for stored_key, stored_value in self.data.items():
                entry = self._open(stored_key, stored_value)
                if entry is not None:
                    yield entry
        finally:
            self._end_iteration()

    def __len__(self):
        # What is to be removed may have been deleted or replaced meanwhile.
        return len(self.data) - sum(map(self._holds, self._pending_removals))

    def items(self):
        return self._entries()

    def keys(self):
        return (key for key, _ in self._entries())

    __iter__ = keys

    def values(self):
        return (value for _, value in self._entries())

    def copy(self):
        new = self.__class__()
        for key, value in self._entries():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self._entries():
            if self._deep_keys:
                key = deepcopy(key, memo)
            else:
                value = deepcopy(value, memo)
            new[key] = value
        return new

    def popitem(self):
        self._commit_removals()
        while True:
            entry = self._open(*self.data.popitem())
            if entry is not None:
                return entry

    def update(self, other=None, /, **kwargs):
        self._commit_removals()
        if other is not None:
            for key, value in other.items() if hasattr(other, 'items') else dict(other).items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'


def _living(reference):
    return None if reference is None else reference()


class WeakValueDictionary(_WeakDictionary):
    """A mapping that forgets an entry when nothing else holds its value any more."""

    _deep_keys = True

    def __init__(self, other=(), /, **kw):
        self._start()
        self.update(other, **kw)

    def _holds(self, reference):
        return self.data.get(reference.key) is reference

    def _drop(self, reference):
        if self._holds(reference):
            del self.data[reference.key]

    def _open(self, key, reference):
        value = reference()
        return None if value is None else (key, value)

    def __getitem__(self, key):
        self._commit_removals()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        self._commit_removals()
        del self.data[key]

    def __contains__(self, key):
        self._commit_removals()
        return _living(self.data.get(key)) is not None

    def __setitem__(self, key, value):
        self._commit_removals()
        reference = KeyedRef(value, self._remove, key)
        self.data[key] = reference

    def get(self, key, default=None):
        self._commit_removals()
        value = _living(self.data.get(key))
        return default if value is None else value

    def itervaluerefs(self):
        self._iterating += 1
        try:
            yield from self.data.values()
        finally:
            self._end_iteration()

    def valuerefs(self):
        self._commit_removals()
        return [*self.data.values()]

    def pop(self, key, *args):
        self._commit_removals()
        value = _living(self.data.pop(key, None))
        if value is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = default
            return default
        return value


class WeakKeyDictionary(_WeakDictionary):
    """A mapping that forgets an entry when nothing else holds its key any more."""

    _deep_keys = False

    def __init__(self, dict=None):
        self._start()
        if dict is not None:
            self.update(dict)

    def _holds(self, reference):
        return reference in self.data

    def _drop(self, reference):
        self.data.pop(reference, None)

    def _open(self, reference, value):
        key = reference()
        return None if key is None else (key, value)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        reference = ref(key, self._remove)
        self.data[reference] = value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def keyrefs(self):
        return list(self.data)

    def pop(self, key, *args):
        reference = ref(key)
        return self.data.pop(reference, *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)


class _Task:
    """What a finalizer does, and when."""

    __slots__ = 'weakref', 'func', 'args', 'kwargs', 'atexit', 'index'

    def __init__(self, *parts):
        self.weakref, self.func, self.args, self.kwargs, self.index = parts
        self.atexit = True

    def run(self):
        return self.func(*self.args, **self.kwargs)


class finalize:
    """A call to be made when an object dies, or at exit: finalize(obj, func, *args, **kwargs)."""

    __slots__ = ()
    _registry = {}
    _shutdown = False
    _count = 0

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._count:
            import atexit
            atexit.register(self._exitfunc)
        finalize._count += 1
        self._registry[self] = _Task(ref(obj, self), func, args, kwargs, finalize._count)

    def _task(self):
        """What is to be done, and the object: None twice if it has been done."""
        task = self._registry.get(self)
        return task, None if task is None else task.weakref()

    def __call__(self, _=None):
        """What the function gives, if it had not been called yet, nor detached."""
        task = self._registry.pop(self, None)
        if task is not None and not self._shutdown:
            return task.run()

    def detach(self):
        """What peek() gives, and the function will not be called any more."""
        parts = self.peek()
        if parts is not None and self._registry.pop(self, None) is not None:
            return parts

    def peek(self):
        """The object, the function and its arguments as long as the finalizer is alive."""
        task, obj = self._task()
        if obj is not None:
            return obj, task.func, task.args, task.kwargs

    @property
    def alive(self):
        """Whether the function has still to be called"""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the function is to be called at exit"""
        task, _ = self._task()
        return task is not None and task.atexit

    @atexit.setter
    def atexit(self, value):
        task, _ = self._task()
        if task is not None:
            task.atexit = bool(value)

    def __repr__(self):
        _, obj = self._task()
        state = 'dead' if obj is None else f'for {type(obj).__name__!r} at {id(obj):#x}'
        return f'<{type(self).__name__} object at {id(self):#x}; {state}>'

    @classmethod
    def _exitfunc(cls):
        # The newest first; what they do may make new ones.
        try:
            while waiting := {task.index: finalizer for finalizer, task in cls._registry.items() if task.atexit}:
                try:
                    waiting[max(waiting)]()
                except Exception:
                    report = sys.excepthook
                    report(*sys.exc_info())
        finally:
            finalize._shutdown = True
