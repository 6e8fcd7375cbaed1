"""Names for annotations. They can be subscripted, compared, printed and used as bases; nothing is checked."""
import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from types import GenericAlias

TYPE_CHECKING = False


class _Final:
    __slots__ = '__weakref__',

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


def _shown(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _type_check(arg, message):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (ClassVar, Final):
        raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if not callable(arg) and not isinstance(arg, (type, TypeVar, ForwardRef, types.UnionType, _SpecialForm)):
        raise TypeError(f'{message} Got {arg!r:.100}.')
    return arg


class _SpecialForm(_Final, _root=True):
    # Any, Union, Optional, ...: no classes, some take parameters.

    __slots__ = '_name', '__doc__', '_getitem'

    def __init__(self, getitem):
        self._getitem, self._name, self.__doc__ = getitem, getitem.__name__, getitem.__doc__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


@_SpecialForm
def Any(self, parameters):
    """Special type indicating an unconstrained type."""
    raise TypeError(f'{self} is not subscriptable')


@_SpecialForm
def NoReturn(self, parameters):
    """Special type indicating functions that never return."""
    raise TypeError(f'{self} is not subscriptable')


@_SpecialForm
def ClassVar(self, parameters):
    """Special type construct to mark class variables."""
    return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


@_SpecialForm
def Final(self, parameters):
    """Special typing construct to indicate final names to type checkers."""
    return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


@_SpecialForm
def TypeGuard(self, parameters):
    """Special typing form used to annotate the return type of a user-defined type guard function."""
    return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


@_SpecialForm
def TypeAlias(self, parameters):
    """Special marker indicating that an assignment should be recognized as a proper type alias definition."""
    raise TypeError(f'{self} is not subscriptable')


@_SpecialForm
def Concatenate(self, parameters):
    """Used with ParamSpec and Callable to say that a function takes arguments before others."""
    return _GenericAlias(self, parameters if isinstance(parameters, tuple) else (parameters,))


def _unique(parameters):
    found = []
    for parameter in parameters:
        if parameter not in found:
            found.append(parameter)
    return tuple(found)


@_SpecialForm
def Union(self, parameters):
    """Union type; Union[X, Y] means either X or Y."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for p in parameters:
        p = _type_check(p, 'Union[arg, ...]: each arg must be a type.')
        if isinstance(p, _UnionGenericAlias) or isinstance(p, types.UnionType):
            flat.extend(p.__args__)
        else:
            flat.append(p)
    flat = _unique(flat)
    return flat[0] if len(flat) == 1 else _UnionGenericAlias(self, flat)


@_SpecialForm
def Optional(self, parameters):
    """Optional type; Optional[X] is equivalent to Union[X, None]."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_SpecialForm
def Literal(self, parameters):
    """Special typing form to define literal types."""
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    seen = {(type(p), p): p for p in parameters} if all(p.__hash__ for p in parameters) else dict(enumerate(parameters))
    return _GenericAlias(self, tuple(seen.values()))


class ForwardRef(_Final, _root=True):
    """Internal wrapper to hold a forward reference."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            self.__forward_code__ = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}') from None
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None

    def _evaluate(self, globalns, localns):
        return _evaluated(eval(self.__forward_code__, globalns or {}, localns), globalns, localns)

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class TypeVar(_Final, _root=True):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__name__ = name
        self.__constraints__ = tuple(_type_check(c, 'TypeVar(name, constraint, ...): constraints must be types.')
                                     for c in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, 'Bound must be a type.')
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__module__ = sys._getframe(1).f_globals.get('__name__', '__main__')

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __reduce__(self):
        return self.__name__


class ParamSpec(TypeVar, _root=True):
    """Parameter specification variable."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.args'


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f'{self.__origin__.__name__}.kwargs'


def _variables(args):
    found = []
    for arg in args:
        if isinstance(arg, TypeVar):
            found.append(arg)
        elif isinstance(arg, (_GenericAlias, GenericAlias, types.UnionType)):
            found.extend(arg.__parameters__)
        elif isinstance(arg, list):
            found.extend(_variables(arg))
    return _unique(found)


class _BaseGenericAlias(_Final, _root=True):
    def __init__(self, origin, inst=True, name=None):
        self.__dict__.update(__origin__=origin, _inst=inst, _name=name)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not (attr.startswith('__') and attr.endswith('__')):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst, name)
        self.__dict__.update(__args__=args, __parameters__=_variables(args))
        if not name:
            self.__dict__['__module__'] = getattr(origin, '__module__', 'typing')

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        wanted = self.__parameters__
        if not wanted:
            raise TypeError(f'{self} is not a generic class')
        if len(wanted) != len(params):
            raise TypeError(f'Too {"many" if len(params) > len(wanted) else "few"} arguments for {self}; '
                            f'actual {len(params)}, expected {len(wanted)}')
        chosen = dict(zip(wanted, params))

        def put(arg):
            if isinstance(arg, TypeVar):
                return chosen[arg]
            if isinstance(arg, (_GenericAlias, GenericAlias, types.UnionType)) and arg.__parameters__:
                return arg[tuple(chosen[v] for v in arg.__parameters__)]
            return arg
        return self.copy_with(tuple(map(put, self.__args__)))

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _shown(self.__origin__)
        args = ', '.join(map(_shown, self.__args__)) or '()'
        return f'{name}[{args}]'

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            found = [self.__origin__]
            if not any(isinstance(b, _BaseGenericAlias) and b.__origin__ is Generic or b is Generic for b in bases):
                found.append(Generic)
            return tuple(cls for cls in found if cls not in bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            after = bases[bases.index(self) + 1:]
            if any(isinstance(b, _BaseGenericAlias) for b in after):
                return ()
        return (self.__origin__,)

    def __reduce__(self):
        return operator.getitem, (self.__origin__, self.__args__ if len(self.__args__) != 1 else self.__args__[0])

    def __iter__(self):
        raise TypeError(f'{type(self).__name__!r} object is not iterable')


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_shown(args[0] if args[1] is type(None) else args[1])}]'
        return f'typing.Union[{", ".join(map(_shown, args))}]'

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)


