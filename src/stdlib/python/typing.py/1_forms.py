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


def _as_tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    """What None and a str stand for, everything else as it is."""
    return (type(None) if arg is None
            else ForwardRef(arg, True, module, is_class=allow_special_forms) if isinstance(arg, str)
            else arg)


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type (None and strs become one); TypeError if it cannot be one."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms)
    if isinstance(arg, type) and arg is not Generic and arg is not Protocol:
        return arg
    if isinstance(arg, _GenericAlias):
        # ClassVar[int] is for annotations in classes, Final[int] for those of variables.
        barred = [Generic, Protocol]
        if not allow_special_forms:
            barred += [ClassVar, Final] if is_argument else [ClassVar]
        if arg.__origin__ in barred:
            raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Generic, Protocol) or isinstance(arg, _SpecialForm) and arg not in (Any, NoReturn, Final, TypeAlias):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if callable(arg) or isinstance(arg, (TypeVar, ForwardRef, types.UnionType, ParamSpec, _ParamSpecPart)):
        return arg
    raise TypeError(f'{msg} Got {arg!r:.100}.')


def _types(items, msg):
    return tuple([_type_check(item, msg) for item in items])


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        prefix = '' if obj.__module__ == 'builtins' else obj.__module__ + '.'
        return prefix + obj.__qualname__
    return '...' if obj is ... else obj.__name__ if isinstance(obj, types.FunctionType) else repr(obj)


def _reprs(items):
    return ', '.join(map(_type_repr, items))


def _collect_type_vars(types_, typevar_types=None):
    """The variables in the arguments, each once."""
    found = {}
    for t in types_:
        if isinstance(t, typevar_types or TypeVar):
            found[t] = None
        elif isinstance(t, _PARAMETRISED):
            found.update(dict.fromkeys(t.__parameters__))
    return tuple(found)


def _check_generic(cls, parameters, elen):
    alen = len(parameters)
    if not elen:
        raise TypeError(f'{cls} is not a generic class')
    if alen != elen:
        raise TypeError(f'Too {"many" if alen > elen else "few"} arguments for {cls}; actual {alen}, expected {elen}')


def _fitted(generic, params, with_specs=True):
    """As many arguments as the generic has variables; one ParamSpec stands for several: Z[[int, str]], Z[int, str]."""
    variables = generic.__parameters__
    is_spec = [with_specs and isinstance(v, ParamSpec) for v in variables]
    if is_spec == [True] and params and not _is_param_expr(params[0]):
        return params,
    _check_generic(generic, params, len(variables))
    return tuple([tuple(p) if spec and isinstance(p, list) else p for spec, p in zip(is_spec, params)])


# What empties the caches, for tests that look for leaks.
_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    """A cache over a subscript; arguments that have no hash go past it."""
    if func is None:
        return functools.partial(_tp_cache, typed=typed)
    remember = functools.lru_cache(typed=typed)(func)
    _cleanups.append(remember.cache_clear)

    @functools.wraps(func)
    def subscript(*args, **kwds):
        try:
            return remember(*args, **kwds)
        except TypeError:
            # No hash, or a fault that the second call tells without this one as its context.
            pass
        return func(*args, **kwds)
    return subscript


def _compared_by(key, *kin):
    """A class whose objects equal those of the same class, and of others, that have an equal key."""
    def decorate(cls):
        comparable = cls, *kin

        def __eq__(self, other):
            return key(self) == key(other) if isinstance(other, comparable) else NotImplemented

        def __hash__(self):
            return hash(key(self))

        cls.__eq__, cls.__hash__ = __eq__, __hash__
        return cls
    return decorate


def _caller_module(depth=2):
    return sys._getframe(depth).f_globals.get('__name__', '__main__')


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
        subscript = self._getitem
        return subscript(self, parameters)


class _LiteralSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        subscript = self._getitem
        return subscript(self, *_as_tuple(parameters))


def _form(name, doc, getitem):
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


def _bare_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    return _form(name, doc, getitem)


def _single_form(name, doc):
    def getitem(self, parameters):
        return _GenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))
    return _form(name, doc, getitem)


Any = _bare_form('Any', 'Every type.')
NoReturn = _bare_form('NoReturn', 'What functions return that never do.')
TypeAlias = _bare_form('TypeAlias', 'Marks an assignment that gives a type another name.')
ClassVar = _single_form('ClassVar', 'Marks an annotation in a class whose attribute belongs to the class.')
Final = _single_form('Final', 'Marks names that are not assigned again.')
TypeGuard = _single_form('TypeGuard', 'What functions return whose True tells a type.')


