"""Names for annotations: generics, protocols, special forms, TypedDict, NamedTuple, get_type_hints. Nothing is checked at calls.

In parts: forms and variables; aliases and Generic; Protocol; hints; classes that are made; the names of generic classes.
`Pattern` and `Match` are made when they are first asked for, since importing `re` takes longer than all else here.
"""
import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

__all__ = [
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal', 'Optional',
    'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'Union', 'AbstractSet', 'ByteString', 'Container',
    'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView',
    'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable', 'AsyncIterator',
    'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator', 'AsyncContextManager', 'Reversible', 'SupportsAbs',
    'SupportsBytes', 'SupportsComplex', 'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap',
    'Counter', 'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict',
    'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr', 'cast', 'final', 'get_args', 'get_origin',
    'get_type_hints', 'is_typeddict', 'NewType', 'no_type_check', 'no_type_check_decorator', 'NoReturn', 'overload',
    'ParamSpecArgs', 'ParamSpecKwargs', 'runtime_checkable', 'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard']

TYPE_CHECKING = False


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type (None and strs become one); TypeError if it cannot be one."""
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (origin in (Generic, Protocol)
                or not allow_special_forms and (origin is ClassVar or is_argument and origin is Final)):
            raise TypeError(f'{arg} is not valid as type argument')
    if arg is Any or arg is NoReturn or arg is Final or arg is TypeAlias:
        return arg
    if isinstance(arg, _SpecialForm) or arg is Generic or arg is Protocol:
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if isinstance(arg, (type, TypeVar, ForwardRef, types.UnionType, ParamSpec, ParamSpecArgs, ParamSpecKwargs)):
        return arg
    if not callable(arg):
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _type_repr(obj):
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _collect_type_vars(types_, typevar_types=None):
    """The variables in the arguments, each once."""
    wanted = TypeVar if typevar_types is None else typevar_types
    found = []
    for t in types_:
        if isinstance(t, wanted):
            if t not in found:
                found.append(t)
        elif isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
            found += [v for v in t.__parameters__ if v not in found]
    return tuple(found)


def _check_generic(cls, parameters, elen):
    if not elen:
        raise TypeError(f'{cls} is not a generic class')
    alen = len(parameters)
    if alen != elen:
        raise TypeError(f'Too {"many" if alen > elen else "few"} arguments for {cls}; actual {alen}, expected {elen}')


def _prepare_paramspec_params(cls, params):
    """Arguments where a variable may stand for several types: Z[[int, str]] and, for a single one, Z[int, str]."""
    wanted = cls.__parameters__
    if len(wanted) == 1 and params and not _is_param_expr(params[0]):
        return params,
    _check_generic(cls, params, len(wanted))
    return tuple(tuple(p) if isinstance(variable, ParamSpec) and isinstance(p, list) else p
                 for p, variable in zip(params, wanted))


def _unique(items):
    return tuple(dict.fromkeys(items))


# What empties the caches, for tests that look for leaks.
_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    """A cache over a subscript; arguments that have no hash go past it."""
    def decorator(func):
        cached = functools.lru_cache(typed=typed)(func)
        _cleanups.append(cached.cache_clear)

        @functools.wraps(func)
        def inner(*args, **kwds):
            try:
                return cached(*args, **kwds)
            except TypeError:
                pass
            return func(*args, **kwds)
        return inner
    return decorator if func is None else decorator(func)


class _Final:
    """Cannot be subclassed outside."""

    __slots__ = '__weakref__',

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _Immutable:
    """Copies are the same object."""

    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _UnionByOr:
    """`X | Y` is a Union."""

    __slots__ = ()

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _SpecialForm(_Final, _UnionByOr, _root=True):
    # Any, Union, Optional, ...: no classes; some can be subscripted.

    __slots__ = '_name', '__doc__', '_getitem'

    def __init__(self, getitem):
        self._getitem, self._name, self.__doc__ = getitem, getitem.__name__, getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _LiteralSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        return self._getitem(self, *parameters)


def _bare_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


def _single_form(name, doc):
    def getitem(self, parameters):
        return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


Any = _bare_form('Any', 'Special type indicating an unconstrained type.')
NoReturn = _bare_form('NoReturn', 'Special type indicating functions that never return.')
TypeAlias = _bare_form('TypeAlias', 'Special marker of assignments that are type aliases.')
ClassVar = _single_form('ClassVar', 'Special type construct to mark class variables.')
Final = _single_form('Final', 'Special typing construct to indicate final names to type checkers.')
TypeGuard = _single_form('TypeGuard', 'Special form for the return type of functions that narrow types.')


@_SpecialForm
def Union(self, parameters):
    """Union type; Union[X, Y] means either X or Y."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for p in parameters:
        p = _type_check(p, 'Union[arg, ...]: each arg must be a type.')
        if isinstance(p, (_UnionGenericAlias, types.UnionType)):
            flat += p.__args__
        else:
            flat.append(p)
    flat = _unique(flat)
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _UnionGenericAlias(self, flat, name='Optional')
    return _UnionGenericAlias(self, flat)


@_SpecialForm
def Optional(self, parameters):
    """Optional type; Optional[X] is equivalent to Union[X, None]."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_LiteralSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """Special typing form to define literal types."""
    flat = []
    for p in parameters:
        if isinstance(p, _LiteralGenericAlias):
            flat += p.__args__
        else:
            flat.append(p)
    try:
        # 1 and True are not the same literal.
        flat = [p for p, _ in dict.fromkeys((p, type(p)) for p in flat)]
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """With ParamSpec and Callable: a function that takes arguments before others."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    *front, last = parameters
    if not isinstance(last, ParamSpec):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable.')
    front = [_type_check(p, 'Concatenate[arg, ...]: each arg must be a type.') for p in front]
    return _ConcatenateGenericAlias(self, (*front, last), _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)


class ForwardRef(_Final, _root=True):
    """A type given as a str, to be evaluated later."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            self.__forward_code__ = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            globalns = localns if globalns is None else globalns
            globalns = {} if globalns is None else globalns
            localns = globalns if localns is None else localns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
            value = _type_check(eval(self.__forward_code__, globalns, localns),
                                'Forward references must evaluate to types.', is_argument=self.__forward_is_argument__,
                                allow_special_forms=self.__forward_is_class__)
            self.__forward_value__ = _eval_type(value, globalns, localns, recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class _TypeVarLike(_UnionByOr):
    __slots__ = ()

    def _describe(self, name, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = _type_check(bound, 'Bound must be a type.') if bound else None
        module = sys._getframe(2).f_globals.get('__name__', '__main__')
        if module != 'typing':
            self.__module__ = module

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __reduce__(self):
        return self.__name__


class TypeVar(_Final, _Immutable, _TypeVarLike, _root=True):
    """Type variable."""

    __slots__ = '__name__', '__bound__', '__constraints__', '__covariant__', '__contravariant__', '__dict__'

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self._describe(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__constraints__ = tuple(_type_check(t, 'TypeVar(name, constraint, ...): constraints must be types.')
                                     for t in constraints)


class ParamSpec(_Final, _Immutable, _TypeVarLike, _root=True):
    """Parameter specification variable."""

    __slots__ = '__name__', '__bound__', '__covariant__', '__contravariant__', '__dict__'

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self._describe(name, bound, covariant, contravariant)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class _ParamSpecPart(_Final, _Immutable, _root=True):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._part}'

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """The args of a ParamSpec, for *args."""

    _part = 'args'


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """The kwargs of a ParamSpec, for **kwargs."""

    _part = 'kwargs'


