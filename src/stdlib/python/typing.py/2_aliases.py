# Aliases: what a subscript of a generic class gives.

class _TypingEmpty:
    """Stands for () among the arguments of Tuple[()]."""


class _TypingEllipsis:
    """Stands for ... among the arguments."""


def _is_dunder(attr):
    return attr[:2] == '__' == attr[-2:]


_ALIAS_OWN = {'_name', '_inst', '_nparams', '_typevar_types', '_paramspec_tvars'}


class _BaseGenericAlias(_Final, _root=True):
    # List and List[int] alike: calls and plain attributes go to the class behind.

    def __init__(self, origin, *, inst=True, name=None):
        # No __slots__, so that nobody takes the class's.
        self.__origin__, self._name, self._inst, self.__slots__ = origin, name, inst, None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        later = bases[bases.index(self) + 1:]
        is_covered = any(isinstance(base, _BaseGenericAlias) or issubclass(base, Generic) for base in later)
        return (() if self.__origin__ in bases else (self.__origin__,)) + (() if is_covered else (Generic,))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        # Before __init__, as copy has it, there is no class to ask.
        if _is_dunder(attr) or '__origin__' not in vars(self):
            raise AttributeError(attr)
        return getattr(self.__origin__, attr)

    def __setattr__(self, attr, val):
        if attr in _ALIAS_OWN or _is_dunder(attr):
            object.__setattr__(self, attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return issubclass(type(obj), self)

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list({*super().__dir__(), *(attr for attr in dir(self.__origin__) if not _is_dunder(attr))})


_HIDDEN_ARGS = {_TypingEllipsis: ..., _TypingEmpty: ()}


@_compared_by(operator.attrgetter('__origin__', '__args__'))
class _GenericAlias(_BaseGenericAlias, _UnionByOr, _root=True):
    # A generic class with its arguments.

    def __init__(self, origin, params, *, inst=True, name=None, _typevar_types=TypeVar, _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        self._typevar_types, self._paramspec_tvars = _typevar_types, _paramspec_tvars
        params = _as_tuple(params)
        self.__parameters__ = _collect_type_vars(params, _typevar_types)
        self.__args__ = tuple([_HIDDEN_ARGS[a] if a is _TypingEllipsis or a is _TypingEmpty else a for a in params])
        if not name:
            self.__module__ = origin.__module__

    def _substituted(self, chosen):
        """The arguments, with what was chosen for each variable in its place."""
        for arg in self.__args__:
            is_spec = isinstance(arg, ParamSpec)
            if isinstance(arg, self._typevar_types):
                arg = chosen[arg]
                if is_spec and not _is_param_expr(arg):
                    raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
            elif isinstance(arg, _PARAMETRISED) and arg.__parameters__:
                arg = arg[tuple([chosen[v] for v in arg.__parameters__])]
            if isinstance(arg, tuple) and self.__origin__ == collections.abc.Callable:
                yield from arg
            else:
                yield arg

    @_tp_cache
    def __getitem__(self, params):
        if self.__origin__ is Generic or self.__origin__ is Protocol:
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        params = _fitted(self, tuple(map(_type_convert, _as_tuple(params))), self._paramspec_tvars)
        return self.copy_with(tuple(self._substituted(dict(zip(self.__parameters__, params)))))

    def copy_with(self, params):
        return type(self)(self.__origin__, params, name=self._name, inst=self._inst,
                          _typevar_types=self._typevar_types, _paramspec_tvars=self._paramspec_tvars)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        return f'{name}[{_reprs(self.__args__)}]'

    def __reduce__(self):
        generic = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and (not isinstance(args[0], tuple) or generic is Tuple and not args[0]):
            args, = args
        return operator.getitem, (generic, args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if origin is Generic:
            # Another base brings it.
            later = bases[bases.index(self) + 1:]
            if Protocol in bases or any(isinstance(base, _BaseGenericAlias) and base is not self for base in later):
                return ()
        return origin,


_PARAMETRISED = _GenericAlias, GenericAlias, types.UnionType


class _SpecialGenericAlias(_BaseGenericAlias, _UnionByOr, _root=True):
    """List, Dict, Iterable, ...: a class of another module under its old name."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__doc__ = f'A generic version of {_type_repr(origin)}.'

    @_tp_cache
    def __getitem__(self, params):
        checked = _types(_as_tuple(params), 'Parameters to generic types must be types.')
        _check_generic(self, checked, self._nparams)
        return self.copy_with(checked)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls.__origin__ if isinstance(cls, _SpecialGenericAlias) else cls, self.__origin__)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_GenericAlias, _root=True):
    def _given(self):
        """The arguments as they were given: a list of types, and the result."""
        *args, result = self.__args__
        return (args[0] if len(args) == 1 and _is_param_expr(args[0]) else args), result

    def __repr__(self):
        args, result = self._given()
        if not isinstance(args, list):
            return super().__repr__()
        return f'typing.Callable[[{_reprs(args)}], {_type_repr(result)}]'

    def __reduce__(self):
        return operator.getitem, (Callable, self._given())


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst,
                                     _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)

    def __getitem__(self, params):
        match params:
            case tuple((args, result)):
                # A list has no hash for the cache.
                return self.__getitem_inner__((tuple(args) if isinstance(args, list) else args, result))
        raise TypeError('Callable must be used as Callable[[arg, ...], result].')

    @_tp_cache
    def __getitem_inner__(self, params):
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        args = (_TypingEllipsis,) if args is ... else tuple(map(_type_convert, _as_tuple(args)))
        return self.copy_with((*args, result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        match params:
            case tuple(()):
                params = _TypingEmpty,
            case tuple((item, last)) if last is ...:
                params = _type_check(item, 'Tuple[t, ...]: t must be a type.'), _TypingEllipsis
            case _:
                params = _types(_as_tuple(params), 'Tuple[t0, t1, ...]: each t must be a type.')
        return self.copy_with(params)


@_compared_by(lambda union: frozenset(union.__args__), types.UnionType)
class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __repr__(self):
        others = [arg for arg in self.__args__ if arg is not type(None)]
        if len(others) == 1 and len(self.__args__) == 2:
            return f'typing.Optional[{_type_repr(others[0])}]'
        return super().__repr__()

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, super().__reduce__()[1][1])


@_compared_by(lambda literal: frozenset((value, type(value)) for value in literal.__args__))
class _LiteralGenericAlias(_GenericAlias, _root=True):
    pass


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *front, last = params
        if isinstance(last, (list, tuple)):
            return *front, *last
        if isinstance(last, _ConcatenateGenericAlias):
            front += last.__args__
        elif isinstance(last, ParamSpec):
            front.append(last)
        else:
            raise TypeError('The last parameter to Concatenate should be a ParamSpec variable.')
        return super().copy_with(tuple(front))


@_compared_by(operator.attrgetter('__origin__', '__metadata__'))
class _AnnotatedAlias(_GenericAlias, _root=True):
    # A type with metadata.

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __getattr__(self, attr):
        return 'Annotated' if attr in ('__name__', '__qualname__') else super().__getattr__(attr)


class Annotated:
    """Add context specific metadata to a type: Annotated[T, x]."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    @_tp_cache
    def __class_getitem__(cls, params):
        match params:
            case tuple((annotated, _, *_)):
                annotated = _type_check(annotated, 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
                return _AnnotatedAlias(annotated, params[1:])
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')


def _class_variables(cls, bases):
    """The type variables of a class with these __orig_bases__: those that Generic[...] lists, or all, in order."""
    variables = _collect_type_vars(bases, (TypeVar, ParamSpec))
    listed = [base.__parameters__ for base in bases if isinstance(base, _GenericAlias) and base.__origin__ is Generic]
    if not listed:
        return variables
    if len(listed) > 1:
        raise TypeError('Cannot inherit from Generic[...] multiple types.')
    missing = ', '.join([str(v) for v in variables if v not in listed[0]])
    if missing:
        raise TypeError(f'Some type variables ({missing}) are not listed in Generic[{", ".join(map(str, listed[0]))}]')
    return listed[0]


class Generic:
    """A base of classes that take types: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    @_tp_cache
    def __class_getitem__(cls, params):
        params = tuple(map(_type_convert, _as_tuple(params)))
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        if cls is not Generic and cls is not Protocol:
            params = _fitted(cls, params)
        elif any(not isinstance(p, (TypeVar, ParamSpec)) for p in params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter '
                            'specification variables.')
        elif len(params) > len({*params}):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params, _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if Generic in (cls.__bases__ if bases is None else bases) and (bases is not None or cls.__name__ != 'Protocol'):
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = _class_variables(cls, bases or ())