class _CallableGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        *args, result = self.__args__
        if args and args[0] is ...:
            return f'typing.Callable[..., {_shown(result)}]'
        return f'typing.Callable[[{", ".join(map(_shown, args))}], {_shown(result)}]'


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    # List, Dict, ...: the same as a class, with parameters.

    def __init__(self, origin, count, *, inst=True, name=None):
        super().__init__(origin, inst, name or origin.__name__)
        self.__dict__.update(_nparams=count, __module__='typing', __doc__=f'A generic version of {_shown(origin)}.')

    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        if self.__origin__ is collections.abc.Callable:
            if len(params) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            args, result = params
            if isinstance(args, list):
                args = tuple(_type_check(arg, 'Callable[[arg, ...], result]: each arg must be a type.') for arg in args)
            else:
                args = (args,)
            result = _type_check(result, 'Callable[args, result]: result must be a type.')
            return _CallableGenericAlias(self.__origin__, args + (result,), name='Callable', inst=False)
        if self.__origin__ is tuple:
            if params == ((),):
                return _GenericAlias(tuple, (), name='Tuple', inst=False)
            checked = tuple(p if p is ... else _type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.')
                            for p in params)
            return _GenericAlias(tuple, checked, name='Tuple', inst=False)
        if len(params) != self._nparams:
            raise TypeError(f'Too {"many" if len(params) > self._nparams else "few"} arguments for {self}; '
                            f'actual {len(params)}, expected {self._nparams}')
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if Generic in bases else (self.__origin__, Generic)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if cls in (Generic, Protocol):
            if not all(isinstance(p, TypeVar) for p in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter '
                                'specification variables.')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        else:
            params = tuple(p if isinstance(p, (list, type(...))) else
                           _type_check(p, 'Parameters to generic types must be types.') for p in params)
            wanted = getattr(cls, '__parameters__', ())
            if not wanted:
                raise TypeError(f'{cls} is not a generic class')
            if len(wanted) != len(params):
                raise TypeError(f'Too {"many" if len(params) > len(wanted) else "few"} arguments for {cls}; '
                                f'actual {len(params)}, expected {len(wanted)}')
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is not None and Generic in bases or bases is None and Generic in cls.__bases__ \
                and cls.__name__ != 'Protocol':
            raise TypeError('Cannot inherit from plain Generic')
        parameters = _variables(bases or ())
        for base in bases or ():
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                parameters = base.__parameters__
        cls.__parameters__ = tuple(parameters)


