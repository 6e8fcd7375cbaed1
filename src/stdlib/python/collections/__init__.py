# OrderedDict, defaultdict, Counter and namedtuple; deque is native. ChainMap and the User classes build on
# collections.abc, so they are made when they are first asked for.

import _operator
import sys as _sys
from _collections import _count_elements, _field, _move_to_end
from keyword import iskeyword as _iskeyword

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque',
           'namedtuple']

_same = _operator.eq
_repr_running = set()


def _guarded(shown):
    # A __repr__ that gives '...' while it already prints the same object.
    def __repr__(self):
        key = id(self)
        if key in _repr_running:
            return '...'
        _repr_running.add(key)
        try:
            return shown(self)
        finally:
            _repr_running.discard(key)
    return __repr__


def _instance_state(obj):
    return vars(obj).copy() or None


def _updated(target, other):
    target.update(other)
    return target


def _shown(obj, content):
    # Empty containers show nothing at all.
    return f'{obj.__class__.__name__}({content()!r})' if obj else obj.__class__.__name__ + '()'


_absent = object()


def _taken(ordered, key):
    # Subclasses may do more when they give a value or delete a key.
    if type(ordered) is OrderedDict:
        return dict.pop(ordered, key)
    value = ordered[key]
    del ordered[key]
    return value


