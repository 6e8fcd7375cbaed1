# ChainMap, UserDict, UserList and UserString: collections that wrap others.

from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from collections import _guarded


class ChainMap(MutableMapping):
    '''Several mappings as one: keys are looked for in one after another, changes go to the first.'''

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return default if key not in self else self[key]

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        # In the order that a dict would have that is made of the last map and updated up to the first.
        return iter(dict.fromkeys(key for mapping in self.maps[::-1] for key in mapping))

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_guarded
    def __repr__(self):
        shown = ', '.join(map(repr, self.maps))
        return f'{self.__class__.__name__}({shown})'

    @classmethod
    def fromkeys(cls, iterable, *args):
        'One map, with the keys of an iterable.'
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        'The same maps, but the first one copied.'
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        '''The same maps behind another one, which is empty unless it is given.'''
        first = kwargs if m is None else m
        if kwargs and first is m:
            m.update(kwargs)
        return self.__class__(first, *self.maps)

    @property
    def parents(self):
        'The maps without the first.'
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def _first(self, method, fault, *args):
        # What a method of the first map gives, with a message of its own if that lacks the key.
        try:
            return getattr(self.maps[0], method)(*args)
        except KeyError:
            raise KeyError(fault)

    def __delitem__(self, key):
        self._first('__delitem__', f'Key not found in the first mapping: {key!r}', key)

    def popitem(self):
        'Removes an item of the first map and gives it; KeyError if that is empty.'
        return self._first('popitem', 'No keys found in the first mapping.')

    def pop(self, key, *args):
        'Removes a key of the first map and gives its value; KeyError if it is not there, even if another map has it.'
        return self._first('pop', f'Key not found in the first mapping: {key!r}', key, *args)

    def clear(self):
        'Empties the first map; keys of the others show again.'
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        merged = self.copy()
        merged.maps[0].update(other)
        return merged

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        merged = dict(other)
        for mapping in self.maps[::-1]:
            merged.update(mapping)
        return self.__class__(merged)


class UserDict(MutableMapping):
    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for items in dict, kwargs or None:
            if items is not None:
                self.update(items)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key not in self.data:
            missing = getattr(type(self), '__missing__', None)
            if missing is None:
                raise KeyError(key)
            return missing(self, key)
        return self.data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def _plain(self, other):
        return other.data if isinstance(other, UserDict) else other if isinstance(other, dict) else None

    def __or__(self, other):
        other = self._plain(other)
        return NotImplemented if other is None else self.__class__(self.data | other)

    def __ror__(self, other):
        other = self._plain(other)
        return NotImplemented if other is None else self.__class__(other | self.data)

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__['data'] = self.__dict__['data'].copy()
        return made

    copy = __copy__

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _data(value):
    return value.data if isinstance(value, (UserList, UserString)) else value


def _comparisons(cls):
    # The comparisons of what is wrapped.
    for name in ('__lt__', '__le__', '__eq__', '__gt__', '__ge__'):
        def method(self, other, name=name):
            return getattr(self.data, name)(_data(other))
        method.__name__ = name
        setattr(cls, name, method)
    return cls


def _given(name, function):
    """A method that gives what a function makes of the data."""
    def method(self):
        return function(self.data)
    method.__name__ = name
    return method


def _remade(name, compute):
    """An operator whose result is one of the same class."""
    def method(self, operand):
        return self.__class__(compute(self.data, operand))
    method.__name__ = name
    return method


@_comparisons
class UserList(MutableSequence):
    """A class to derive lists from: the list itself is in `data`."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_data(initlist))

    def __repr__(self):
        return repr(self.data)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    __add__ = _remade('__add__', lambda data, other: data + list(_data(other)))
    __radd__ = _remade('__radd__', lambda data, other: list(_data(other)) + data)
    __mul__ = __rmul__ = _remade('__mul__', lambda data, n: data * n)

    def __iadd__(self, other):
        self.data += _data(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        made = self.__class__.__new__(self.__class__)
        made.__dict__.update(self.__dict__)
        made.__dict__['data'] = self.__dict__['data'][:]
        return made

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_data(other))


@_comparisons
class UserString(Sequence):
    def __init__(self, seq):
        self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return self.data

    def __repr__(self):
        return repr(self.data)

    maketrans = str.maketrans

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)

    __int__, __float__, __complex__, __hash__ = (
        _given('__' + function.__name__ + '__', function) for function in (int, float, complex, hash))

    def __getnewargs__(self):
        return (self.data[:],)

    def __contains__(self, char):
        return _data(char) in self.data

    def __len__(self):
        return len(self.data)

    # What gives a new string of the same class.
    __getitem__ = _remade('__getitem__', lambda data, index: data[index])
    __add__ = _remade('__add__', lambda data, other: data + str(other))
    __radd__ = _remade('__radd__', lambda data, other: str(other) + data)
    __mul__ = __rmul__ = _remade('__mul__', lambda data, n: data * n)
    __mod__ = _remade('__mod__', lambda data, args: data % args)

    def __rmod__(self, template):
        return type(self)(str(template) % self)


def _forward(name, wrap):
    function = getattr(str, name)

    def method(self, /, *args, **kwds):
        result = function(self.data, *map(_data, args), **kwds)
        return self.__class__(result) if wrap else result
    method.__name__ = name
    method.__doc__ = function.__doc__
    return method


for _name in ('capitalize', 'casefold', 'center', 'expandtabs', 'ljust', 'lower', 'lstrip', 'removeprefix',
              'removesuffix', 'replace', 'rjust', 'rstrip', 'strip', 'swapcase', 'title', 'translate', 'upper', 'zfill'):
    setattr(UserString, _name, _forward(_name, True))
for _name in ('count', 'endswith', 'find', 'format', 'format_map', 'index', 'isalpha', 'isalnum', 'isascii',
              'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle',
              'isupper', 'join', 'partition', 'rfind', 'rindex', 'rpartition', 'rsplit', 'split', 'splitlines',
              'startswith'):
    setattr(UserString, _name, _forward(_name, False))

for _cls in (ChainMap, UserDict, UserList, UserString):
    _cls.__module__ = 'collections'