def _protocol_names(cls):
    hidden = {'__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
              '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '__parameters__', '__orig_bases__',
              '__orig_class__', '_is_protocol', '_is_runtime_protocol', '_abc_impl', '__init_subclass__',
              '__match_args__'}
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            for name in [*base.__dict__, *base.__dict__.get('__annotations__', {})]:
                if name not in hidden and not name.startswith('_abc_'):
                    names.add(name)
    return names


def _abc_meta():
    from abc import ABCMeta
    return ABCMeta


class _ProtocolMeta(_abc_meta()):
    def __instancecheck__(cls, instance):
        if getattr(cls, '_is_protocol', False):
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
            if all(hasattr(instance, name) and (getattr(instance, name) is not None or
                                                not callable(getattr(cls, name, None)))
                   for name in _protocol_names(cls)):
                return True
        return super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__ or cls._is_protocol and '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError('Protocols cannot be instantiated')


def _protocol_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    if not getattr(cls, '_is_runtime_protocol', False):
        raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
    for name in _protocol_names(cls):
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol."""
    if not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


class Annotated:
    """Add context specific metadata to a type: Annotated[T, x]."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        return _AnnotatedAlias(_type_check(params[0], 'Annotated[t, ...]: t must be a type.'), params[1:])


class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,))
        self.__dict__['__metadata__'] = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_shown(self.__origin__)}, {", ".join(repr(a) for a in self.__metadata__)}]'

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


def cast(typ, val):
    """Cast a value to a type: returns the value unchanged."""
    return val


def _evaluated(value, globalns, localns):
    if isinstance(value, str):
        value = ForwardRef(value)
    if isinstance(value, ForwardRef):
        return value._evaluate(globalns, localns)
    if isinstance(value, (_GenericAlias, GenericAlias, types.UnionType)):
        args = tuple(_evaluated(arg, globalns, localns) if not isinstance(arg, (str, list)) or
                     isinstance(value, GenericAlias) and isinstance(arg, str) else arg for arg in value.__args__)
        if args == value.__args__:
            return value
        if isinstance(value, GenericAlias):
            return GenericAlias(value.__origin__, args)
        if isinstance(value, types.UnionType):
            return functools.reduce(operator.or_, args)
        return value.copy_with(args)
    return value


def _bare(value):
    if isinstance(value, _AnnotatedAlias):
        return _bare(value.__origin__)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object: its annotations, with forward references resolved."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            scope = getattr(sys.modules.get(base.__module__), '__dict__', {}) if globalns is None else globalns
            local = dict(vars(base)) if localns is None else localns
            annotations = base.__dict__.get('__annotations__', {})
            if isinstance(annotations, types.GetSetDescriptorType):
                continue
            for name, value in annotations.items():
                value = type(None) if value is None else value
                hints[name] = _evaluated(value, scope, local)
    else:
        if globalns is None:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = inner.__dict__ if isinstance(obj, types.ModuleType) else getattr(inner, '__globals__', {})
        localns = globalns if localns is None else localns
        found = getattr(obj, '__annotations__', None)
        if found is None:
            if isinstance(obj, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                                types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)):
                return {}
            raise TypeError(f'{obj!r} is not a module, class, method, or function.')
        defaults = _defaults(obj)
        for name, value in found.items():
            value = _evaluated(type(None) if value is None else value, globalns, localns)
            if name in defaults and defaults[name] is None:
                value = Optional[value]
            hints[name] = value
    return hints if include_extras else {name: _bare(value) for name, value in hints.items()}


