"""What live objects are made of: kinds, members, source, signatures, frames, states of generators.

Covers CPython's module; signatures are in `_inspect_signature`, what few programs need in `_inspect_more`. Leaves out the
classes that CPython's source search is written with.
"""
import sys
import types
import functools
from collections import namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE = 1, 2, 4, 8, 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


def _kind(name, cls, what):
    """A test for objects of one class."""
    def test(object):
        return isinstance(object, cls)
    test.__name__ = test.__qualname__ = name
    test.__doc__ = f'Whether the object is {what}.'
    return test


ismodule = _kind('ismodule', types.ModuleType, 'a module')
isclass = _kind('isclass', type, 'a class')
ismethod = _kind('ismethod', types.MethodType, 'a method of an instance or a class')
isfunction = _kind('isfunction', types.FunctionType, 'a function that is written in Python')
isbuiltin = _kind('isbuiltin', types.BuiltinFunctionType, 'a builtin function or method')
ismemberdescriptor = _kind('ismemberdescriptor', types.MemberDescriptorType, 'the descriptor of a slot')
isgetsetdescriptor = _kind('isgetsetdescriptor', types.GetSetDescriptorType, 'the descriptor of a native attribute')
isgenerator = _kind('isgenerator', types.GeneratorType, 'a generator')
iscoroutine = _kind('iscoroutine', types.CoroutineType, 'a coroutine')
isasyncgen = _kind('isasyncgen', types.AsyncGeneratorType, 'an asynchronous generator')
istraceback = _kind('istraceback', types.TracebackType, 'a traceback')
isframe = _kind('isframe', types.FrameType, 'a frame')
iscode = _kind('iscode', types.CodeType, 'a code object')

_no_descriptor = type, types.MethodType, types.FunctionType


def ismethoddescriptor(object):
    """Whether the object binds as a method does, but is no method, function, class or data descriptor."""
    cls = type(object)
    return not isinstance(object, _no_descriptor) and hasattr(cls, '__get__') and not hasattr(cls, '__set__')


def isdatadescriptor(object):
    """Whether the object is a descriptor that decides what is assigned or deleted."""
    cls = type(object)
    return not isinstance(object, _no_descriptor) and (hasattr(cls, '__set__') or hasattr(cls, '__delete__'))


def _unwrap_partial(func):
    while isinstance(func, functools.partial):
        func = func.func
    return func


def _flagged(name, flag, what):
    """A test for functions whose code has a flag; methods and partials count as their functions."""
    def test(obj):
        while isinstance(obj, types.MethodType):
            obj = obj.__func__
        obj = _unwrap_partial(obj)
        return isinstance(obj, types.FunctionType) and obj.__code__.co_flags & flag != 0
    test.__name__ = test.__qualname__ = name
    test.__doc__ = f'Whether the object is {what}.'
    return test


isgeneratorfunction = _flagged('isgeneratorfunction', CO_GENERATOR, 'a generator function')
iscoroutinefunction = _flagged('iscoroutinefunction', CO_COROUTINE, 'a coroutine function, made by "async def"')
isasyncgenfunction = _flagged('isasyncgenfunction', CO_ASYNC_GENERATOR, 'an asynchronous generator function')


