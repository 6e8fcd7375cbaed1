# Hints: what annotations mean, and what is in an alias.

def cast(typ, val):
    """Cast a value to a type: returns the value unchanged."""
    return val


def _with_args(t, args):
    """The same alias with other arguments."""
    if args == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    if isinstance(t, types.UnionType):
        return functools.reduce(operator.or_, args)
    return t.copy_with(args)


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """The type with all forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return _with_args(t, tuple(_eval_type(a, globalns, localns, recursive_guard) for a in t.__args__))
    return t


def _strip_annotations(t):
    """The type without Annotated, however deep."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return _with_args(t, tuple(map(_strip_annotations, t.__args__)))
    return t


def _get_defaults(func):
    """The default values of a function's parameters, by name."""
    code = getattr(func, '__code__', None)
    if code is None:
        return {}
    values = func.__defaults__ or ()
    names = code.co_varnames[:code.co_argcount]
    return {**(func.__kwdefaults__ or {}), **dict(zip(names[len(names) - len(values):], values))}


_allowed_types = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                  types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object: its annotations, with forward references resolved."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    hints = _class_hints(obj, globalns, localns) if isinstance(obj, type) else _plain_hints(obj, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def _hint(value, globalns, localns, **kind):
    if value is None:
        value = type(None)
    if isinstance(value, str):
        value = ForwardRef(value, **kind)
    return _eval_type(value, globalns, localns)


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        scope = getattr(sys.modules.get(base.__module__), '__dict__', {}) if globalns is None else globalns
        inner = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            # As CPython does, for compatibility: the module's names before the class's.
            scope, inner = inner, scope
        annotations = base.__dict__.get('__annotations__', {})
        if not isinstance(annotations, types.GetSetDescriptorType):
            for name, value in annotations.items():
                hints[name] = _hint(value, scope, inner, is_argument=False, is_class=True)
    return hints


def _plain_hints(obj, globalns, localns):
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
    localns = globalns if localns is None else localns
    annotations = getattr(obj, '__annotations__', None)
    if annotations is None:
        if isinstance(obj, _allowed_types):
            return {}
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    defaults = _get_defaults(obj)
    hints = {}
    for name, value in annotations.items():
        value = _hint(value, globalns, localns, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
        if name in defaults and defaults[name] is None:
            value = Optional[value]
        hints[name] = value
    return hints


def get_origin(tp):
    """Get the unsubscripted version of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return types.UnionType if isinstance(tp, types.UnionType) else None


def get_args(tp):
    """Get type arguments with all substitutions performed."""
    if isinstance(tp, _AnnotatedAlias):
        return tp.__origin__, *tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return args
    return tp.__args__ if isinstance(tp, types.UnionType) else ()


def is_typeddict(tp):
    """Check if an annotation is a TypedDict class"""
    return isinstance(tp, _TypedDictMeta)


def no_type_check(arg):
    """Decorator to indicate that annotations are not type hints."""
    if isinstance(arg, type):
        for value in list(arg.__dict__.values()):
            if value is arg or value in arg.__bases__:
                continue
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            if isinstance(value, type):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # A builtin class.
        pass
    return arg


def no_type_check_decorator(decorator):
    """Decorator to give another decorator the @no_type_check effect."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


def overload(func):
    """Decorator for overloaded functions/methods."""
    return _overload_dummy


def final(f):
    """A decorator to indicate final methods and final classes."""
    return f


