"""Classes whose methods are made from annotated fields."""
import sys
import types
from types import GenericAlias, MappingProxyType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_FIELDS, _PARAMS = '__dataclass_fields__', '__dataclass_params__'


class _FIELD_BASE:
    __slots__ = 'name',

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ('_FIELD', '_FIELD_CLASSVAR', '_FIELD_INITVAR'))


class InitVar:
    __slots__ = 'type',

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        cls = self.type
        name = cls.__name__ if isinstance(cls, type) and not isinstance(cls, GenericAlias) else repr(cls)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


_FIELD_SHOWN = 'name type default default_factory init repr hash compare metadata kw_only _field_type'.split()
_shown = set()


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = MappingProxyType({}) if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only

    def __repr__(self):
        # A field's type may be the class that it belongs to.
        if id(self) in _shown:
            return '...'
        _shown.add(id(self))
        try:
            return 'Field(%s)' % ','.join(f'{name}={getattr(self, name)!r}' for name in _FIELD_SHOWN)
        finally:
            _shown.discard(id(self))

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), '__set_name__', None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = 'init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen'

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Return an object to identify dataclass fields."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_typing(annotation, name):
    typing = sys.modules.get('typing')
    if typing is None:
        return False
    wanted = getattr(typing, name)
    return annotation is wanted or getattr(annotation, '__origin__', None) is wanted


def _word(text):
    # The identifier that a text begins with, and what follows it.
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == '_'):
        end += 1
    return text[:end], text[end:].lstrip()


def _names(annotation, cls, home, test):
    # An annotation that is a str: does its first name mean what is looked for, which the module `home` has?
    name, rest = _word(annotation)
    module = sys.modules.get(cls.__module__)
    scope = module.__dict__ if module else {}
    if rest.startswith('.'):
        last, _ = _word(rest[1:])
        if last:
            if not name or scope.get(name) is not sys.modules.get(home, module):
                return False
            name, scope = last, scope[name].__dict__
    found = scope.get(name)
    return found is not None and test(found)


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name, f.type, f._field_type = name, annotation, _FIELD

    def is_class_var(a):
        return _is_typing(a, 'ClassVar')

    def is_init_var(a):
        return a is InitVar or type(a) is InitVar

    def is_kind(home, test):
        return test(annotation) or isinstance(annotation, str) and _names(annotation, cls, home, test)

    if is_kind('typing', is_class_var):
        f._field_type = _FIELD_CLASSVAR
    elif is_kind(__name__, is_init_var):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and isinstance(f.default, (list, dict, set)):
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory')
    return f


def _make(cls, name, params, body, scope):
    # A method from source; `scope` holds what it refers to.
    source = f'def _create({", ".join(scope)}):\n def {name}({params}):\n' + '\n'.join(f'  {line}' for line in body)
    source += f'\n return {name}'
    made = {}
    module = sys.modules.get(cls.__module__)
    exec(source, module.__dict__ if module else {}, made)
    method = made['_create'](**scope)
    method.__qualname__ = f'{cls.__qualname__}.{name}'
    return method


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _init(cls, fields, frozen, has_post_init, self_name, slots):
    ordered = [f for f in fields if f.init and not f.kw_only]
    keyword = [f for f in fields if f.init and f.kw_only]
    seen_default = False
    for f in ordered:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    scope = {'MISSING': MISSING, '_HAS_DEFAULT_FACTORY': _HAS_DEFAULT_FACTORY,
             '__dataclass_builtins_object__': object}
    body, annotations = [], {}

    def parameter(f):
        annotations[f.name] = f.type
        if f.default is MISSING and f.default_factory is MISSING:
            return f.name
        return f'{f.name}={"_HAS_DEFAULT_FACTORY" if f.default is MISSING else f"_dflt_{f.name}"}'

    for f in fields:
        value = f.name
        if f.default_factory is not MISSING:
            scope[f'_dflt_{f.name}'] = f.default_factory
            value = f'_dflt_{f.name}()'
            if f.init:
                value += f' if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}'
        elif f.default is not MISSING:
            scope[f'_dflt_{f.name}'] = f.default
            if not f.init:
                if not slots:
                    continue
                value = f'_dflt_{f.name}'
        elif not f.init:
            continue
        if f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f'__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})')
        else:
            body.append(f'{self_name}.{f.name}={value}')
    if has_post_init:
        given = ','.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.__post_init__({given})')
    params = [self_name] + [parameter(f) for f in ordered]
    if keyword:
        params += ['*'] + [parameter(f) for f in keyword]
    method = _make(cls, '__init__', ', '.join(params), body or ['pass'], scope)
    annotations['return'] = None
    method.__annotations__ = annotations
    return method