def isawaitable(object):
    """Whether the object can stand after await."""
    match object:
        case types.CoroutineType():
            return True
        case types.GeneratorType():
            return object.gi_code.co_flags & CO_ITERABLE_COROUTINE != 0
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def isroutine(object):
    """Whether the object is a function or method of any kind."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    """Whether the object is a class with abstract methods."""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta
    if not issubclass(type(object), ABCMeta) or '__abstractmethods__' in object.__dict__:
        return False
    # __init_subclass__ sees it before the metaclass has looked for abstract methods.
    inherited = (getattr(object, name, None) for base in object.__bases__
                 for name in getattr(base, '__abstractmethods__', ()))
    values = [*object.__dict__.values(), *inherited]
    return any(getattr(value, '__isabstractmethod__', False) for value in values)


def getmembers(object, predicate=None):
    """Names and values of all attributes of an object, sorted, or of those that pass the test."""
    mro = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    try:
        for base in object.__bases__ if mro else ():
            names += [k for k, v in base.__dict__.items() if isinstance(v, types.DynamicClassAttribute)]
    except AttributeError:
        pass
    found, seen = [], set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not (predicate and not predicate(value)):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


Attribute = namedtuple('Attribute', ('name', 'kind', 'defining_class', 'object'))


def classify_class_attrs(cls):
    """Return list of Attributes (name, kind, defining class, object) of a class, sorted by name."""
    bases = (cls,) + getmro(cls)
    meta = tuple(base for base in getmro(type(cls)) if base not in (type, object))
    names = dir(cls)
    for base in getmro(cls):
        names += [name for name, value in base.__dict__.items()
                  if isinstance(value, types.DynamicClassAttribute) and value.fget is not None]
    found, seen = [], set()
    for name in sorted(names):
        gotten = home = raw = None
        # What comes again is an attribute that instances find in another place than the class does.
        if name != '__dict__' and name not in seen:
            try:
                gotten = getattr(cls, name)
            except Exception:
                pass
            else:
                home = _home_of(cls, name, gotten, bases, meta)
        seen.add(name)
        for base in bases + meta:
            if name in base.__dict__:
                raw = base.__dict__[name]
                if home not in meta:
                    home = base
                break
        if home is None:
            continue
        obj = gotten if gotten is not None else raw
        if isinstance(raw, (staticmethod, types.BuiltinFunctionType)):
            kind, obj = 'static method', raw
        elif isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
            kind, obj = 'class method', raw
        elif isinstance(raw, property):
            kind, obj = 'property', raw
        else:
            kind = 'method' if isroutine(obj) else 'data'
        found.append(Attribute(name, kind, home, obj))
    return found


def _home_of(cls, name, value, bases, meta):
    """The class that an attribute comes from, by its value."""
    home = getattr(value, '__objclass__', None)
    if home in bases:
        return home
    home = None
    for base in bases:
        if getattr(base, name, None) is value:
            home = base
    for base in meta:
        try:
            if base.__getattr__(cls, name) is value:
                home = base
        except AttributeError:
            continue
    return home


def getmro(cls):
    """The class and its bases in the order that attributes are looked for."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Get the object wrapped by *func*: follows the chain of __wrapped__."""
    original, seen = func, {id(func): func}
    limit = sys.getrecursionlimit()
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError('wrapper loop when unwrapping {!r}'.format(original))
        seen[id(func)] = func
    return func


def indentsize(line):
    """How many columns a line is indented by."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def getdoc(object):
    """Get the documentation string for an object, without its common indentation."""
    doc = getattr(object, '__doc__', _sentinel)
    if doc is None:
        doc = _finddoc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _finddoc(obj):
    if isclass(obj):
        docs = (base.__doc__ for base in obj.__mro__ if base is not object)
        return next((doc for doc in docs if doc is not None), None)
    if ismethod(obj) or isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        cls = owner if isclass(owner) else type(owner)
    elif isfunction(obj) and '.' in obj.__qualname__:
        name, cls = obj.__name__, sys.modules.get(obj.__module__)
        for part in obj.__qualname__.split('.')[:-1]:
            cls = getattr(cls, part, None)
    elif isinstance(obj, property) and obj.fget is not None and '.' in getattr(obj.fget, '__qualname__', ''):
        name, cls = obj.fget.__name__, sys.modules.get(obj.fget.__module__)
        for part in obj.fget.__qualname__.split('.')[:-1]:
            cls = getattr(cls, part, None)
    elif hasattr(obj, '__objclass__'):
        name, cls = obj.__name__, obj.__objclass__
        slots = getattr(cls, '__slots__', None)
        if ismemberdescriptor(obj) and isinstance(slots, dict) and name in slots:
            return slots[name]
    else:
        return None
    for base in getattr(cls, '__mro__', ()):
        doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def cleandoc(doc):
    """A docstring without the indentation that its lines have in common, nor blank lines around it."""
    try:
        first, *lines = doc.expandtabs().split('\n')
    except UnicodeError:
        return None
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    lines = [first.lstrip(), *(line[margin:] for line in lines)]
    filled = [number for number, line in enumerate(lines) if line]
    return '\n'.join(lines[filled[0]:filled[-1] + 1]) if filled else ''


def _home(object):
    """The module that a class or function says it is of: None if it says nothing, or the module is not there."""
    return sys.modules.get(getattr(object, '__module__', None))


def getfile(object):
    """The file that an object was defined in."""
    if ismodule(object) or isclass(object):
        file = getattr(object if ismodule(object) else _home(object), '__file__', None)
        if file:
            return file
        if not ismodule(object) and getattr(object, '__module__', None) == '__main__':
            raise OSError('source code not available')
        raise TypeError('{!r} is a built-in {}'.format(object, 'module' if ismodule(object) else 'class'))
    code = _code_of(object)
    if code is None:
        raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got '
                        '{}'.format(type(object).__name__))
    return code.co_filename


def _code_of(object):
    # A method leads to its function, a traceback to its frame, these to their code.
    for kind, name in _TO_CODE:
        if isinstance(object, kind):
            object = getattr(object, name)
    return object if iscode(object) else None


_TO_CODE = ((types.MethodType, '__func__'), (types.FunctionType, '__code__'), (types.TracebackType, 'tb_frame'),
            (types.FrameType, 'f_code'))


def getmodulename(path):
    """The name of the module that a file would be; None if none."""
    name = path.rpartition('/')[2]
    return name[:-3] if name.endswith('.py') else None


def getsourcefile(object):
    """Return the filename that can be used to locate an object's source, or None."""
    import os.path
    filename = getfile(object)
    import linecache
    if os.path.exists(filename) or filename in linecache.cache:
        return filename
    # It may be no file, but something that the module's loader knows.
    owner = getmodule(object, filename)
    loaders = getattr(owner, '__loader__', None), getattr(getattr(owner, '__spec__', None), 'loader', None)
    return None if loaders == (None, None) else filename


