"""The half of inspect that is about signatures: Parameter, Signature, BoundArguments."""
import functools
import sys
import types
from collections import OrderedDict
from keyword import iskeyword
from inspect import (CO_VARARGS, CO_VARKEYWORDS, _unwrap_partial, formatannotation, isbuiltin, isclass, isfunction,
                     ismodule, unwrap)

__name__ = 'inspect'


class _void:
    """A private marker - used in Parameter & Signature."""


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


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


class Parameter:
    """Represents a parameter in a function signature: name, default, annotation, kind."""

    __slots__ = '_name', '_kind', '_default', '_annotation'

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _KINDS[int(kind)]
            if kind < 0:
                raise IndexError
        except (TypeError, ValueError, IndexError):
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind') from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name[0] == '.' and name[1:].isdigit():
            # The argument of a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'
                                 .format(self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = 'implicit{}'.format(name[1:])
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {'_default': self._default, '_annotation': self._annotation})

    def __setstate__(self, state):
        self._default = state['_default']
        self._annotation = state['_annotation']

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Creates a customized copy of the Parameter."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = '{}: {}'.format(text, formatannotation(self._annotation))
        if self._default is not _empty:
            text = '{}{}{!r}'.format(text, ' = ' if self._annotation is not _empty else '=', self._default)
        stars = {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}
        return stars.get(self._kind, '') + text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def __hash__(self):
        return hash((self.name, self.kind, self.annotation, self.default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """Result of `Signature.bind` call: the mapping of parameters' names to arguments."""

    __slots__ = 'arguments', '_signature', '__weakref__'

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if param.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs, started = {}, False
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                started = started or param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or param.kind is not _VAR_POSITIONAL
            if not started or name not in self.arguments:
                continue
            if param.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments."""
        arguments = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                arguments[name] = ()
            elif param.kind is _VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state['_signature']
        self.arguments = state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        args = ', '.join('{}={!r}'.format(name, value) for name, value in self.arguments.items())
        return '<{} ({})>'.format(self.__class__.__name__, args)


class Signature:
    """The overall signature of a function: its parameters and return annotation."""

    __slots__ = '_return_annotation', '_parameters'

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        ordered = OrderedDict()
        top, defaults = _POSITIONAL_ONLY, False
        for param in parameters or ():
            kind, name = param.kind, param.name
            if __validate_parameters__:
                if kind < top:
                    raise ValueError('wrong parameter order: {} parameter before {} parameter'
                                     .format(top.description, kind.description))
                top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is _empty and defaults:
                        raise ValueError('non-default argument follows default argument')
                    defaults = defaults or param.default is not _empty
                if name in ordered:
                    raise ValueError('duplicate parameter name: {!r}'.format(name))
            ordered[name] = param
        self._parameters = types.MappingProxyType(ordered)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """Constructs Signature for the given callable object."""
        return _signature_of(obj, follow_wrapped=follow_wrapped, skip_bound=True, sigcls=cls,
                             scopes=(globals, locals, eval_str))

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Creates a customized copy of the Signature."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def _hash_basis(self):
        params = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        named = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return params, named, self.return_annotation

    def __hash__(self):
        params, named, annotation = self._hash_basis()
        return hash((params, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._hash_basis() == other._hash_basis()

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
                    if any(p.kind is _VAR_KEYWORD for p in params) and (param.default is not _empty or partial):
                        continue
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
        """Get a BoundArguments object, that maps the passed `args` and `kwargs` to the function's signature."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """As bind(), but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return '<{} {}>'.format(self.__class__.__name__, self)

    def __str__(self):
        result, slash, star = [], False, True
        for param in self.parameters.values():
            text, kind = str(param), param.kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                result.append('/')
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                result.append('*')
                star = False
            result.append(text)
        if slash:
            result.append('/')
        text = '({})'.format(', '.join(result))
        if self.return_annotation is not _empty:
            text += ' -> {}'.format(formatannotation(self.return_annotation))
        return text


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """Compute the annotations dict for an object."""
    if isinstance(obj, type):
        found = obj.__dict__.get('__annotations__', None)
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        scope, local = getattr(sys.modules.get(obj.__module__), '__dict__', None), dict(vars(obj))
    elif isinstance(obj, types.ModuleType):
        found, scope, local = getattr(obj, '__annotations__', None), obj.__dict__, None
    elif callable(obj):
        found = getattr(obj, '__annotations__', None)
        inner = _unwrap_partial(unwrap(obj))
        scope, local = getattr(inner, '__globals__', None), None
    else:
        raise TypeError(f'{obj!r} is not a module, class, or callable.')
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not eval_str:
        return dict(found)
    globals = scope if globals is None else globals
    locals = local if locals is None else locals
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


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
    if not callable(obj) or isclass(obj):
        return False
    code = getattr(obj, '__code__', None)
    defaults, kwdefaults = getattr(obj, '__defaults__', _void), getattr(obj, '__kwdefaults__', _void)
    annotations = getattr(obj, '__annotations__', None)
    return (isinstance(code, types.CodeType) and isinstance(getattr(obj, '__name__', None), str)
            and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict))
            and (isinstance(annotations, dict) or annotations is None))


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
        if owner is not None and not ismodule(owner) and skip_bound:
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
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    return sig.replace(parameters=params)


def _of_partial(wrapped, partial):
    params = OrderedDict(wrapped.parameters.items())
    try:
        bound = wrapped.bind_partial(*partial.args, **(partial.keywords or {}))
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from error
    to_keyword = False
    for name, param in wrapped.parameters.items():
        if name in bound.arguments:
            value = bound.arguments[name]
            if param.kind is _POSITIONAL_ONLY:
                params.pop(name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name in (partial.keywords or {}):
                    to_keyword = True
                    params[name] = param.replace(default=value)
                else:
                    params.pop(param.name)
                    continue
            if param.kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=value)
        if to_keyword:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                params[name] = params[name].replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif param.kind is _VAR_POSITIONAL:
                params.pop(param.name)
    return wrapped.replace(parameters=params.values())


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
        if not isinstance(sig, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(sig))
        return sig
    if isinstance(getattr(obj, '_partialmethod', None), functools.partialmethod):
        method = obj._partialmethod
        sig = _of_partial(again(method.func), method)
        first = tuple(again(method.func).parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isfunction(obj) or _is_function_like(obj):
        return _of_function(obj, sigcls, scopes)
    if isbuiltin(obj) or isinstance(obj, (types.MethodDescriptorType, types.WrapperDescriptorType,
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
                    raise ValueError('no signature found for builtin type {!r}'.format(obj))
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
    """Get a signature object for the passed callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)
