# Hints: what annotations mean, and what is in an alias.

def cast(typ, val):
    """The value, which checkers take to be of the type."""
    return val


def _mapped(t, change):
    """The same alias or union with its arguments changed."""
    before = t.__args__
    after = tuple(map(change, before))
    if after == before:
        return t
    if isinstance(t, _GenericAlias):
        return t.copy_with(after)
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, after)
    return functools.reduce(operator.or_, after)


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """The type with all forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if isinstance(t, _PARAMETRISED):
        return _mapped(t, lambda part: _eval_type(part, globalns, localns, recursive_guard))
    return t


def _strip_annotations(t):
    """The type without Annotated, however deep."""
    while isinstance(t, _AnnotatedAlias):
        t = t.__origin__
    return _mapped(t, _strip_annotations) if isinstance(t, _PARAMETRISED) else t


def _get_defaults(func):
    """The default values of a function's parameters, by name."""
    code = getattr(func, '__code__', None)
    if code is None:
        return {}
    positional = code.co_varnames[:code.co_argcount]
    return {**(func.__kwdefaults__ or {}),
            **dict(zip(reversed(positional), reversed(func.__defaults__ or ())))}


_allowed_types = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                  types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of an object, with strs evaluated."""
    if getattr(obj, '__no_type_check__', False):
        return {}
    if isinstance(obj, type):
        find = _class_hints
    else:
        find = _module_hints if isinstance(obj, types.ModuleType) else _call_hints
    hints = dict(find(obj, globalns, localns))
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def _hint(value, globalns, localns, is_argument, is_class=False):
    if isinstance(value, str):
        value = ForwardRef(value, is_argument, is_class=is_class)
    return _eval_type(type(None) if value is None else value, globalns, localns)


def _class_hints(cls, globalns, localns):
    for base in reversed(cls.__mro__):
        spaces = [globalns, localns]
        if globalns is None:
            spaces[0] = getattr(sys.modules.get(base.__module__), '__dict__', {})
        if localns is None:
            spaces[1] = dict(vars(base))
            if globalns is None:
                # As CPython does, for compatibility: the module's names before the class's.
                spaces.reverse()
        annotations = vars(base).get('__annotations__', {})
        if not isinstance(annotations, types.GetSetDescriptorType):
            for name, value in annotations.items():
                yield name, _hint(value, *spaces, is_argument=False, is_class=True)


def _module_hints(module, globalns, localns):
    globalns = module.__dict__ if globalns is None else globalns
    for name, value in _annotations(module).items():
        yield name, _hint(value, globalns, globalns if localns is None else localns, is_argument=False)


def _call_hints(func, globalns, localns):
    if globalns is None:
        innermost = func
        while hasattr(innermost, '__wrapped__'):
            innermost = innermost.__wrapped__
        globalns = getattr(innermost, '__globals__', {})
    annotations, defaults = _annotations(func), _get_defaults(func)
    for name, value in annotations.items():
        value = _hint(value, globalns, globalns if localns is None else localns, is_argument=True)
        # A parameter whose default is None may be None.
        yield name, Optional[value] if defaults.get(name, ...) is None else value


def _annotations(obj):
    found = getattr(obj, '__annotations__', None)
    if found is None and not isinstance(obj, _allowed_types):
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    return found or {}


def get_origin(tp):
    """What was subscripted: list for List[int]."""
    match tp:
        case _AnnotatedAlias():
            return Annotated
        case _BaseGenericAlias() | GenericAlias() | ParamSpecArgs() | ParamSpecKwargs():
            return tp.__origin__
        case types.UnionType():
            return types.UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    """What it was subscripted with, variables replaced."""
    match tp:
        case _AnnotatedAlias():
            return tp.__origin__, *tp.__metadata__
        case _GenericAlias() | GenericAlias() if tp.__origin__ is collections.abc.Callable:
            *args, result = tp.__args__
            return args[0] if len(args) == 1 and _is_param_expr(args[0]) else args, result
        case _GenericAlias() | GenericAlias() | types.UnionType():
            return tp.__args__
    return ()


def is_typeddict(tp):
    """Whether it is a class made by TypedDict"""
    return isinstance(tp, _TypedDictMeta)


def no_type_check(arg):
    """Decorator of classes and functions whose annotations are no types."""
    if isinstance(arg, type):
        for value in list(vars(arg).values()):
            if value is arg or value in arg.__bases__:
                continue
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            elif isinstance(value, type):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # A builtin class.
        pass
    return arg


def no_type_check_decorator(decorator):
    """Makes a decorator do the same beside its own work."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


def overload(func):
    """Decorator of the signatures of a function that has several."""
    return _overload_dummy


def final(f):
    """Decorator of what is not to be overridden or derived from."""
    return f