def getabsfile(object, _filename=None):
    import os.path
    filename = getsourcefile(object) or getfile(object) if _filename is None else _filename
    return os.path.normcase(os.path.abspath(filename))


def getmodule(object, _filename=None):
    """The module that an object was defined in, if it can be found."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return _home(object)
    try:
        filename = getabsfile(object, _filename)
    except (FileNotFoundError, TypeError):
        return None
    for module in list(sys.modules.values()):
        file = getattr(module, '__file__', None) if ismodule(module) else None
        if isinstance(file, str) and (file == filename or getabsfile(module) == filename):
            return module
    return None


def findsource(object):
    """All lines of the file that an object was defined in, and the index of its first line."""
    import linecache
    filename = getsourcefile(object) or getfile(object)
    owner = getmodule(object, filename)
    lines = linecache.getlines(filename, owner and owner.__dict__)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object) or isclass(object):
        return lines, 0 if ismodule(object) else _class_line(object, lines)
    code = _code_of(object)
    if code is None:
        raise OSError('could not find code object')
    line = code.co_firstlineno - 1
    if line >= len(lines):
        raise OSError('lineno is out of bounds')
    return lines, line


def _class_line(cls, lines):
    """The line that a class's definition begins on, decorators included."""
    import ast

    def find(node, path):
        for child in ast.iter_child_nodes(node):
            inner = path
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inner = f'{path}{child.name}.<locals>.'
            elif isinstance(child, ast.ClassDef):
                if path + child.name == cls.__qualname__:
                    return (child.decorator_list[0] if child.decorator_list else child).lineno - 1
                inner = f'{path}{child.name}.'
            line = find(child, inner)
            if line is not None:
                return line
        return None

    try:
        line = find(ast.parse(''.join(lines)), '')
    except SyntaxError:
        line = None
    if line is None:
        raise OSError('could not find class definition')
    return line


def getblock(lines):
    """The lines that belong to the definition that the first one begins."""
    end, depth, started, quote, body = 0, 0, False, None, None
    base = indentsize(lines[0])
    for number, line in enumerate(lines):
        inside = quote is not None or depth > 0
        blank = not line.strip()
        if not inside and line.lstrip().startswith('#'):
            # A comment ends no block; it belongs to one by its column.
            if body is not None and indentsize(line) >= body:
                end = number + 1
            continue
        if started and not inside and not blank and indentsize(line) <= base:
            break
        if started and not inside and not blank and body is None:
            body = indentsize(line)
        i = 0
        while i < len(line):
            c = line[i]
            if quote is not None:
                if c == '\\':
                    i += 1
                elif line.startswith(quote, i):
                    i += len(quote) - 1
                    quote = None
            elif c == '#':
                break
            elif c in '"\'':
                quote = c * 3 if line.startswith(c * 3, i) else c
                i += len(quote) - 1
            elif c in '([{':
                depth += 1
            elif c in ')]}':
                depth -= 1
            i += 1
        if quote is not None and len(quote) == 1:
            quote = None
        stripped = line.strip()
        if not started and depth == 0 and quote is None and not stripped.startswith('@'):
            code = stripped.partition('#')[0].rstrip()
            if not code.endswith(':') and not code.endswith('\\'):
                return lines[:number + 1]
            started = code.endswith(':')
        if not blank:
            end = number + 1
    return lines[:end]


