"""Warnings: filters, warn and warn_explicit, catch_warnings, the texts, `-W` and PYTHONWARNINGS.

What a program deletes of `filters`, `defaultaction`, `onceregistry` or `_showwarnmsg` is still known here, as in CPython.
"""
import sys

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings', 'simplefilter',
           'resetwarnings', 'catch_warnings']

_ACTIONS = 'error', 'ignore', 'always', 'default', 'module', 'once'

filters = [
    ('default', None, DeprecationWarning, None, 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
defaultaction = _defaultaction = 'default'
onceregistry = _onceregistry = {}
_filters_version = 1
# What the names below held last, for programs that delete them.
_known = {'filters': filters, 'defaultaction': defaultaction, 'onceregistry': onceregistry}


class _OptionError(Exception):
    """A -W option that cannot be understood."""


class _Literal:
    """Stands in for a compiled pattern that is a plain text."""

    def __init__(self, text, whole=False, ignore_case=False):
        self.pattern = text
        self.whole = whole
        self.ignore_case = ignore_case

    def __repr__(self):
        import re
        return repr(re.compile(self.pattern, re.I if self.ignore_case else 0))

    def match(self, text):
        pattern = self.pattern
        if self.ignore_case:
            text, pattern = text.lower(), pattern.lower()
        return text == pattern if self.whole else text.startswith(pattern)


def _compile(text, ignore_case=False):
    if text.replace('_', 'a').replace(' ', 'a').replace("'", 'a').isalnum():
        return _Literal(text, ignore_case=ignore_case)
    import re
    return re.compile(text, re.I if ignore_case else 0)


filters[0] = 'default', None, DeprecationWarning, _Literal('__main__', whole=True), 0


class WarningMessage:
    _WARNING_DETAILS = 'message', 'category', 'filename', 'lineno', 'file', 'line', 'source'

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        details = message, category, filename, lineno, file, line, source
        for name, value in zip(self._WARNING_DETAILS, details):
            setattr(self, name, value)
        self._category_name = None if not category else category.__name__

    def __str__(self):
        return (f'{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, '
                f'lineno : {self.lineno}, line : {self.line!r}}}')


def showwarning(message, category, filename, lineno, file=None, line=None):
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    return _format(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig, _formatwarning_orig = showwarning, formatwarning


def _format(msg):
    kind = msg.category.__name__
    text = f'{msg.filename}:{msg.lineno}: {kind}: {msg.message}\n'
    line = (_source_line(msg.filename, msg.lineno) if msg.line is None else msg.line).strip()
    if line:
        text += f'  {line}\n'
    if msg.source is not None:
        text += f'{kind}: Enable tracemalloc to get the object allocation traceback\n'
    return text


def _source_line(filename, lineno):
    import linecache
    return linecache.getline(filename, lineno)


def _show(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        return
    form = globals().get('formatwarning', _formatwarning_orig)
    if form is not _formatwarning_orig:
        text = form(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    else:
        text = _format(msg)
    try:
        file.write(text)
    except OSError:
        pass
    else:
        sys._hint(msg.source)


def _showwarnmsg(msg):
    show = globals().get('showwarning', _showwarning_orig)
    if show is not _showwarning_orig:
        if not callable(show):
            raise TypeError('warnings.showwarning() must be set to a function or method')
        show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
        return
    _show(msg)


_own_showwarnmsg = _showwarnmsg


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    message = _compile(message, ignore_case=True) if message else None
    module = _compile(module) if module else None
    _add_filter(action, message, category, module, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _ACTIONS, f'invalid action: {action!r}'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    global _filters_version
    _filters_version += 1


def _process_options(options):
    for option in options:
        try:
            _setoption(option)
        except _OptionError as error:
            print('Invalid -W option ignored:', error, file=sys.stderr)


def _setoption(option):
    parts = option.split(':')
    if len(parts) > 5:
        raise _OptionError(f'too many fields (max 5): {option!r}')
    action, message, category, module, lineno = (part.strip() for part in parts + [''] * (5 - len(parts)))
    action, category = _getaction(action), _getcategory(category)
    message = _Literal(message, ignore_case=True) if message else None
    module = _Literal(module, whole=True) if module else None
    _add_filter(action, message, category, module, _getlineno(lineno), append=False)


def _getlineno(text):
    try:
        number = int(text or 0)
    except ValueError:
        number = text
    if number is text or number < 0:
        raise _OptionError(f'invalid lineno {number!r}')
    return number


def _getaction(action):
    if not action:
        return 'default'
    if action == 'all':
        return 'always'
    for known in _ACTIONS:
        if known.startswith(action):
            return known
    raise _OptionError(f'invalid action: {action!r}')


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition('.')
    try:
        found = getattr(__import__(module or 'builtins', None, None, [name]), name)
    except ImportError:
        raise _OptionError(f'invalid module name: {module!r}') from None
    except AttributeError:
        raise _OptionError(f'unknown warning category: {category!r}') from None
    if not issubclass(found, Warning):
        raise _OptionError(f'invalid warning category: {category!r}')
    return found


def _warn(message, category=None, stacklevel=1, source=None):
    category = message.__class__ if isinstance(message, Warning) else UserWarning if category is None else category
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f'category must be a Warning subclass, not {type(category).__name__!r}')
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        namespace, filename, lineno = sys.__dict__, 'sys', 1
    else:
        namespace, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = namespace.get('__name__', '<string>')
    registry = namespace.setdefault('__warningregistry__', {})
    _warn_explicit(message, category, filename, lineno, module, registry, namespace, source)


def _warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    import operator
    lineno = operator.index(lineno)
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if module_globals is not None and not isinstance(module_globals, dict):
        raise TypeError(f"module_globals must be a dict, not '{type(module_globals).__name__}'")
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    registry = {} if registry is None else registry
    if registry.get('version', 0) != _filters_version:
        # What was shown once may be shown again under other filters.
        registry.clear()
        registry['version'] = _filters_version
    text = message
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        message = category(text)
    key = text, category, lineno
    if registry.get(key):
        return
    action, item = _chosen_action(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    if action == 'once':
        registry[key] = 1
        key = text, category
        once = _own('onceregistry', dict, 'dict')
        if once.get(key):
            return
        once[key] = 1
    elif action == 'module':
        registry[key] = 1
        key = text, category, 0
        if registry.get(key):
            return
        registry[key] = 1
    elif action == 'default':
        registry[key] = 1
    elif action != 'always':
        raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {item}')
    show = globals().get('_showwarnmsg', _own_showwarnmsg)
    if not callable(show):
        raise TypeError('warnings._showwarnmsg() must be set to a callable')
    show(WarningMessage(message, category, filename, lineno, source=source))


def _own(name, kind, shown):
    """A name of this module that a program may have set or deleted."""
    value = _known[name] = globals().get(name, _known[name])
    if not isinstance(value, kind):
        raise TypeError(f'warnings.{name} must be a {shown}, not {type(value).__name__!r}')
    return value


def _chosen_action(text, category, module, lineno):
    """What the first filter that fits says, and that filter."""
    chosen = _known['filters'] = globals().get('filters', _known['filters'])
    if not isinstance(chosen, list):
        raise ValueError('warnings.filters must be a list')
    for i, item in enumerate(chosen):
        if not isinstance(item, tuple) or len(item) != 5:
            raise ValueError(f"warnings.filters item {i} isn't a 5-tuple")
        action, wanted, kind, place, line = item
        if ((wanted is None or wanted.match(text)) and issubclass(category, kind)
                and (place is None or place.match(module)) and (line == 0 or lineno == line)):
            if not isinstance(action, str):
                raise TypeError(f"action must be a string, not '{type(action).__name__}'")
            return action, item
    return _own('defaultaction', str, 'string'), None


class catch_warnings:
    """Keeps filters and showwarning, and gives them back at the end; may record what would be shown."""

    def __init__(self, *, record=False, module=None):
        self._record, self._entered = record, False
        self._module = module if module is not None else sys.modules[__name__]

    def __repr__(self):
        args = ['record=True'] if self._record else []
        if self._module is not sys.modules[__name__]:
            args.append(f'module={self._module!r}')
        return f'{type(self).__name__}({", ".join(args)})'

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._show
        module.filters = module.filters[:]
        module._filters_mutated()
        if not self._record:
            return None
        log = []
        module._show = log.append
        module.showwarning = module._showwarning_orig
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        module = self._module
        module.filters, module.showwarning, module._show = self._saved
        module._filters_mutated()


def _warn_unawaited_coroutine(coro):
    lines = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    if coro.cr_origin is not None:
        lines.append('Coroutine created at (most recent call last)\n')
        for filename, lineno, name in reversed(coro.cr_origin):
            lines.append(f'  File "{filename}", line {lineno}, in {name}\n')
            line = _source_line(filename, lineno)
            if line:
                lines.append(f'    {line.strip()}\n')
    warn(''.join(lines).rstrip('\n'), category=RuntimeWarning, stacklevel=2, source=coro)


_process_options(sys.warnoptions)