def _flat(items, kinds):
    """The items, those of the kinds replaced by their arguments."""
    for item in items:
        if isinstance(item, kinds):
            yield from item.__args__
        else:
            yield item


@_SpecialForm
def Union(self, parameters):
    """A type of several: Union[X, Y] is X or Y."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    members = _types(_as_tuple(parameters), 'Union[arg, ...]: each arg must be a type.')
    members = tuple(dict.fromkeys(_flat(members, (_UnionGenericAlias, types.UnionType))))
    if len(members) == 1:
        return members[0]
    return _UnionGenericAlias(self, members, name='Optional' if len(members) == 2 and type(None) in members else None)


@_SpecialForm
def Optional(self, parameters):
    """A type or None: Optional[X] is Union[X, None]."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


@_LiteralSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """A type of some values: Literal[1, 'a']."""
    values = tuple(_flat(parameters, _LiteralGenericAlias))
    try:
        # 1 and True are not the same literal.
        values = tuple([value for value, _ in dict.fromkeys(zip(values, map(type, values)))])
    except TypeError:
        pass
    return _LiteralGenericAlias(self, values)


@_SpecialForm
def Concatenate(self, parameters):
    """With ParamSpec and Callable: a function that takes arguments before others."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    *front, last = _as_tuple(parameters)
    if not isinstance(last, ParamSpec):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable.')
    front = _types(front, 'Concatenate[arg, ...]: each arg must be a type.')
    return _ConcatenateGenericAlias(self, (*front, last), _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)


class ForwardRef(_Final, _root=True):
    """A type given as a str, to be evaluated later."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            code = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__, self.__forward_code__, self.__forward_module__ = arg, code, module
        self.__forward_is_argument__, self.__forward_is_class__ = is_argument, is_class
        self.__forward_evaluated__, self.__forward_value__ = False, None

    def _evaluate(self, globalns, localns, recursive_guard):
        text = self.__forward_arg__
        if text in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        given = [space for space in (globalns, localns) if space is not None] or [{}]
        globalns, localns = given[0], given[-1]
        module = sys.modules.get(self.__forward_module__)
        globalns = getattr(module, '__dict__', globalns)
        value = _type_check(eval(self.__forward_code__, globalns, localns),
                            'Forward references must evaluate to types.', self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = value = _eval_type(value, globalns, localns, recursive_guard | {text})
        self.__forward_evaluated__ = True
        return value

    def __eq__(self, other):
        if isinstance(other, ForwardRef):
            mine, theirs = _ref_key(self), _ref_key(other)
            if self.__forward_evaluated__ and other.__forward_evaluated__:
                # Where they were found no longer matters.
                mine = mine[0], self.__forward_value__
                theirs = theirs[0], other.__forward_value__
            return mine == theirs
        return NotImplemented

    def __hash__(self):
        return hash(_ref_key(self))

    def __repr__(self):
        return 'ForwardRef(%r)' % (self.__forward_arg__,)


_ref_key = operator.attrgetter('__forward_arg__', '__forward_module__')


class _TypeVarLike(_UnionByOr):
    __slots__ = ()

    def _describe(self, name, bound, covariant, contravariant):
        self.__name__ = name
        self.__covariant__, self.__contravariant__ = variance = bool(covariant), bool(contravariant)
        if all(variance):
            raise ValueError('Bivariant types are not supported.')
        self.__bound__ = _type_check(bound, 'Bound must be a type.') if bound else None
        module = _caller_module(3)
        if module != 'typing':
            self.__module__ = module

    def __repr__(self):
        return ('+' if self.__covariant__ else '-' if self.__contravariant__ else '~') + self.__name__

    def __reduce__(self):
        return self.__name__


class TypeVar(_Final, _Immutable, _TypeVarLike, _root=True):
    """Stands for a type that is chosen later."""

    __slots__ = '__name__', '__bound__', '__constraints__', '__covariant__', '__contravariant__', '__dict__'

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self._describe(name, bound, covariant, contravariant)
        if constraints:
            if bound is not None:
                raise TypeError('Constraints cannot be combined with bound=...')
            if len(constraints) < 2:
                raise TypeError('A single constraint is not allowed')
        self.__constraints__ = _types(constraints, 'TypeVar(name, constraint, ...): constraints must be types.')


class ParamSpec(_Final, _Immutable, _TypeVarLike, _root=True):
    """Stands for the parameters of a callable."""

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
        return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    __hash__ = None


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """The args of a ParamSpec, for *args."""

    _part = 'args'


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """The kwargs of a ParamSpec, for **kwargs."""

    _part = 'kwargs'


