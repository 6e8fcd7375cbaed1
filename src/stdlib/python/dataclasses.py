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


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


_HAS_DEFAULT_FACTORY, MISSING, KW_ONLY = _HAS_DEFAULT_FACTORY_CLASS(), _MISSING_TYPE(), _KW_ONLY_TYPE()
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
    """What says more of a field than a default value can."""
    if not (default is MISSING or default_factory is MISSING):
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_typing(annotation, name):
    # Whoever uses a name of typing has imported it.
    wanted = getattr(sys.modules.get('typing'), name, MISSING)
    return annotation is wanted or getattr(annotation, '__origin__', None) is wanted


def _word(text):
    # The identifier that a text begins with, and what follows it.
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == '_'):
        end += 1
    return text[:end], text[end:].lstrip()


def _home_of(cls):
    """The module of a class, and its names."""
    module = sys.modules.get(cls.__module__)
    return module, vars(module) if module else {}


def _names(annotation, cls, home, test):
    # An annotation that is a str: does its first name mean what is looked for, which the module `home` has?
    name, rest = _word(annotation)
    module, scope = _home_of(cls)
    if rest.startswith('.'):
        last, _ = _word(rest[1:])
        if last:
            if not name or scope.get(name) is not sys.modules.get(home, module):
                return False
            name, scope = last, scope[name].__dict__
    found = scope.get(name)
    return found is not None and test(found)


def _is_class_var(annotation):
    return _is_typing(annotation, 'ClassVar')


def _is_init_var(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _means(annotation, cls, home, test):
    """Whether an annotation, or what it names if it is a str, passes a test."""
    return test(annotation) or isinstance(annotation, str) and _names(annotation, cls, home, test)


def _kind_of(annotation, cls):
    if _means(annotation, cls, 'typing', _is_class_var):
        return _FIELD_CLASSVAR
    return _FIELD_INITVAR if _means(annotation, cls, __name__, _is_init_var) else _FIELD


def _get_field(cls, name, annotation, kw_only):
    f = getattr(cls, name, MISSING)
    if not isinstance(f, Field):
        # The descriptor of a slot is no default.
        f = field(default=MISSING if isinstance(f, types.MemberDescriptorType) else f)
    f.name, f.type = name, annotation
    kind = f._field_type = _kind_of(annotation, cls)
    if kind is _FIELD:
        if isinstance(f.default, (list, dict, set)):
            raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
    elif f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if kind is not _FIELD_CLASSVAR:
        f.kw_only = kw_only if f.kw_only is MISSING else f.kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    return f


def _has_default(f):
    return f.default is not MISSING or f.default_factory is not MISSING


class _Methods:
    """The new methods of a class. Those that are written as source are made all at once."""

    def __init__(self, cls):
        self.cls, self.new, self.source, self.scope = cls, {}, [], {}

    def add(self, name, make, *args, refusal=None):
        """Takes a method unless the class has one of its own; `make` gives it, or its parameters and lines."""
        if name not in self.cls.__dict__:
            self.new[name] = make(*args)
        elif refusal is not None:
            raise TypeError(f'Cannot overwrite attribute {name} in class {self.cls.__name__}{refusal}')

    def define(self):
        written = [name for name, method in self.new.items() if isinstance(method, tuple)]
        if written:
            source = [f'def _create({",".join(self.scope)}):']
            for name in written:
                params, body = self.new[name]
                source += [f' def {name}({params}):', *(f'  {line}' for line in body)]
            source.append(f' return {",".join(written)},')
            made = {}
            exec('\n'.join(source), _home_of(self.cls)[1], made)
            self.new.update(zip(written, made['_create'](**self.scope)))
        for name, method in self.new.items():
            method.__qualname__ = f'{self.cls.__qualname__}.{name}'
            setattr(self.cls, name, method)


def _parameters(fields):
    """The parameters of __init__ for fields, those by keyword last."""
    plain = [f for f in fields if f.init and not f.kw_only]
    given = [f for f in plain if _has_default(f)]
    for f in plain[plain.index(given[0]) if given else len(plain):]:
        if not _has_default(f):
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    named = [f for f in fields if f.init and f.kw_only]
    return plain + ['*'] * bool(named) + named


def _init(fields, parameters, scope, frozen, has_post_init, self_name, slots):
    def declared(f):
        if f == '*' or not _has_default(f):
            return getattr(f, 'name', f)
        return f'{f.name}={"_HAS_DEFAULT_FACTORY" if f.default is MISSING else f"_dflt_{f.name}"}'

    def value(f):
        """What is assigned to the field; None if nothing is."""
        default = f'_dflt_{f.name}'
        if f.default_factory is not MISSING:
            scope[default] = f.default_factory
            return f'{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}' if f.init else f'{default}()'
        if f.default is not MISSING:
            scope[default] = f.default
            # Without slots the class has it.
            return f.name if f.init else default if slots else None
        return f.name if f.init else None

    scope.update(MISSING=MISSING, _HAS_DEFAULT_FACTORY=_HAS_DEFAULT_FACTORY, __dataclass_builtins_object__=object)
    assign = '{0}.{1}={2}' if not frozen else '__dataclass_builtins_object__.__setattr__({0},{1!r},{2})'
    values = [(f, value(f)) for f in fields]
    body = [assign.format(self_name, f.name, text) for f, text in values
            if text is not None and f._field_type is not _FIELD_INITVAR]
    if has_post_init:
        passed = [f.name for f in fields if f._field_type is _FIELD_INITVAR]
        body.append(f'{self_name}.__post_init__({",".join(passed)})')
    return ','.join([self_name, *map(declared, parameters)]), body or ['pass']


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


def _compared(operator, fields):
    return 'self, other', ['if other.__class__ is self.__class__:',
                           f' return {_tuple_of(fields, "self")}{operator}{_tuple_of(fields, "other")}',
                           'return NotImplemented']


def _hash(fields):
    return 'self', [f'return hash({_tuple_of(fields, "self")})']


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


def _all_fields(cls, kw_only, frozen):
    """The fields of the bases, then those of the class itself, by their names."""
    fields = {}
    own = cls.__dict__.get('__annotations__', {})
    bases = [base for base in cls.__mro__[:0:-1] if getattr(base, _FIELDS, None) is not None]
    for base in bases:
        fields.update(getattr(base, _FIELDS))
    marker = None
    for name, annotation in own.items():
        if not _means(annotation, cls, __name__, _is_kw_only):
            fields[name] = _get_field(cls, name, annotation, kw_only)
            continue
        if marker is not None:
            raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
        marker, kw_only = name, True
    for name in own:
        if name != marker and isinstance(getattr(cls, name, None), Field):
            # The class keeps the default value only.
            if fields[name].default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, fields[name].default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if bases and bool(frozen) != any(getattr(base, _PARAMS).frozen for base in bases):
        kinds = ('frozen', 'a non-frozen') if frozen else ('non-frozen', 'a frozen')
        raise TypeError('cannot inherit {} dataclass from {} one'.format(*kinds))
    return fields


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    fields = _all_fields(cls, kw_only, frozen)
    setattr(cls, _FIELDS, fields)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    real = [f for f in fields.values() if f._field_type is _FIELD]
    initial = [f for f in fields.values() if f._field_type is not _FIELD_CLASSVAR]
    compared = [f for f in real if f.compare]
    hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
    # With an __eq__ of its own the class statement sets __hash__ to None.
    own_hash = cls.__dict__.get('__hash__', MISSING)
    has_own_hash = own_hash is not MISSING and not (own_hash is None and '__eq__' in cls.__dict__)

    methods = _Methods(cls)
    if init:
        parameters = _parameters(initial)
        methods.add('__init__', _init, initial, parameters, methods.scope, frozen, hasattr(cls, '__post_init__'),
                    '__dataclass_self__' if 'self' in fields else 'self', slots)
    if repr:
        methods.add('__repr__', _repr, [f for f in real if f.repr])
    if eq:
        methods.add('__eq__', _compared, '==', compared)
    if order:
        for name, operator in ('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='):
            methods.add(name, _compared, operator, compared, refusal='. Consider using functools.total_ordering')
    if frozen:
        for method in _frozen_methods(cls, real):
            methods.add(method.__name__, lambda: method, refusal='')
    if unsafe_hash:
        if has_own_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        methods.new['__hash__'] = _hash(hashed)
    elif eq and frozen and not has_own_hash:
        methods.new['__hash__'] = _hash(hashed)
    methods.define()
    if init and '__init__' in methods.new:
        types_of = {f.name: f.type for f in parameters if f != '*'}
        cls.__init__.__annotations__ = {**types_of, 'return': None}
    if eq and not (frozen or unsafe_hash or has_own_hash):
        cls.__hash__ = None

    if not cls.__doc__:
        import inspect
        cls.__doc__ = cls.__name__ + str(inspect.signature(cls)).replace(' -> None', '')
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in initial if f.init and not f.kw_only])
    if slots:
        cls = _with_slots(cls, real, frozen)
    from abc import update_abstractmethods
    return update_abstractmethods(cls)


