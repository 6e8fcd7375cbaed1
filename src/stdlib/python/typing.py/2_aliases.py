# Aliases: what a subscript of a generic class gives.

class _TypingEmpty:
    """Stands for () among the arguments of Tuple[()]."""


class _TypingEllipsis:
    """Stands for ... among the arguments."""


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


_ALIAS_OWN = {'_name', '_inst', '_nparams', '_typevar_types', '_paramspec_tvars'}


class _BaseGenericAlias(_Final, _root=True):
    """List and List[int] alike: calls and plain attributes go to the class behind."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        # So that nobody takes the class's.
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        found = [] if self.__origin__ in bases else [self.__origin__]
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) or issubclass(base, Generic):
                break
        else:
            found.append(Generic)
        return tuple(found)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in _ALIAS_OWN:
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list({*super().__dir__(), *(attr for attr in dir(self.__origin__) if not _is_dunder(attr))})


class _GenericAlias(_BaseGenericAlias, _UnionByOr, _root=True):
    """A generic class with its arguments."""

    def __init__(self, origin, params, *, inst=True, name=None, _typevar_types=TypeVar, _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        params = params if isinstance(params, tuple) else (params,)
        self.__args__ = tuple(... if a is _TypingEllipsis else () if a is _TypingEmpty else a for a in params)
        self.__parameters__ = _collect_type_vars(params, typevar_types=_typevar_types)
        self._typevar_types = _typevar_types
        self._paramspec_tvars = _paramspec_tvars
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_tp_cache
    def __getitem__(self, params):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_type_convert(p) for p in params)
        wanted = self.__parameters__
        if self._paramspec_tvars and any(isinstance(v, ParamSpec) for v in wanted):
            params = _prepare_paramspec_params(self, params)
        else:
            _check_generic(self, params, len(wanted))
        chosen = dict(zip(wanted, params))
        args = []
        for arg in self.__args__:
            if isinstance(arg, self._typevar_types):
                is_spec = isinstance(arg, ParamSpec)
                arg = chosen[arg]
                if is_spec and not _is_param_expr(arg):
                    raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
            elif isinstance(arg, (_GenericAlias, GenericAlias, types.UnionType)) and arg.__parameters__:
                arg = arg[tuple(chosen[v] for v in arg.__parameters__)]
            if self.__origin__ == collections.abc.Callable and isinstance(arg, tuple):
                args += arg
            else:
                args.append(arg)
        return self.copy_with(tuple(args))

    def copy_with(self, params):
        return self.__class__(self.__origin__, params, name=self._name, inst=self._inst,
                              _typevar_types=self._typevar_types, _paramspec_tvars=self._paramspec_tvars)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        return f'{name}[{", ".join(map(_type_repr, self.__args__))}]'

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and (not isinstance(args[0], tuple) or origin is Tuple and not args[0]):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            if any(isinstance(base, _BaseGenericAlias) and base is not self for base in bases[bases.index(self) + 1:]):
                return ()
        return self.__origin__,


class _SpecialGenericAlias(_BaseGenericAlias, _UnionByOr, _root=True):
    """List, Dict, Iterable, ...: a class of another module under its old name."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__doc__ = f'A generic version of {_type_repr(origin)}.'

    @_tp_cache
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple(_type_check(p, 'Parameters to generic types must be types.') for p in params)
        _check_generic(self, params, self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

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


class _CallableGenericAlias(_GenericAlias, _root=True):
    def _given(self):
        """The arguments as they were given: a list of types, and the result."""
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return args
        return list(args[:-1]), args[-1]

    def __repr__(self):
        args, result = self._given()
        if not isinstance(args, list):
            return super().__repr__()
        return f'typing.Callable[[{", ".join(map(_type_repr, args))}], {_type_repr(result)}]'

    def __reduce__(self):
        return operator.getitem, (Callable, self._given())


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst,
                                     _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        # A list has no hash for the cache.
        return self.__getitem_inner__((tuple(args) if isinstance(args, list) else args, result))

    @_tp_cache
    def __getitem_inner__(self, params):
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((_TypingEllipsis, result))
        args = args if isinstance(args, tuple) else (args,)
        return self.copy_with((*map(_type_convert, args), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        if params == ():
            return self.copy_with((_TypingEmpty,))
        params = params if isinstance(params, tuple) else (params,)
        if len(params) == 2 and params[1] is ...:
            return self.copy_with((_type_check(params[0], 'Tuple[t, ...]: t must be a type.'), _TypingEllipsis))
        return self.copy_with(tuple(_type_check(p, 'Tuple[t0, t1, ...]: each t must be a type.') for p in params))


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_type_repr(args[0] if args[1] is type(None) else args[1])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, super().__reduce__()[1][1])


def _values_and_types(alias):
    return frozenset((p, type(p)) for p in alias.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return _values_and_types(self) == _values_and_types(other)

    def __hash__(self):
        return hash(_values_and_types(self))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *front, last = params
        if isinstance(last, (list, tuple)):
            return *front, *last
        if isinstance(last, _ConcatenateGenericAlias):
            return super().copy_with((*front, *last.__args__))
        if not isinstance(last, ParamSpec):
            raise TypeError('The last parameter to Concatenate should be a ParamSpec variable.')
        return super().copy_with(params)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """A type with metadata."""

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

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        return 'Annotated' if attr in ('__name__', '__qualname__') else super().__getattr__(attr)


class Annotated:
    """Add context specific metadata to a type: Annotated[T, x]."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    @_tp_cache
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
        return _AnnotatedAlias(origin, params[1:])

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    _is_protocol = False

    @_tp_cache
    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        params = tuple(map(_type_convert, params))
        if cls in (Generic, Protocol):
            if not all(isinstance(p, (TypeVar, ParamSpec)) for p in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables or parameter '
                                'specification variables.')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        elif any(isinstance(v, ParamSpec) for v in cls.__parameters__):
            params = _prepare_paramspec_params(cls, params)
        else:
            _check_generic(cls, params, len(cls.__parameters__))
        return _GenericAlias(cls, params, _typevar_types=(TypeVar, ParamSpec), _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if Generic in (cls.__bases__ if bases is None else bases) and (bases is not None or cls.__name__ != 'Protocol'):
            raise TypeError('Cannot inherit from plain Generic')
        variables = ()
        if bases is not None:
            variables = _collect_type_vars(bases, (TypeVar, ParamSpec))
            listed = [base for base in bases if isinstance(base, _GenericAlias) and base.__origin__ is Generic]
            if len(listed) > 1:
                raise TypeError('Cannot inherit from Generic[...] multiple types.')
            if listed:
                wanted = listed[0].__parameters__
                missing = ', '.join(str(v) for v in variables if v not in wanted)
                if missing:
                    raise TypeError(f'Some type variables ({missing}) are not listed in '
                                    f'Generic[{", ".join(map(str, wanted))}]')
                variables = wanted
        cls.__parameters__ = tuple(variables)


