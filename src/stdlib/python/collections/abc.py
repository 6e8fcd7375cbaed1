"""The abstract base classes of collections, iterators, coroutines and callables."""

from abc import ABCMeta, abstractmethod
from _abc import _set_flag
from types import GenericAlias
import _operator

__all__ = ['Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'Hashable', 'Iterable',
           'Iterator', 'Generator', 'Reversible', 'Sized', 'Container', 'Callable', 'Collection', 'Set',
           'MutableSet', 'Mapping', 'MutableMapping', 'MappingView', 'KeysView', 'ItemsView', 'ValuesView',
           'Sequence', 'MutableSequence', 'ByteString']


def _has(cls, *methods):
    # Does the class have all of them, none set to None?
    for method in methods:
        defined = (vars(base)[method] for base in cls.__mro__ if method in vars(base))
        if next(defined, None) is None:
            return NotImplemented
    return True


def _hook(owner, *methods):
    # A __subclasshook__ that looks for methods, for the class of that name only.
    def __subclasshook__(cls, C):
        return _has(C, *methods) if cls.__name__ == owner and cls.__module__ == __name__ else NotImplemented
    return classmethod(__subclasshook__)


def _named(function, owner, name, doc):
    function.__name__, function.__qualname__, function.__doc__ = name, f'{owner}.{name}', doc
    return function


def _throw(typ, val, tb):
    # The forms of throw(): a class or an object, then the object, then a traceback.
    val = typ if val is None and tb is None else typ() if val is None else val
    raise val if tb is None else val.with_traceback(tb)


def _closing(owner, what):
    """The close() of what has a throw()."""
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (StopIteration, GeneratorExit):
            return
        raise RuntimeError(what + ' ignored GeneratorExit')
    return _named(close, owner, 'close', f'Throws GeneratorExit into the {what}, which must end by it.')


def _emptying(owner, take, end):
    """The clear() of what gives up its items one by one."""
    def clear(self):
        remove = getattr(self, take)
        try:
            while True:
                remove()
        except end:
            pass
    return _named(clear, owner, 'clear', 'Removes all items, one after another.')


def _told_by(owner, *bases, takes=None, **methods):
    """A class of abstract methods that has all as subclasses that have them; `takes` is what a subscript makes."""
    body = {'__module__': __name__, '__slots__': ()}
    for name, method in methods.items():
        method.__name__, method.__qualname__ = name, f'{owner}.{name}'
        body[name] = abstractmethod(method)
    body['__subclasshook__'] = _hook(owner, *methods, *(name for base in bases for name in base.__abstractmethods__))
    if takes is not None:
        body['__class_getitem__'] = classmethod(takes)
    return ABCMeta(owner, bases, body)


Hashable = _told_by('Hashable', __hash__=lambda self: 0)
Sized = _told_by('Sized', __len__=lambda self: 0)
Container = _told_by('Container', takes=GenericAlias, __contains__=lambda self, x: False)
Iterable = _told_by('Iterable', takes=GenericAlias, __iter__=lambda self: (nothing for nothing in ()))
Reversible = _told_by('Reversible', Iterable, __reversed__=lambda self: (nothing for nothing in ()))
Awaitable = _told_by('Awaitable', takes=GenericAlias, __await__=lambda self: (yield))
AsyncIterable = _told_by('AsyncIterable', takes=GenericAlias, __aiter__=lambda self: AsyncIterator())


class Coroutine(Awaitable):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resumes it with a value, and gives what it yields."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resumes it with an exception."""
        _throw(typ, val, tb)

    close = _closing('Coroutine', 'coroutine')
    __subclasshook__ = _hook('Coroutine', '__await__', 'send', 'throw', 'close')


class AsyncIterator(AsyncIterable):
    __slots__ = ()

    @abstractmethod
    async def __anext__(self):
        """The next item; StopAsyncIteration if there is none."""
        raise StopAsyncIteration

    def __aiter__(self):
        return self

    __subclasshook__ = _hook('AsyncIterator', '__anext__', '__aiter__')


class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def __anext__(self):
        """The next item, as asend(None) gives it."""
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        """Resumes it with a value, and gives what it yields."""
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Resumes it with an exception."""
        _throw(typ, val, tb)

    async def aclose(self):
        """Throws GeneratorExit into the generator, which must end by it."""
        try:
            await self.athrow(GeneratorExit)
        except (StopAsyncIteration, GeneratorExit):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')

    __subclasshook__ = _hook('AsyncGenerator', '__aiter__', '__anext__', 'asend', 'athrow', 'aclose')


class Iterator(Iterable):
    __slots__ = ()

    @abstractmethod
    def __next__(self):
        'The next item; StopIteration if there is none.'
        raise StopIteration

    def __iter__(self):
        return self

    __subclasshook__ = _hook('Iterator', '__iter__', '__next__')


class Generator(Iterator):
    __slots__ = ()

    def __next__(self):
        """The next item, as send(None) gives it."""
        return self.send(None)

    @abstractmethod
    def send(self, value):
        """Resumes it with a value, and gives what it yields."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Resumes it with an exception."""
        _throw(typ, val, tb)

    close = _closing('Generator', 'generator')
    __subclasshook__ = _hook('Generator', '__iter__', '__next__', 'send', 'throw', 'close')


