"""How objects of foreign classes are taken apart and made again, for copy and pickle."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension', 'clear_extension_cache']

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    _check_callable('reduction functions', pickle_function)
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    _check_callable('constructors', object)


def _check_callable(what, obj):
    if not callable(obj):
        raise TypeError(what + ' must be callable')


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    from functools import reduce
    from operator import or_
    return reduce, (or_, obj.__args__)


dispatch_table.update({complex: pickle_complex, type(int | str): pickle_union})


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    made = object.__new__(cls) if base is object else base.__new__(cls, state)
    if base.__init__ != object.__init__:
        # A mutable native takes its content here.
        base.__init__(made, state)
    return made


def _type_name(cls):
    # Classes written in Rust are named with their module.
    if cls.__flags__ & _HEAPTYPE or cls.__module__ == 'builtins':
        return cls.__name__
    return f'{cls.__module__}.{cls.__name__}'


def _native_base(cls):
    # The nearest class that no class statement made.
    return next(base for base in cls.__mro__ if not base.__flags__ & _HEAPTYPE)


_HEAPTYPE = 1 << 9


def __reduce_ex__(obj, protocol):
    """What object.__reduce_ex__ gives for objects that say nothing of their own."""
    cls = type(obj)
    if protocol < 2:
        return _reduce_1(obj, cls, protocol)
    if hasattr(cls, '__getnewargs_ex__'):
        both = obj.__getnewargs_ex__()
        if not isinstance(both, tuple):
            raise TypeError(f'__getnewargs_ex__ should return a tuple, not {type(both).__name__!r}')
        if len(both) != 2:
            raise ValueError(f'__getnewargs_ex__ should return a tuple of length 2, not {len(both)}')
        args, kwargs = both
        for item, place, kind in (args, 'first', tuple), (kwargs, 'second', dict):
            if not isinstance(item, kind):
                raise TypeError(f'{place} item of the tuple returned by __getnewargs_ex__ must be a {kind.__name__}, '
                                f'not {type(item).__name__!r}')
    else:
        args, kwargs = None, {}
        if hasattr(cls, '__getnewargs__'):
            args = obj.__getnewargs__()
            if not isinstance(args, tuple):
                raise TypeError(f'__getnewargs__ should return a tuple, not {type(args).__name__!r}')
    items = iter(obj) if isinstance(obj, list) else None
    pairs = iter(obj.items()) if isinstance(obj, dict) else None
    plain = args is not None or items is not None or pairs is not None or _native_base(cls) in _plain_bases
    state = _state(obj, cls, plain)
    args = args or ()
    if kwargs:
        return __newobj_ex__, (cls, args, kwargs), state, items, pairs
    return __newobj__, (cls, *args), state, items, pairs


_plain_bases = object, dict, list


def _state(obj, cls, plain):
    getstate = getattr(obj, '__getstate__', None)
    if getstate is not None:
        return getstate()
    if not plain:
        raise TypeError(f'cannot pickle {_type_name(cls)!r} object')
    state = getattr(obj, '__dict__', None) or None
    slots = {name: getattr(obj, name) for name in _slotnames(cls) if hasattr(obj, name)}
    return (state, slots) if slots else state


def _reduce_1(obj, cls, protocol):
    base = _native_base(cls)
    if base is object:
        value = None
    elif base is cls:
        raise TypeError(f'cannot pickle {_type_name(cls)!r} object')
    else:
        value = base(obj)
    args = cls, base, value
    getstate = getattr(obj, '__getstate__', None)
    if getstate is not None:
        state = getstate()
    else:
        if getattr(obj, '__slots__', None):
            raise TypeError(f'cannot pickle {cls.__name__!r} object: a class that defines __slots__ without defining '
                            f'__getstate__ cannot be pickled with protocol {protocol}')
        state = getattr(obj, '__dict__', None)
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def _slotnames(cls):
    """The names of all slots of a class that an object's state consists of."""
    names = cls.__dict__.get('__slotnames__')
    if names is not None:
        return names
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = base.__name__.lstrip('_')
                name = f'_{stripped}{name}' if stripped else name
            names.append(name)
    try:
        cls.__slotnames__ = names
    except TypeError:
        pass
    return names


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Gives a class or function a number that stands for its name in pickles."""
    code, key = int(code), (module, name)
    if not 0 < code < 1 << 31:
        raise ValueError('code out of range')
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f'key {key} is already registered with code {_extension_registry[key]}')
    if code in _inverted_registry:
        raise ValueError(f'code {code} is already in use for key {_inverted_registry[code]}')
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    """Takes the number back, which tests want to do."""
    key = module, name
    if (_extension_registry.get(key), _inverted_registry.get(code)) != (code, key):
        raise ValueError(f'key {key} is not registered with code {code}')
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