def getsourcelines(object):
    """The lines of an object's source, and the number of the first."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == '<module>':
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """An object's source as one text."""
    return ''.join(getsourcelines(object)[0])


Arguments = namedtuple('Arguments', ('args', 'varargs', 'varkw'))


def getargs(co):
    """The names of the parameters of a code object."""
    if not iscode(co):
        raise TypeError('{!r} is not a code object'.format(co))
    count = co.co_argcount + co.co_kwonlyargcount
    # Behind them those with stars, as far as there are any.
    rest = iter(co.co_varnames[count:])
    starred = [next(rest) if co.co_flags & flag else None for flag in (CO_VARARGS, CO_VARKEYWORDS)]
    return Arguments(list(co.co_varnames[:count]), *starred)


FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    """Names, default values and annotations of a callable's parameters."""
    try:
        sig = _signature_of(func, follow_wrapped=False, skip_bound=False, sigcls=Signature)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    names = {kind: [] for kind in _KINDS}
    annotations, values = {'return': sig.return_annotation}, {}
    for name, parameter in sig.parameters.items():
        names[parameter.kind].append(name)
        annotations[name], values[name] = parameter.annotation, parameter.default

    def set_ones(settings, among):
        return {name: settings[name] for name in among if settings[name] is not _empty}

    positional = names[_POSITIONAL_ONLY] + names[_POSITIONAL_OR_KEYWORD]
    keyword_only = names[_KEYWORD_ONLY]
    return FullArgSpec(positional, *names[_VAR_POSITIONAL] or [None], *names[_VAR_KEYWORD] or [None],
                       tuple(set_ones(values, positional).values()) or None, keyword_only,
                       set_ones(values, keyword_only) or None, set_ones(annotations, annotations))


ArgInfo = namedtuple('ArgInfo', ('args', 'varargs', 'keywords', 'locals'))


def getargvalues(frame):
    """The parameters of a frame, and the values of its local names."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatannotation(annotation, base_module=None):
    module = getattr(annotation, '__module__', None)
    if module == 'typing':
        return _without_typing(repr(annotation))
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        prefix = '' if module in ('builtins', base_module) else module + '.'
        return prefix + annotation.__qualname__
    return repr(annotation)


def _without_typing(text):
    """The text without the prefix `typing.` of its names, unless it is a part of another prefix."""
    shown, *parts = text.split('typing.')
    for part in parts:
        is_inside = shown[-1:].isalnum() or shown.endswith(('_', '.'))
        shown += 'typing.' + part if is_inside else part
    return shown


ClosureVars = namedtuple('ClosureVars', ('nonlocals', 'globals', 'builtins', 'unbound'))


def getclosurevars(func):
    """The names that a function uses from outside, with their values, and those that mean nothing."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError('{!r} is not a Python function'.format(func))
    code = func.__code__
    cells = func.__closure__ or ()
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, cells)}
    import builtins as own
    builtins = func.__globals__.get('__builtins__', own.__dict__)
    builtins = builtins.__dict__ if ismodule(builtins) else builtins
    globals_, builtins_, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ('None', 'True', 'False'):
            continue
        if name in func.__globals__:
            globals_[name] = func.__globals__[name]
        elif name in builtins:
            builtins_[name] = builtins[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, globals_, builtins_, unbound)


Traceback = namedtuple('Traceback', ('filename', 'lineno', 'function', 'code_context', 'index'))
FrameInfo = namedtuple('FrameInfo', ('frame', *Traceback._fields))