def _repr(fields):
    running = set()

    def __repr__(self):
        if id(self) in running:
            return '...'
        running.add(id(self))
        try:
            shown = ', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in fields)
            return f'{self.__class__.__qualname__}({shown})'
        finally:
            running.discard(id(self))
    return __repr__


def _tuple_of(fields, name):
    return '(' + ''.join(f'{name}.{f.name},' for f in fields) + ')'


def _compared(cls, name, operator, fields):
    body = ['if other.__class__ is self.__class__:',
            f' return {_tuple_of(fields, "self")}{operator}{_tuple_of(fields, "other")}', 'return NotImplemented']
    return _make(cls, name, 'self, other', body, {})


def _frozen_methods(cls, fields):
    names = frozenset(f.name for f in fields)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)
    return __setattr__, __delattr__


def _hash(cls, fields):
    return _make(cls, '__hash__', 'self', [f'return hash({_tuple_of(fields, "self")})'], {})


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    any_frozen_base = has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_bases = True
            fields.update(base_fields)
            any_frozen_base = any_frozen_base or getattr(base, _PARAMS).frozen
    own, kw_seen, kw_now = [], False, kw_only
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _names(annotation, cls, __name__, lambda a: a is KW_ONLY):
            if kw_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_seen = kw_now = True
        else:
            own.append(_get_field(cls, name, annotation, kw_now))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_bases:
        if any_frozen_base and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen_base and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, fields)

    own_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (own_hash is MISSING or own_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    real = [f for f in fields.values() if f._field_type is _FIELD]
    initial = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    if init:
        has_post_init = hasattr(cls, '__post_init__')
        _set_new(cls, '__init__', _init(cls, initial, frozen, has_post_init,
                                        '__dataclass_self__' if 'self' in fields else 'self', slots))
    if repr:
        shown = _repr([f for f in real if f.repr])
        shown.__qualname__ = f'{cls.__qualname__}.__repr__'
        _set_new(cls, '__repr__', shown)
    compared = [f for f in real if f.compare]
    if eq:
        _set_new(cls, '__eq__', _compared(cls, '__eq__', '==', compared))
    if order:
        for name, operator in ('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='):
            if _set_new(cls, name, _compared(cls, name, operator, compared)):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using '
                                'functools.total_ordering')
    if frozen:
        for method in _frozen_methods(cls, real):
            method.__qualname__ = f'{cls.__qualname__}.{method.__name__}'
            if _set_new(cls, method.__name__, method):
                raise TypeError(f'Cannot overwrite attribute {method.__name__} in class {cls.__name__}')
    hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        cls.__hash__ = _hash(cls, hashed)
    elif eq and not has_explicit_hash:
        cls.__hash__ = _hash(cls, hashed) if frozen else None
    if not getattr(cls, '__doc__'):
        import inspect
        cls.__doc__ = cls.__name__ + str(inspect.signature(cls)).replace(' -> None', '')
    if match_args:
        _set_new(cls, '__match_args__', tuple(f.name for f in initial if f.init and not f.kw_only))
    if slots:
        cls = _with_slots(cls, real, frozen)
    from abc import update_abstractmethods
    update_abstractmethods(cls)
    return cls


def _with_slots(cls, real, frozen):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = namespace['__slots__'] = tuple(f.name for f in real)
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if frozen:
        def __getstate__(self):
            return [getattr(self, name) for name in names]

        def __setstate__(self, state):
            for name, value in zip(names, state):
                object.__setattr__(self, name, value)
        cls.__getstate__, cls.__setstate__ = __getstate__, __setstate__
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False):
    """Returns the same class as was passed in, with dunder methods added based on the fields defined in the class."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """Return a tuple describing the fields of this dataclass."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Returns True if obj is a dataclass or an instance of a dataclass."""
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """Return the fields of a dataclass instance as a new dictionary mapping field names to field values."""
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _unfold(obj, lambda pairs: dict_factory(pairs), True)


def astuple(obj, *, tuple_factory=tuple):
    """Return the fields of a dataclass instance as a new tuple of field values."""
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _unfold(obj, lambda pairs: tuple_factory([value for _, value in pairs]), False)


def _unfold(obj, make, keys):
    if _is_instance(obj):
        return make([(f.name, _unfold(getattr(obj, f.name), make, keys)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_unfold(item, make, keys) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_unfold(item, make, keys) for item in obj)
    if isinstance(obj, dict):
        return type(obj)((_unfold(key, make, keys), _unfold(value, make, keys)) for key, value in obj.items())
    import copy
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False):
    """Return a new dynamically created dataclass."""
    namespace = {} if namespace is None else dict(namespace)
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, default = item
            defaults[name] = default
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        from keyword import iskeyword
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
    namespace = {**namespace, **defaults, '__annotations__': annotations}
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots)


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