class Collection(Sized, Iterable, Container):
    __slots__ = ()

    __subclasshook__ = _hook('Collection', '__len__', '__iter__', '__contains__')


class _CallableGenericAlias(GenericAlias):
    """Callable[[X, Y], Z]: its arguments are kept flat, X, Y, Z."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        params, result = args
        if isinstance(params, list):
            args = *params, result
        else:
            _check_param_expr(params)
        return super().__new__(cls, origin, args)

    @property
    def __parameters__(self):
        found = []
        for arg in self.__args__:
            inner = getattr(arg, '__parameters__', None)
            found += inner if isinstance(inner, tuple) else [arg] if _is_typevarlike(arg) else []
        return tuple(dict.fromkeys(found))

    def __repr__(self):
        params, result = _given(self.__args__)
        if not isinstance(params, list):
            return super().__repr__()
        return f'collections.abc.Callable[[{", ".join(map(_type_repr, params))}], {_type_repr(result)}]'

    def __reduce__(self):
        return _CallableGenericAlias, (Callable, _given(self.__args__))

    def __getitem__(self, item):
        wanted = self.__parameters__
        if not wanted:
            raise TypeError(f'{self} is not a generic class')
        item = item if isinstance(item, tuple) else (item,)
        if len(wanted) == 1 and _is_param_expr(wanted[0]) and item and not _is_param_expr(item[0]):
            item = list(item),
        if len(item) != len(wanted):
            raise TypeError(f'Too {"many" if len(item) > len(wanted) else "few"} arguments for {self}; '
                            f'actual {len(item)}, expected {len(wanted)}')
        chosen = dict(zip(wanted, item))
        args = []
        for arg in self.__args__:
            if _is_typevarlike(arg):
                is_spec = _is_param_expr(arg)
                arg = chosen[arg]
                if is_spec:
                    _check_param_expr(arg)
            elif isinstance(getattr(arg, '__parameters__', None), tuple) and arg.__parameters__:
                arg = arg[tuple(chosen[v] for v in arg.__parameters__)]
            args += arg if isinstance(arg, tuple) else (arg,)
        return _CallableGenericAlias(Callable, tuple(args) if isinstance(args[0], list) else (args[:-1], args[-1]))


def _given(args):
    return args if len(args) == 2 and _is_param_expr(args[0]) else (list(args[:-1]), args[-1])


def _is_typevarlike(arg):
    return type(arg).__module__ == 'typing' and type(arg).__name__ in ('ParamSpec', 'TypeVar')


def _is_param_expr(obj):
    cls = type(obj)
    return (obj is ... or cls is list
            or cls.__module__ == 'typing' and cls.__name__ in ('ParamSpec', '_ConcatenateGenericAlias'))


def _check_param_expr(obj):
    if not _is_param_expr(obj):
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {obj}')


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    return '...' if obj is ... else obj.__name__ if isinstance(obj, type(_is_typevarlike)) else repr(obj)


def _comparing(name, sizes, elements):
    """A comparison of sets: of their sizes first, which is quicker, then of the elements."""
    def compare(self, other):
        if isinstance(other, Set):
            return sizes(len(self), len(other)) and elements(self, other)
        return NotImplemented
    return _named(compare, 'Set', name, None)


def _combining(as_set=False):
    """Decorator of an operator that takes any iterable, which becomes a set if need be."""
    def decorate(method):
        def operate(self, other):
            if not isinstance(other, Iterable):
                return NotImplemented
            return method(self, self._from_iterable(other) if as_set and not isinstance(other, Set) else other)
        return _named(operate, 'Set', method.__name__, None)
    return decorate


Callable = _told_by('Callable', takes=_CallableGenericAlias, __call__=lambda self, *args, **kwds: False)


class Set(Collection):
    """A set is a finite, iterable container: __contains__, __iter__ and __len__ make one."""

    __slots__ = ()

    __le__ = _comparing('__le__', _operator.le, lambda self, other: all(element in other for element in self))
    __ge__ = _comparing('__ge__', _operator.ge, lambda self, other: all(element in self for element in other))
    __lt__ = _comparing('__lt__', _operator.lt, lambda self, other: self.__le__(other))
    __gt__ = _comparing('__gt__', _operator.gt, lambda self, other: self.__ge__(other))
    __eq__ = _comparing('__eq__', _operator.eq, lambda self, other: self.__le__(other))
    __hash__ = None

    @classmethod
    def _from_iterable(cls, it):
        'A set of the class with the elements of an iterable; to be overridden where the class takes others.'
        return cls(it)

    def isdisjoint(self, other):
        'Whether no element is in both.'
        return not any(value in self for value in other)

    @_combining()
    def __and__(self, other):
        return self._from_iterable(value for value in other if value in self)

    @_combining()
    def __or__(self, other):
        return self._from_iterable(value for values in (self, other) for value in values)

    @_combining(as_set=True)
    def __sub__(self, other):
        return self._from_iterable(value for value in self if value not in other)

    @_combining(as_set=True)
    def __rsub__(self, other):
        return self._from_iterable(value for value in other if value not in self)

    @_combining(as_set=True)
    def __xor__(self, other):
        return self - other | other - self

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _hash(self):
        """The hash of the contents, the same as that of an equal frozenset."""
        return hash(frozenset(self))


class MutableSet(Set):
    """A set that can change: add() and discard() beside Set's own."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Puts an element in, if it is not there."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Takes an element out, if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Takes an element out; KeyError if it is not there."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Takes any element out and gives it; KeyError if there is none."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    clear = _emptying('MutableSet', 'pop', KeyError)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if value in self else self.add
            change(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
            return self
        for value in it:
            self.discard(value)
        return self


class Mapping(Collection):
    """Values by their keys: __getitem__, __iter__ and __len__ make one."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        'The value of a key, or the default if the key is not there.'
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        'The keys, as a set that changes with the mapping.'
        return KeysView(self)

    def items(self):
        'Pairs of key and value, as a set that changes with the mapping.'
        return ItemsView(self)

    def values(self):
        'The values, as a collection that changes with the mapping.'
        return ValuesView(self)

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    __reversed__ = None


_set_flag(Mapping, 'mapping')


class MappingView(Sized):
    __slots__ = ('_mapping',)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'

    __class_getitem__ = classmethod(GenericAlias)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        for key in self._mapping:
            found = self._mapping[key]
            if found is value or found == value:
                return True
        return False

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class MutableMapping(Mapping):
    """A Mapping that can change: __setitem__ and __delitem__ beside Mapping's own."""

    __slots__ = ()
    __marker = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=__marker):
        'Removes a key and gives its value; without it the default, or KeyError if there is none.'
        try:
            value = self[key]
        except KeyError:
            if default is self.__marker:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        'Removes a pair of key and value, whichever comes first, and gives it; KeyError if empty.'
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    clear = _emptying('MutableMapping', 'popitem', KeyError)

    def update(self, other=(), /, **kwds):
        'Takes over the items of a mapping or of pairs, and those given by keyword.'
        if isinstance(other, Mapping):
            pairs = ((key, other[key]) for key in other)
        elif hasattr(other, 'keys'):
            pairs = ((key, other[key]) for key in other.keys())
        else:
            pairs = other
        for items in pairs, kwds.items():
            for key, value in items:
                self[key] = value

    def setdefault(self, key, default=None):
        'The value of a key, which becomes the default if the key was not there.'
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    """All the operations on a read-only sequence: __getitem__ and __len__ make one."""

    __slots__ = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        'Where the value is first, between start and stop; ValueError if it is not there.'
        if min(start or 0, stop or 0) < 0:
            size = len(self)
            start, stop = (place + size if place and place < 0 else place for place in (start, stop))
        index = start and max(start, 0)
        while stop is None or index < stop:
            try:
                item = self[index]
            except IndexError:
                break
            if item is value or item == value:
                return index
            index += 1
        raise ValueError

    def count(self, value):
        'How often the value is there.'
        return sum(1 for item in self if item is value or item == value)


