"""The half of inspect that is about signatures: Parameter, Signature, BoundArguments."""
import functools
import sys
import types
from collections import OrderedDict
from operator import attrgetter
from inspect import (CO_VARARGS, CO_VARKEYWORDS, _unwrap_partial, formatannotation, isbuiltin, isclass, isfunction,
                     ismodule, unwrap)

__name__ = 'inspect'


class _void:
    """Stands for what is not to be replaced."""


class _empty:
    """Stands for a default or an annotation that there is none of."""


class _ParameterKind(int):
    # Kinds compare as their numbers and show their names.
    _titles = ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only', 'variadic keyword')
    _names = 'POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD'

    @property
    def name(self):
        return self._names[self]

    @property
    def description(self):
        return self._titles[self]

    def __str__(self):
        return self._names[self]

    def __repr__(self):
        return '<_ParameterKind.%s: %d>' % (self.name, self)

    def __format__(self, spec):
        return format(str(self), spec)


_KINDS = tuple(map(_ParameterKind, range(5)))
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _KINDS


def _reader(slot):
    return property(attrgetter(slot))


class Parameter:
    """One parameter of a function: its name, kind, default and annotation."""

    __slots__ = '_name', '_kind', '_default', '_annotation'

    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    name, kind, default, annotation = map(_reader, __slots__)

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _KINDS[int(kind)]
            if kind < 0:
                raise IndexError
        except (TypeError, ValueError, IndexError):
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind') from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        self._default, self._annotation = default, annotation
        if not isinstance(name, str):
            if name is _empty:
                raise ValueError('name is a required attribute for Parameter')
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name[0] == '.' and name[1:].isdigit():
            # The argument of a comprehension.
            if self._kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'
                                 .format(self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = 'implicit' + name[1:]
        if not name.isidentifier():
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {'_default': self._default, '_annotation': self._annotation})

    def __setstate__(self, state):
        for slot, value in state.items():
            setattr(self, slot, value)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """The same parameter with other settings."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = _STARS.get(self._kind, '') + self._name
        is_annotated = self._annotation is not _empty
        if is_annotated:
            text += ': ' + formatannotation(self._annotation)
        if self._default is _empty:
            return text
        return f'{text} = {self._default!r}' if is_annotated else f'{text}={self._default!r}'

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash(_parts(self))

    def __eq__(self, other):
        if isinstance(other, Parameter):
            return self is other or _parts(self) == _parts(other)
        return NotImplemented


_STARS = {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}
_parts = attrgetter('name', 'kind', 'default', 'annotation')


class BoundArguments:
    """What Signature.bind found: the arguments by their parameters' names."""

    __slots__ = 'arguments', '_signature', '__weakref__'

    def __init__(self, signature, arguments):
        self._signature, self.arguments = signature, arguments

    signature = _reader('_signature')

    def _passed(self):
        """Yields kind, name and value of each argument, and whether it must be passed by name: those behind a gap."""
        by_name = False
        for name, param in self._signature.parameters.items():
            kind = param.kind
            if kind is _KEYWORD_ONLY or kind is _VAR_KEYWORD or name not in self.arguments:
                by_name = True
            if name in self.arguments:
                yield kind, name, self.arguments[name], by_name

    @property
    def args(self):
        values = [value if kind is _VAR_POSITIONAL else (value,)
                  for kind, _, value, by_name in self._passed() if not by_name]
        return tuple([item for items in values for item in items])

    @property
    def kwargs(self):
        named = {}
        for kind, name, value, by_name in self._passed():
            if by_name:
                named.update(value if kind is _VAR_KEYWORD else {name: value})
        return named

    def apply_defaults(self):
        """Fills in the defaults of the parameters that have no argument; stars are left empty."""
        empty = {_VAR_POSITIONAL: tuple, _VAR_KEYWORD: dict}
        given, self.arguments = self.arguments, {}
        for name, param in self._signature.parameters.items():
            if name in given:
                self.arguments[name] = given[name]
            elif param.default is not _empty:
                self.arguments[name] = param.default
            elif param.kind in empty:
                self.arguments[name] = empty[param.kind]()

    def __eq__(self, other):
        if isinstance(other, BoundArguments):
            return self is other or self.signature == other.signature and self.arguments == other.arguments
        return NotImplemented

    def __getstate__(self):
        return {slot: getattr(self, slot) for slot in ('_signature', 'arguments')}

    def __setstate__(self, state):
        self.__init__(state['_signature'], state['arguments'])

    def __repr__(self):
        shown = ', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])
        return f'<{self.__class__.__name__} ({shown})>'