class OrderedDict(dict):
    'A dict whose order can be changed, and counts when two are compared'

    def popitem(self, last=True):
        '''Takes out the newest pair of key and value, or the oldest if last is false.'''
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self) if last else iter(self))
        return key, _taken(self, key)

    def pop(self, key, default=_absent):
        '''Takes out a key and gives its value; without it the default, or KeyError if there is none.'''
        if key in self:
            return _taken(self, key)
        if default is _absent:
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        '''The value of a key, which becomes the default if the key was not there.'''
        if key not in self:
            self[key] = default
            return default
        return self[key]

    def move_to_end(self, key, last=True):
        '''Make a key the newest one, or the oldest if last is false; KeyError if it is not there.'''
        _move_to_end(self, key, last)

    def __eq__(self, other):
        equal = dict.__eq__(self, other)
        if equal is True and isinstance(other, OrderedDict):
            return all(map(_same, self, other))
        return equal

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    @_guarded
    def __repr__(self):
        return _shown(self, lambda: list(self.items()))

    def __reduce__(self):
        return self.__class__, (), _instance_state(self), None, iter(self.items())

    def copy(self):
        'A shallow copy of the same class.'
        return self.__class__(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        'A new one with the keys of an iterable, all of one value.'
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other):
        return _updated(self.__class__(self), other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return _updated(self.__class__(other), self) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


class defaultdict(dict):
    '''defaultdict(default_factory=None, /, [...]) --> dict with default factory

The default factory is called without arguments to produce
a new value when a key is not present, in __getitem__ only.
A defaultdict compares equal to a dict with the same items.
All remaining arguments are treated the same as if they were
passed to the dict constructor, including keyword arguments.'''

    __slots__ = ('default_factory',)

    def __new__(cls, *args, **kwargs):
        made = dict.__new__(cls)
        made.default_factory = None
        return made

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        '''__missing__(key) # Called by __getitem__ for missing key'''
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        value = factory()
        self[key] = value
        return value

    def __repr__(self):
        key = id(self)
        if key in _repr_running:
            factory = '...'
        else:
            _repr_running.add(key)
            try:
                factory = repr(self.default_factory)
            finally:
                _repr_running.discard(key)
        return f'{type(self).__name__}({factory}, {dict.__repr__(self)})'

    def copy(self):
        'D.copy() -> a shallow copy of D.'
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        return _updated(self.copy(), other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        if isinstance(other, dict):
            return _updated(type(self)(self.default_factory, other), self)
        return NotImplemented


def _method(name, doc):
    # Gives a function its place among Counter's methods.
    def decorate(func):
        func.__name__, func.__qualname__, func.__doc__ = name, 'Counter.' + name, doc
        return func
    return decorate


def _comparing(name, doc, operator, strict=None):
    """A comparison that must hold for the counts of every element; one that is strict goes by the operators."""
    @_method(name, doc)
    def compare(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        if strict is not None:
            return strict(self, other) and self != other
        return all(operator(self[element], other[element]) for side in (self, other) for element in side)
    return compare


def _merging(name, doc, merge, alone=None):
    """A new counter of the positive counts that come out; `alone` is for elements that only the other has."""
    @_method(name, doc)
    def merged(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        counts = [(element, merge(count, other[element])) for element, count in self.items()]
        if alone is not None:
            counts += [(element, alone(count)) for element, count in other.items() if element not in self]
        return _positive(counts)
    return merged


def _positive(counts):
    made = Counter()
    for element, count in counts:
        if count > 0:
            made[element] = count
    return made


class Counter(dict):
    '''A dict that counts: elements are the keys, how often each was there are the values. What was never there
    counts zero, and counts may be negative as well.'''

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        'Zero, without an entry for it.'
        return 0

    def total(self):
        'How many elements there are in all'
        return sum(self.values())

    def most_common(self, n=None):
        '''List the n most common elements and their counts from the most common to the least; all of them if n is
        None.'''
        def count(item):
            return item[1]
        if n is None:
            return sorted(self.items(), key=count, reverse=True)
        import heapq
        return heapq.nlargest(n, self.items(), key=count)

    def elements(self):
        '''Yields each element as often as it counts.'''
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        '''Add the counts of a mapping, or count elements.'''
        if not _is_mapping(iterable):
            _count_elements(self, () if iterable is None else iterable)
        elif self:
            for element, count in iterable.items():
                self[element] = count + self.get(element, 0)
        else:
            # With nothing to add to, counts may be of any type.
            super().update(iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        '''Subtract the counts of a mapping, or count elements down; counts may fall below zero.'''
        if iterable is not None:
            pairs = iterable.items() if _is_mapping(iterable) else ((element, 1) for element in iterable)
            for element, count in pairs:
                self[element] = self.get(element, 0) - count
        if kwds:
            self.subtract(kwds)

    def copy(self):
        'A copy of the same class.'
        return self.__class__(self)

    def __reduce__(self):
        counts = dict(self)
        return self.__class__, (counts,)

    def __delitem__(self, elem):
        'Unlike that of a dict it may delete what is not there.'
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        return _shown(self, self._ordered)

    def _ordered(self):
        try:
            return dict(self.most_common())
        except TypeError:
            # Counts that cannot be ordered.
            return dict(self)

    __eq__ = _comparing('__eq__', 'Whether all counts agree; what is missing counts zero.', _same)
    __le__ = _comparing('__le__', 'Whether no count is above that of the other.', _operator.le)
    __ge__ = _comparing('__ge__', 'Whether no count is below that of the other.', _operator.ge)
    __lt__ = _comparing('__lt__', 'Whether it is <= the other, and not equal.', None, _operator.le)
    __gt__ = _comparing('__gt__', 'Whether it is >= the other, and not equal.', None, _operator.ge)
    __hash__ = None

    def __ne__(self, other):
        'Whether any counts differ; what is missing counts zero.'
        return not self == other if isinstance(other, Counter) else NotImplemented

    __add__ = _merging('__add__', 'Add the counts of two counters.', _operator.add, lambda count: count)
    __sub__ = _merging('__sub__', 'Subtract counts, and keep those above zero.', _operator.sub, lambda count: 0 - count)
    __or__ = _merging('__or__', 'The greater one of two counts.', max, lambda count: count)
    __and__ = _merging('__and__', 'The lesser one of two counts.', lambda mine, others: min(others, mine))

    def __pos__(self):
        'The counts above zero.'
        return _positive(self.items())

    def __neg__(self):
        'The counts below zero, without their sign.'
        return _positive((element, 0 - count) for element, count in self.items())

    def _keep_positive(self):
        for element in [e for e, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        '''Adds the counts of another counter, and keeps those above zero.'''
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        '''Subtracts the counts of another counter, and keeps those above zero.'''
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        '''Takes the greater one of two counts.'''
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        '''Takes the lesser one of two counts.'''
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()


def _is_mapping(value):
    if isinstance(value, dict):
        return True
    if value is None or isinstance(value, (str, list, tuple)):
        return False
    from collections.abc import Mapping
    return isinstance(value, Mapping)


def _renamed(names):
    """The names, those that cannot be a field's replaced by their place."""
    seen = set()
    for index, name in enumerate(names):
        usable = name.isidentifier() and name[0] != '_' and name not in seen and not _iskeyword(name)
        seen.add(name)
        yield name if usable else f'_{index}'


def _check_names(typename, names, rename):
    for name in typename, *names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier() or _iskeyword(name):
            fault = 'cannot be a keyword' if name.isidentifier() else 'must be valid identifiers'
            raise ValueError(f'Type names and field names {fault}: {name!r}')
    seen = set()
    for name in names:
        if name[0] == '_' and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)


def _record_methods(typename, fields):
    """What a named tuple can do, beside being made; _make comes as a plain function."""
    new_tuple, count = tuple.__new__, len(fields)
    form = f'({", ".join([name + "=%r" for name in fields])})'

    def _make(cls, iterable):
        made = new_tuple(cls, iterable)
        if len(made) != count:
            raise TypeError(f'Expected {count} arguments, got {len(made)}')
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, old) for name, old in zip(fields, self)])
        if kwds:
            raise ValueError(f'Got unexpected field names: {list(kwds)!r}')
        return made

    def __repr__(self):
        return self.__class__.__name__ + form % (*self,)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return (*self,)

    _make.__doc__ = f'Make a {typename} of the items of an iterable'
    _replace.__doc__ = f'A {typename} with other values in some fields'
    __repr__.__doc__ = 'The name, and the fields with their values'
    _asdict.__doc__ = 'A dict of the values by the names of their fields.'
    __getnewargs__.__doc__ = 'The values as a tuple, for copy and pickle.'
    return _make, _replace, __repr__, _asdict, __getnewargs__


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    '''A new subclass of tuple whose items have names.

    >>> Planet = namedtuple('Planet', 'name moons', defaults=[0])
    >>> Planet('Mars', moons=2).name, Planet('Venus')[1]
    ('Mars', 0)
    '''
    names = field_names.replace(',', ' ').split() if isinstance(field_names, str) else field_names
    names = list(map(str, names))
    if rename:
        names = list(_renamed(names))
    typename = _sys.intern(str(typename))
    _check_names(typename, names, rename)
    fields = tuple(map(_sys.intern, names))
    defaults = None if defaults is None else tuple(defaults)
    first_default = len(fields) - len(defaults or ())
    if first_default < 0:
        raise TypeError('Got more default values than field names')

    # __new__ gets real parameters, so that it binds and complains as any function does.
    parameters = ''.join([name + ', ' for name in fields])
    scope = {'_new_tuple': tuple.__new__, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
    make = eval(f'lambda _cls, {parameters}: _new_tuple(_cls, ({parameters}))', scope)
    make.__name__ = '__new__'
    make.__doc__ = f'Create new instance of {typename}({", ".join(fields)})'
    if defaults is not None:
        make.__defaults__ = defaults

    body = {'__doc__': f'{typename}({", ".join(fields)})', '__slots__': (), '_fields': fields, '__match_args__': fields,
            '_field_defaults': dict(zip(fields[first_default:], defaults or ()))}
    for method in make, *_record_methods(typename, fields):
        name = method.__name__
        method.__qualname__ = f'{typename}.{name}'
        body[name] = classmethod(method) if name == '_make' else method
    for index, name in enumerate(fields):
        getter = property(_operator.itemgetter(index), doc=f'Alias for field number {index}')
        body[name] = _field(getter, index)
    made = type(typename, (tuple,), body)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get('__name__', '__main__')
        except ValueError:
            # Called by no Python code.
            return made
    made.__module__ = module
    return made


def __getattr__(name):
    if name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        import _collections_wrappers
        found = globals()[name] = getattr(_collections_wrappers, name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})