def _with_slots(cls, real, frozen):
    namespace = dict(vars(cls))
    if '__slots__' in namespace:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    names = tuple([f.name for f in real])
    for name in *names, '__dict__', '__weakref__':
        namespace.pop(name, None)
    full_name = cls.__qualname__
    cls = type(cls)(cls.__name__, cls.__bases__, namespace | {'__slots__': names})
    cls.__qualname__ = full_name
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
    """Gives a class the methods that follow from its annotated fields."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass, without those that are for the class or for __init__ only."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _check_instance(function, obj):
    if not _is_instance(obj):
        raise TypeError(function + '() should be called on dataclass instances')


def _is_instance(obj):
    cls = type(obj)
    return hasattr(cls, _FIELDS)


def is_dataclass(obj):
    """Whether an object is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) and not isinstance(obj, GenericAlias) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields by their names in a dict, and those of dataclasses in them likewise."""
    _check_instance('asdict', obj)
    return _unfold(obj, lambda pairs: dict_factory(pairs), True)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields in a tuple, and those of dataclasses in them likewise."""
    _check_instance('astuple', obj)
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
    """A new dataclass of a name and fields: NAME, (NAME, TYPE) or (NAME, TYPE, DEFAULT)."""
    from keyword import iskeyword
    body = dict(namespace or ())
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            item = item, 'typing.Any'
        elif not 2 <= len(item) <= 3:
            raise TypeError(f'Invalid field: {item!r}')
        name, annotation, *default = item
        if not (isinstance(name, str) and name.isidentifier()):
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
        if default:
            body[name], = default
    body['__annotations__'] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda scope: scope.update(body))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots)


def replace(obj, /, **changes):
    """Another instance with other values in some fields."""
    _check_instance('replace', obj)
    for name, f in getattr(obj, _FIELDS).items():
        is_given = name in changes
        if f._field_type is _FIELD_CLASSVAR or f.init and is_given:
            continue
        if is_given:
            raise ValueError(f'field {name} is declared with init=False, it cannot be specified with replace()')
        if f.init:
            if f.default is MISSING and f._field_type is _FIELD_INITVAR:
                raise ValueError(f'InitVar {name!r} must be specified with replace()')
            changes[name] = getattr(obj, name)
    return type(obj)(**changes)