def getframeinfo(frame, context=1):
    """Where a frame or traceback stands, and `context` lines around that."""
    line = getattr(frame, 'tb_lineno' if istraceback(frame) else 'f_lineno', None)
    frame = frame.tb_frame if istraceback(frame) else frame
    if not isframe(frame):
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    file = getsourcefile(frame) or getfile(frame)
    shown = index = None
    if context > 0:
        try:
            source, _ = findsource(frame)
        except OSError:
            pass
        else:
            first = max(0, min(line - 1 - context // 2, len(source) - context))
            shown, index = source[first:first + context], line - 1 - first
    return Traceback(file, line, frame.f_code.co_name, shown, index)


def getlineno(frame):
    """The line that a frame is at."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """Records of a frame and of those that called it."""
    records = []
    while frame:
        records.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return records


def getinnerframes(tb, context=1):
    """Records of the frames of a traceback, down to where the exception was raised."""
    records = []
    while tb:
        records.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return records


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """Records of the caller's frame and those above."""
    caller = sys._getframe(1)
    return getouterframes(caller, context)


def trace(context=1):
    """Records from here down to where the current exception was raised."""
    _, _, tb = sys.exc_info()
    return getinnerframes(tb, context)


_sentinel = object()


def _namespaces(cls):
    """The dicts of a class and its bases, whatever a metaclass has to say of them."""
    for base in type.__dict__['__mro__'].__get__(cls):
        yield type.__dict__['__dict__'].__get__(base)


def _in_classes(cls, attr):
    return next((namespace[attr] for namespace in _namespaces(cls) if attr in namespace), _sentinel)


def _in_instance(obj, attr):
    """What the dict of an instance has, unless a class gives its instances another __dict__."""
    kind = type(_in_classes(type(obj), '__dict__'))
    if kind in (types.GetSetDescriptorType, types.MemberDescriptorType):
        namespace = object.__getattribute__(obj, '__dict__')
        if isinstance(namespace, dict):
            return dict.get(namespace, attr, _sentinel)
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """What getattr would start from, without running any code of the object's."""
    is_class = issubclass(type(obj), type)
    own = _sentinel if is_class else _in_instance(obj, attr)
    shared = _in_classes(obj if is_class else type(obj), attr)
    if own is not _sentinel and shared is not _sentinel:
        # A data descriptor of the class comes first.
        kind = type(shared)
        sets = _in_classes(kind, '__set__') is not _sentinel or _in_classes(kind, '__delete__') is not _sentinel
        return shared if sets and _in_classes(kind, '__get__') is not _sentinel else own
    of_metaclass = _in_classes(type(obj), attr) if is_class else _sentinel
    for found in own, shared, of_metaclass, default:
        if found is not _sentinel:
            return found
    raise AttributeError(attr)


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING = 'CORO_CREATED', 'CORO_RUNNING'
CORO_SUSPENDED, CORO_CLOSED = 'CORO_SUSPENDED', 'CORO_CLOSED'


def _state(running, frame):
    if running:
        return 'RUNNING'
    if frame is None:
        return 'CLOSED'
    return 'CREATED' if frame.f_lasti == -1 else 'SUSPENDED'


def getgeneratorstate(generator):
    """Get current state of a generator-iterator: GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return 'GEN_' + _state(generator.gi_running, generator.gi_frame)


def getgeneratorlocals(generator):
    """The local names of a generator with their values."""
    if not isgenerator(generator):
        raise TypeError('{!r} is not a Python generator'.format(generator))
    frame = getattr(generator, 'gi_frame', None)
    return {} if frame is None else frame.f_locals


def getcoroutinestate(coroutine):
    """Get current state of a coroutine object: CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return 'CORO_' + _state(coroutine.cr_running, coroutine.cr_frame)


def getcoroutinelocals(coroutine):
    """The local names of a coroutine with their values."""
    frame = getattr(coroutine, 'cr_frame', None)
    return {} if frame is None else frame.f_locals


from _inspect_signature import (
    BoundArguments, Parameter, Signature, _KEYWORD_ONLY, _KINDS, _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _ParameterKind,
    _VAR_KEYWORD, _VAR_POSITIONAL, _empty, _signature_of, _void, get_annotations, signature)


def __getattr__(name):
    # What few programs need lies in a module of its own.
    if name in ('getcallargs', 'getclasstree', 'walktree', 'getcomments', 'getargspec', 'ArgSpec', 'formatargspec',
                'formatargvalues', 'formatannotationrelativeto'):
        import _inspect_more
        return getattr(_inspect_more, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
