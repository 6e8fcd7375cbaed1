"""The part of `inspect` that few programs need: getcallargs, class trees, comments, and the old forms of argument lists."""
import inspect
from collections import namedtuple

ArgSpec = namedtuple('ArgSpec', 'args varargs keywords defaults')


def _names(words):
    """'a' and 'b', or 'a', 'b' and 'c'."""
    words = [repr(word) for word in words]
    if len(words) == 1:
        return words[0]
    if len(words) == 2:
        return f'{words[0]} and {words[1]}'
    return f'{", ".join(words[:-2])}, {words[-2]} and {words[-1]}'


def _missing(f_name, names, positional):
    kind = 'positional' if positional else 'keyword-only'
    plural = '' if len(names) == 1 else 's'
    raise TypeError(f'{f_name}() missing {len(names)} required {kind} argument{plural}: {_names(names)}')


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    atleast = len(args) - defcount
    kwonly_given = len([arg for arg in kwonly if arg in values])
    if varargs:
        plural, sig = atleast != 1, f'at least {atleast}'
    elif defcount:
        plural, sig = True, f'from {atleast} to {len(args)}'
    else:
        plural, sig = len(args) != 1, str(len(args))
    extra = ''
    if kwonly_given:
        extra = (f' positional argument{"s" if given != 1 else ""} (and {kwonly_given} keyword-only '
                 f'argument{"s" if kwonly_given != 1 else ""})')
    raise TypeError(f'{f_name}() takes {sig} positional argument{"s" if plural else ""} but {given}{extra} '
                    f'{"was" if given == 1 and not kwonly_given else "were"} given')


def getcallargs(func, /, *positional, **named):
    """Get the mapping of arguments to values, as a call would bind them."""
    spec = inspect.getfullargspec(func)
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = spec
    f_name = func.__name__
    values = {}
    if inspect.ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    defcount = len(defaults) if defaults else 0
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    possible = set(args + kwonlyargs)
    if varkw:
        values[varkw] = {}
    for name, value in named.items():
        if name not in possible:
            if not varkw:
                raise TypeError(f'{f_name}() got an unexpected keyword argument {name!r}')
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError(f'{f_name}() got multiple values for argument {name!r}')
        values[name] = value
    if len(positional) > len(args) and not varargs:
        _too_many(f_name, args, kwonlyargs, varargs, defcount, len(positional), values)
    if len(positional) < len(args):
        missing = [name for name in args[:len(args) - defcount] if name not in values]
        if missing:
            _missing(f_name, missing, True)
        for i, name in enumerate(args[len(args) - defcount:]):
            values.setdefault(name, defaults[i])
    missing = []
    for name in kwonlyargs:
        if name not in values:
            if kwonlydefaults and name in kwonlydefaults:
                values[name] = kwonlydefaults[name]
            else:
                missing.append(name)
    if missing:
        _missing(f_name, missing, False)
    return values


def walktree(classes, children, parent):
    """The classes from these roots down, as getclasstree gives them."""
    results = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    """Classes as a tree: each with its bases, followed by a list of those derived from it."""
    children, roots = {}, []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for parent in cls.__bases__:
            below = children.setdefault(parent, [])
            if cls not in below:
                below.append(cls)
            if unique and parent in classes:
                break
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


def getcomments(object):
    """The comment right above an object's source."""
    try:
        lines, lnum = inspect.findsource(object)
    except (OSError, TypeError):
        return None

    def comment(line):
        return line.lstrip().startswith('#')

    if inspect.ismodule(object):
        start = 1 if lines and lines[0][:2] == '#!' else 0
        while start < len(lines) and lines[start].strip() in ('', '#'):
            start += 1
        end = start
        while end < len(lines) and comment(lines[end]):
            end += 1
        return ''.join(line.expandtabs() for line in lines[start:end]) if end > start else None
    indent = inspect.indentsize(lines[lnum])
    start = lnum
    while start > 0 and comment(lines[start - 1]) and inspect.indentsize(lines[start - 1]) == indent:
        start -= 1
    if start == lnum:
        return None
    found = [line.expandtabs().lstrip() for line in lines[start:lnum]]
    while found and found[0].strip() == '#':
        del found[0]
    while found and found[-1].strip() == '#':
        del found[-1]
    return ''.join(found)


def getargspec(func):
    """Get the names and default values of a function's parameters (deprecated)."""
    import warnings
    warnings.warn('inspect.getargspec() is deprecated since Python 3.0, use inspect.signature() or '
                  'inspect.getfullargspec()', DeprecationWarning, stacklevel=2)
    args, varargs, varkw, defaults, kwonlyargs, _, ann = inspect.getfullargspec(func)
    if kwonlyargs or ann:
        raise ValueError('Function has keyword-only parameters or annotations, use inspect.signature() API which can '
                         'support them')
    return ArgSpec(args, varargs, varkw, defaults)


def formatannotationrelativeto(object):
    """A function that shows annotations as they look from the object's module."""
    module = getattr(object, '__module__', None)

    def shown(annotation):
        return inspect.formatannotation(annotation, module)
    return shown


def formatargspec(args, varargs=None, varkw=None, defaults=None, kwonlyargs=(), kwonlydefaults={}, annotations={},
                  formatarg=str, formatvarargs=lambda name: '*' + name, formatvarkw=lambda name: '**' + name,
                  formatvalue=lambda value: '=' + repr(value), formatreturns=lambda text: ' -> ' + text,
                  formatannotation=inspect.formatannotation):
    """Format an argument spec from the values returned by getfullargspec (deprecated)."""
    import warnings
    warnings.warn('`formatargspec` is deprecated since Python 3.5. Use `signature` and the `Signature` object directly',
                  DeprecationWarning, stacklevel=2)

    def shown(name):
        text = formatarg(name)
        return f'{text}: {formatannotation(annotations[name])}' if name in annotations else text

    specs = []
    first = len(args) - len(defaults) if defaults else len(args)
    for i, name in enumerate(args):
        specs.append(shown(name) + (formatvalue(defaults[i - first]) if i >= first else ''))
    if varargs is not None:
        specs.append(formatvarargs(shown(varargs)))
    elif kwonlyargs:
        specs.append('*')
    for name in kwonlyargs:
        default = formatvalue(kwonlydefaults[name]) if kwonlydefaults and name in kwonlydefaults else ''
        specs.append(shown(name) + default)
    if varkw is not None:
        specs.append(formatvarkw(shown(varkw)))
    returns = formatreturns(formatannotation(annotations['return'])) if 'return' in annotations else ''
    return f'({", ".join(specs)}){returns}'


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """Format an argument spec from the values returned by getargvalues."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f'({", ".join(specs)})'