_set_flag(Sequence, 'sequence')


class ByteString(Sequence):
    """What bytes and bytearray have in common."""

    __slots__ = ()


class MutableSequence(Sequence):
    """All the operations on a read-write sequence: __setitem__, __delitem__ and insert() beside Sequence's own."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        'Puts the value before the item at an index.'
        raise IndexError

    def append(self, value):
        'Puts the value at the end.'
        self.insert(len(self), value)

    clear = _emptying('MutableSequence', 'pop', IndexError)

    def reverse(self):
        'Turns the order of the items around.'
        count = len(self)
        for i in range(count // 2):
            self[i], self[count - i - 1] = self[count - i - 1], self[i]

    def extend(self, values):
        'Puts all items of an iterable at the end.'
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        'Removes the item at an index, the last one without it, and gives it; IndexError if there is none.'
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        'Removes the first item that equals the value; ValueError if there is none.'
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


def _register():
    async def coroutine():
        yield

    samples = b'', bytearray(), {}.keys(), {}.values(), {}.items(), [], range(0), range(1 << 1000), set(), '', (), zip()
    from _collections import deque
    for abstract, *classes in (
            (Iterator, *(type(iter(sample)) for sample in samples), type(reversed([]))),
            (Generator, type((lambda: (yield))())), (AsyncGenerator, type(coroutine())),
            (Set, frozenset), (MutableSet, set), (Mapping, type(type.__dict__)), (MutableMapping, dict),
            (KeysView, type({}.keys())), (ItemsView, type({}.items())), (ValuesView, type({}.values())),
            (Sequence, tuple, str, range, memoryview), (ByteString, bytes, bytearray),
            (MutableSequence, list, bytearray, deque)):
        for cls in classes:
            abstract.register(cls)


_register()
