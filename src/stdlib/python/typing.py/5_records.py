# Classes that are made: NamedTuple, TypedDict, NewType.

def _make_nmtuple(name, pairs, module, defaults=()):
    pairs = [(field, _type_check(t, f'field {field} annotation must be a type')) for field, t in pairs]
    made = collections.namedtuple(name, [field for field, _ in pairs], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = dict(pairs)
    return made


_prohibited = frozenset({'__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make',
                         '_replace', '_asdict', '_source'})
_special = frozenset(('__module__', '__name__', '__annotations__'))


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        annotations = ns.get('__annotations__', {})
        defaults = []
        for field in annotations:
            if field in ns:
                defaults.append(field)
            elif defaults:
                raise TypeError(f'Non-default namedtuple field {field} cannot follow default field'
                                f'{"s" if len(defaults) > 1 else ""} {", ".join(defaults)}')
        made = _make_nmtuple(typename, annotations.items(), ns['__module__'], [ns[field] for field in defaults])
        for key, value in ns.items():
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in _special and key not in made._fields:
                setattr(made, key, value)
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A namedtuple whose fields have types."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    return _make_nmtuple(typename, fields, _caller_module())


def _as_base(function, metaclass, fault=None):
    """Lets a function stand as a base class: an empty class takes its place, alone if there is a fault to tell."""
    stand_in = type.__new__(metaclass, function.__name__, (), {})

    def mro_entries(bases):
        if fault is not None and len(bases) > 1:
            raise TypeError(fault)
        return stand_in,
    function.__mro_entries__ = mro_entries
    return stand_in


_NamedTuple = _as_base(NamedTuple, NamedTupleMeta, 'Multiple inheritance with NamedTuple is not supported')


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        if not all(type(base) is _TypedDictMeta for base in bases):
            raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(t, message, module=made.__module__)
               for key, t in ns.get('__annotations__', {}).items()}

        def collected(attribute, mine):
            together = {}
            for keys in [*(vars(base).get(attribute, ()) for base in bases), mine]:
                together.update(keys if isinstance(keys, dict) else dict.fromkeys(keys))
            return together

        made.__annotations__ = collected('__annotations__', own)
        made.__required_keys__ = frozenset(collected('__required_keys__', own if total else ()))
        made.__optional_keys__ = frozenset(collected('__optional_keys__', () if total else own))
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    # Calling the class makes a plain dict.
    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys are known, each with a type."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    module = _caller_module()
    return _TypedDictMeta(typename, (), {'__annotations__': dict(fields), '__module__': module}, total=total)


_TypedDict = _as_base(TypedDict, _TypedDictMeta)


class NewType(_UnionByOr):
    """Another name for a type, to be told from it by checkers only."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = _caller_module()
        if module != 'typing':
            self.__module__ = module

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __call__(self, x):
        return x

    def __reduce__(self):
        return self.__qualname__