def _defaults(func):
    code = getattr(func, '__code__', None)
    if code is None:
        return {}
    values = func.__defaults__ or ()
    names = code.co_varnames[:code.co_argcount]
    found = dict(func.__kwdefaults__ or {})
    found.update(zip(names[len(names) - len(values):], values))
    return found


def get_origin(tp):
    """Get the unsubscripted version of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """Get type arguments with all substitutions performed."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and args[0] is ...):
            args = list(args[:-1]), args[-1]
        return args
    return tp.__args__ if isinstance(tp, types.UnionType) else ()


from _typing_records import (NamedTuple, NewType, TypedDict, final, is_typeddict, no_type_check,
                             no_type_check_decorator, overload)

Callable = _SpecialGenericAlias(collections.abc.Callable, 2, name='Callable')
Tuple = _SpecialGenericAlias(tuple, -1, inst=False, name='Tuple')
List = _SpecialGenericAlias(list, 1, inst=False, name='List')
Dict = _SpecialGenericAlias(dict, 2, inst=False, name='Dict')
Set = _SpecialGenericAlias(set, 1, inst=False, name='Set')
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name='FrozenSet')
Type = _SpecialGenericAlias(type, 1, inst=False, name='Type')
Deque = _SpecialGenericAlias(collections.deque, 1, name='Deque')
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2)
Counter = _SpecialGenericAlias(collections.Counter, 1)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2)
AbstractSet = _SpecialGenericAlias(collections.abc.Set, 1, name='AbstractSet')
ContextManager = _SpecialGenericAlias(contextlib.AbstractContextManager, 1, name='ContextManager')
AsyncContextManager = _SpecialGenericAlias(contextlib.AbstractAsyncContextManager, 1, name='AsyncContextManager')
for _name, _count in dict(
        Hashable=0, Sized=0, ByteString=0, Awaitable=1, AsyncIterable=1, AsyncIterator=1, Iterable=1, Iterator=1,
        Reversible=1, Container=1, Collection=1, MutableSet=1, Sequence=1, MutableSequence=1, KeysView=1,
        ValuesView=1, ItemsView=2, Mapping=2, MutableMapping=2, MappingView=1, AsyncGenerator=2, Coroutine=3,
        Generator=3).items():
    globals()[_name] = _SpecialGenericAlias(getattr(collections.abc, _name), _count)

T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co, V_co, VT_co = (TypeVar(_name, covariant=True) for _name in ('T_co', 'V_co', 'VT_co'))
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str


class _Supports:
    # Makes a runtime protocol of one method.
    def __new__(cls, name, method, generic):
        bases = (Protocol[T_co],) if generic else (Protocol,)

        def body(namespace):
            from abc import abstractmethod

            def asked(self, *args):
                pass
            asked.__name__ = method
            namespace.update({method: abstractmethod(asked), '__module__': 'typing'})
        return runtime_checkable(types.new_class(name, bases, {}, body))


SupportsInt = _Supports('SupportsInt', '__int__', False)
SupportsFloat = _Supports('SupportsFloat', '__float__', False)
SupportsComplex = _Supports('SupportsComplex', '__complex__', False)
SupportsBytes = _Supports('SupportsBytes', '__bytes__', False)
SupportsIndex = _Supports('SupportsIndex', '__index__', False)
SupportsAbs = _Supports('SupportsAbs', '__abs__', True)
SupportsRound = _Supports('SupportsRound', '__round__', True)


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """Typed version of the return of open() in binary mode."""

    __slots__ = ()


class TextIO(IO[str]):
    """Typed version of the return of open() in text mode."""

    __slots__ = ()


def __getattr__(name):
    # Types of `re`, for which it need not be imported before.
    if name in ('Pattern', 'Match'):
        import re
        return _SpecialGenericAlias(getattr(re, name), 1)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


__all__ = [_name for _name in globals() if not _name.startswith('_') and _name not in (
    'collections', 'contextlib', 'functools', 'operator', 'sys', 'types', 'GenericAlias', 'T', 'KT', 'VT', 'T_co',
    'V_co', 'VT_co', 'T_contra', 'CT_co')]