class Signature:
    """The parameters of a function, and the annotation of what it returns."""

    __slots__ = '_return_annotation', '_parameters'

    empty, _parameter_cls, _bound_arguments_cls = _empty, Parameter, BoundArguments
    parameters, return_annotation = _reader('_parameters'), _reader('_return_annotation')

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        ordered = OrderedDict()
        last, has_defaults = _POSITIONAL_ONLY, False
        for param in parameters or ():
            kind, name = param.kind, param.name
            if __validate_parameters__:
                if kind < last:
                    raise ValueError('wrong parameter order: {} parameter before {} parameter'
                                     .format(last.description, kind.description))
                last = kind
                if kind <= _POSITIONAL_OR_KEYWORD:
                    if has_defaults and param.default is _empty:
                        raise ValueError('non-default argument follows default argument')
                    has_defaults = param.default is not _empty
                if name in ordered:
                    raise ValueError('duplicate parameter name: {!r}'.format(name))
            ordered[name] = param
        self._parameters, self._return_annotation = types.MappingProxyType(ordered), return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _signature_of(obj, follow_wrapped=follow_wrapped, skip_bound=True, sigcls=cls,
                             scopes=(globals, locals, eval_str))

    def replace(self, *, parameters=_void, return_annotation=_void):
        """The same signature with other parameters or another annotation."""
        chosen = self._return_annotation if return_annotation is _void else return_annotation
        return type(self)(self.parameters.values() if parameters is _void else parameters, return_annotation=chosen)

    def _hash_basis(self):
        params = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        named = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return params, named, self.return_annotation

    def __hash__(self):
        params, named, annotation = self._hash_basis()
        return hash((params, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if isinstance(other, Signature):
            return self is other or self._hash_basis() == other._hash_basis()
        return NotImplemented

    def _bind(self, args, kwargs, *, partial=False):
        arguments, rest = {}, list(args)
        kwargs = dict(kwargs)
        var_keyword = None
        params = list(self.parameters.values())
        for place, param in enumerate(params):
            name, kind = param.name, param.kind
            if kind is _VAR_KEYWORD:
                var_keyword = param
            elif kind is _VAR_POSITIONAL:
                if rest:
                    arguments[name] = tuple(rest)
                    rest = []
            elif rest and kind is not _KEYWORD_ONLY:
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError('multiple values for argument {arg!r}'.format(arg=name)) from None
                arguments[name] = rest.pop(0)
            elif rest and not any(p.kind is _VAR_POSITIONAL for p in params[:place]):
                raise TypeError('too many positional arguments') from None
            elif name in kwargs:
                if kind is _POSITIONAL_ONLY:
                    raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'
                                    .format(arg=name)) from None
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError('missing a required argument: {arg!r}'.format(arg=name)) from None
        if rest:
            raise TypeError('too many positional arguments') from None
        if kwargs:
            if var_keyword is None:
                raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
            arguments[var_keyword.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """The arguments of a call by the parameters that take them; TypeError where the call would fail."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """As bind(), but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        shown, before = [], None
        for param in self.parameters.values():
            kind = param.kind
            if before is _POSITIONAL_ONLY is not kind:
                shown.append('/')
            if kind is _KEYWORD_ONLY and before not in (_KEYWORD_ONLY, _VAR_POSITIONAL):
                shown.append('*')
            shown.append(str(param))
            before = kind
        if before is _POSITIONAL_ONLY:
            shown.append('/')
        text = f'({", ".join(shown)})'
        return text if self.return_annotation is _empty else f'{text} -> {formatannotation(self.return_annotation)}'


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a class, module or callable as a new dict, those that are strs evaluated if wanted."""
    match obj:
        case type():
            found = vars(obj).get('__annotations__')
            if isinstance(found, types.GetSetDescriptorType):
                found = None
            spaces = getattr(sys.modules.get(obj.__module__), '__dict__', None), dict(vars(obj))
        case types.ModuleType():
            found, spaces = getattr(obj, '__annotations__', None), (vars(obj), None)
        case _ if callable(obj):
            found = getattr(obj, '__annotations__', None)
            spaces = getattr(_unwrap_partial(unwrap(obj)), '__globals__', None), None
        case _:
            raise TypeError(f'{obj!r} is not a module, class, or callable.')
    if not isinstance(found, dict):
        if found is None:
            return {}
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not eval_str:
        return dict(found)
    spaces = [own if given is None else given for given, own in zip((globals, locals), spaces)]
    return {name: eval(value, *spaces) if isinstance(value, str) else value for name, value in found.items()}


def _of_function(func, sigcls, scopes):
    is_duck = False
    if not isfunction(func):
        if not _is_function_like(func):
            raise TypeError('{!r} is not a Python function'.format(func))
        is_duck = True
    Parameter = sigcls._parameter_cls
    code = func.__code__
    count, only = code.co_argcount, code.co_posonlyargcount
    names = code.co_varnames
    globals, locals, eval_str = scopes
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    first_default = count - len(defaults)
    parameters = []
    for i, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD
        default = defaults[i - first_default] if i >= first_default else _empty
        parameters.append(Parameter(name, annotation=annotations.get(name, _empty), kind=kind, default=default))
    end = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        name = names[end]
        parameters.append(Parameter(name, annotation=annotations.get(name, _empty), kind=_VAR_POSITIONAL))
    for name in names[count:end]:
        parameters.append(Parameter(name, annotation=annotations.get(name, _empty), kind=_KEYWORD_ONLY,
                                    default=kwdefaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        name = names[end + bool(code.co_flags & CO_VARARGS)]
        parameters.append(Parameter(name, annotation=annotations.get(name, _empty), kind=_VAR_KEYWORD))
    return sigcls(parameters, return_annotation=annotations.get('return', _empty), __validate_parameters__=is_duck)


def _is_function_like(obj):
    # Cython's functions are not of the class, but have its attributes.
    return callable(obj) and not isclass(obj) and all(
        isinstance(getattr(obj, name, missing), kinds) for name, missing, kinds in _FUNCTION_PARTS)


_nothing = type(None)
_FUNCTION_PARTS = (('__code__', None, types.CodeType), ('__name__', None, str),
                   ('__defaults__', _void, (tuple, _nothing)), ('__kwdefaults__', _void, (dict, _nothing)),
                   ('__annotations__', None, (dict, _nothing)))


def _of_text(obj, text, sigcls, skip_bound):
    # The signature that a native's __text_signature__ writes: Python's syntax, `$` before the bound argument.
    inner = text.strip()
    inner = inner[1:inner.rindex(')')]
    Parameter = sigcls._parameter_cls
    parameters, kind, bound = [], _POSITIONAL_OR_KEYWORD, None
    for part in _split_parameters(inner):
        if part == '/':
            parameters = [param.replace(kind=_POSITIONAL_ONLY) for param in parameters]
            continue
        if part == '*':
            kind = _KEYWORD_ONLY
            continue
        own, default = kind, _empty
        if part.startswith('**'):
            own, part = _VAR_KEYWORD, part[2:]
        elif part.startswith('*'):
            own, part = _VAR_POSITIONAL, part[1:]
            kind = _KEYWORD_ONLY
        name, has_default, value = part.partition('=')
        name = name.strip()
        if has_default:
            try:
                default = eval(value, dict(vars(sys.modules.get(getattr(obj, '__module__', None), sys))))
            except Exception:
                raise ValueError('{!r} builtin has invalid signature'.format(obj)) from None
        if name.startswith('$'):
            name = name[1:]
            bound = name
        parameters.append(Parameter(name, own, default=default))
    if bound is not None and parameters and parameters[0].name == bound:
        owner = getattr(obj, '__self__', None)
        if owner is not None and (ismodule(owner) or skip_bound):
            parameters.pop(0)
        else:
            parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return sigcls(parameters)


def _split_parameters(text):
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in '([{':
            depth += 1
        elif c in ')]}':
            depth -= 1
        elif c == ',' and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _without_first(sig):
    params = list(sig.parameters.values())
    kind = params[0].kind if params else _VAR_KEYWORD
    if kind is _KEYWORD_ONLY or kind is _VAR_KEYWORD:
        raise ValueError('invalid method signature')
    # Stars take it, and are still there for others.
    return sig.replace(parameters=params[kind is not _VAR_POSITIONAL:])


def _of_partial(wrapped, partial, *before):
    """The signature of what is left to give; a parameter given by keyword, and those behind it, can only go by name."""
    keywords = partial.keywords or {}
    try:
        given = wrapped.bind_partial(*before, *partial.args, **keywords).arguments
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from error
    plain, named, by_name = [], [], False
    for name, param in wrapped.parameters.items():
        kind = param.kind
        is_either = kind is _POSITIONAL_OR_KEYWORD
        if name in given:
            if kind is _POSITIONAL_ONLY or is_either and name not in keywords:
                continue
            if is_either or kind is _KEYWORD_ONLY:
                param = param.replace(default=given[name])
            by_name = by_name or is_either
        if not by_name:
            plain.append(param)
        elif kind is not _VAR_POSITIONAL:
            named.append(param.replace(kind=_KEYWORD_ONLY) if is_either else param)
    return wrapped.replace(parameters=plain + named)


def _user_defined(cls, name):
    method = getattr(cls, name, None)
    if isinstance(method, (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType,
                           types.BuiltinFunctionType)):
        return None
    return method


def _signature_of(obj, *, follow_wrapped=True, skip_bound=True, sigcls, scopes=(None, None, False)):
    def again(inner):
        return _signature_of(inner, follow_wrapped=follow_wrapped, skip_bound=skip_bound, sigcls=sigcls,
                             scopes=scopes)

    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _without_first(sig) if skip_bound else sig
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    sig = getattr(obj, '__signature__', None)
    if sig is not None:
        if isinstance(sig, Signature):
            return sig
        raise TypeError('unexpected object {!r} in __signature__ attribute'.format(sig))
    if isinstance(getattr(obj, '_partialmethod', None), functools.partialmethod):
        wrapped = again(obj._partialmethod.func)
        # Whatever stands for self.
        sig = _of_partial(wrapped, obj._partialmethod, None)
        first = next(iter(wrapped.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isfunction(obj) or _is_function_like(obj):
        text = getattr(obj, '__text_signature__', None)
        return _of_text(obj, text, sigcls, skip_bound) if text else _of_function(obj, sigcls, scopes)
    if obj is type or isbuiltin(obj) or isinstance(obj, (types.MethodDescriptorType, types.WrapperDescriptorType,
                                          types.MethodWrapperType, types.ClassMethodDescriptorType)):
        text = getattr(obj, '__text_signature__', None)
        if not text:
            raise ValueError('no signature found for builtin {!r}'.format(obj))
        return _of_text(obj, text, sigcls, skip_bound)
    if isinstance(obj, functools.partial):
        return _of_partial(again(obj.func), obj)
    if isinstance(obj, type):
        call = _user_defined(type(obj), '__call__')
        if call is not None:
            sig = again(call)
        else:
            new, init = _user_defined(obj, '__new__'), _user_defined(obj, '__init__')
            order = [getattr(base, '__dict__', {}) for base in obj.__mro__]
            new_at = next((i for i, d in enumerate(order) if '__new__' in d), len(order))
            init_at = next((i for i, d in enumerate(order) if '__init__' in d), len(order))
            if new is not None and (init is None or new_at <= init_at):
                sig = again(new)
            elif init is not None:
                sig = again(init)
            else:
                for base in obj.__mro__[:-1]:
                    text = base.__dict__.get('__text_signature__') or getattr(base, '__text_signature__', None)
                    if isinstance(text, str) and text:
                        return _of_text(obj, text, sigcls, skip_bound)
                if type in obj.__mro__:
                    raise ValueError('callable {!r} is not supported by signature'.format(obj))
                if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
                    return sigcls([])
                raise ValueError('no signature found for builtin type {!r}'.format(obj))
        return _without_first(sig) if skip_bound else sig
    call = _user_defined(type(obj), '__call__')
    if call is not None:
        try:
            sig = again(call)
        except ValueError as error:
            raise ValueError('no signature found for {!r}'.format(obj)) from error
        return _without_first(sig) if skip_bound else sig
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """How a callable is to be called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)
