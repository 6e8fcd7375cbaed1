"""Documentation of live objects as plain text: help, doc, render_doc, TextDoc, plain text only.

Left out: HTML pages, the web server, pagers, the prompt of help(), topics and keywords, apropos."""
import builtins
import inspect
import re
import sys

__all__ = ['help']

_HIDDEN = frozenset('author builtins cached credits date doc docformat file loader module name package path qualname '
                    'slots spec version'.split())


class ErrorDuringImport(Exception):
    """A module that was looked for could not be imported."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f'problem in {self.filename} - {self.exc.__name__}: {self.value}'


# ---- what is known about an object

def _own_doc(object):
    try:
        doc = builtins.object.__getattribute__(object, '__doc__')
    except AttributeError:
        return None
    if not isinstance(doc, str) or object is not type and type(object).__doc__ == doc:
        return None
    return doc


def getdoc(object):
    """The docstring, cleaned, else the comments before the source; '' if there are none."""
    doc = _own_doc(object)
    if doc is None and not inspect.isclass(object) and getattr(object, '__doc__', None) is None:
        doc = inspect.getdoc(object)
    if isinstance(doc, str):
        doc = inspect.cleandoc(doc)
    else:
        try:
            doc = inspect.getcomments(object)
        except (AttributeError, TypeError):
            doc = None
    return doc and re.sub('^ *\n', '', doc.rstrip()) or ''


def splitdoc(doc):
    """A docstring as its first line and the rest."""
    lines = doc.strip().split('\n')
    if len(lines) == 1:
        return lines[0], ''
    if not lines[1].rstrip():
        return lines[0], '\n'.join(lines[2:])
    return '', '\n'.join(lines)


def classname(object, modname):
    """The name of a class, with its module's if that is another one."""
    if object.__module__ == modname:
        return object.__name__
    return f'{object.__module__}.{object.__name__}'


def isdata(object):
    return not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
                or inspect.isframe(object) or inspect.istraceback(object) or inspect.iscode(object))


def ispackage(object):
    return inspect.ismodule(object) and hasattr(object, '__path__')


def visiblename(name, all=None, obj=None):
    """Is the name one that people should read about?"""
    if name[:2] == name[-2:] == '__':
        return name[2:-2] not in _HIDDEN
    if name.startswith('_') and hasattr(obj, '_fields'):
        return True
    return name in all if all is not None else not name.startswith('_')


def classify_class_attrs(object):
    """As inspect's, but properties without a setter are of a kind of their own."""
    for name, kind, cls, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = 'readonly property' if isinstance(value, property) and value.fset is None else 'data descriptor'
        yield name, kind, cls, value


def describe(thing):
    """The kind and name of a thing in a few words."""
    name = getattr(thing, '__name__', None)
    if inspect.ismodule(thing):
        if name in sys.builtin_module_names:
            return 'built-in module ' + name
        return ('package ' if hasattr(thing, '__path__') else 'module ') + name
    if inspect.isbuiltin(thing):
        return 'built-in function ' + name
    for test, kind in ((inspect.isgetsetdescriptor, 'getset'), (inspect.ismemberdescriptor, 'member')):
        if test(thing):
            owner = thing.__objclass__
            return f'{kind} descriptor {owner.__module__}.{owner.__name__}.{name}'
    for test, kind in ((inspect.isclass, 'class'), (inspect.isfunction, 'function'), (inspect.ismethod, 'method')):
        if test(thing):
            return f'{kind} {name}'
    return type(thing).__name__


def locate(path, forceload=0):
    """The object with a dotted name, importing what is needed; None if there is none."""
    import importlib
    parts = [part for part in path.split('.') if part]
    found, n = builtins, 0
    while n < len(parts):
        name = '.'.join(parts[:n + 1])
        try:
            found = importlib.import_module(name)
        except ImportError as error:
            if getattr(error, 'name', None) and not name.startswith(error.name):
                raise ErrorDuringImport(name, sys.exc_info()) from None
            break
        except Exception:
            raise ErrorDuringImport(name, sys.exc_info()) from None
        n += 1
    for part in parts[n:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """An object and its name, from either."""
    if isinstance(thing, str):
        object = locate(thing, forceload)
        if object is None:
            raise ImportError(f'No Python documentation found for {thing!r}.\n'
                              'Use help() to get the interactive help utility.\n'
                              'Use help(str) for help on the str class.')
        return object, thing
    name = getattr(thing, '__name__', None)
    return thing, name if isinstance(name, str) else None


def plain(text):
    """Text without what makes letters bold on printers."""
    return re.sub('.\b', '', text)


# ---- text

class TextDoc:
    """Documents objects in plain text."""

    def bold(self, text):
        return ''.join(c + '\b' + c for c in text)

    def indent(self, text, prefix='    '):
        if not text:
            return ''
        return '\n'.join(prefix + line for line in text.split('\n')).rstrip(' ')

    def section(self, title, contents):
        return f'{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n'

    def repr(self, object):
        text = repr(object)
        limit = 100
        if len(text) > limit and not isinstance(object, (list, tuple, dict, set, frozenset)):
            half = (limit - 3) // 2
            text = text[:half] + '...' + text[len(text) - (limit - 3 - half):]
        return text

    def document(self, object, name=None, mod=None, cl=None):
        if inspect.ismodule(object):
            return self.docmodule(object, name, mod)
        if inspect.isclass(object):
            return self.docclass(object, name, mod)
        if inspect.isroutine(object):
            return self.docroutine(object, name, mod, cl)
        if inspect.isdatadescriptor(object):
            return self.docdata(object, name)
        return self.docother(object, name)

    def docmodule(self, object, name=None, mod=None):
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        parts = [self.section('NAME', name + (synopsis and ' - ' + synopsis))]
        listed = getattr(object, '__all__', None)
        if description:
            parts.append(self.section('DESCRIPTION', description))
        classes, functions, data = [], [], []
        for key, value in sorted(vars(object).items()):
            own = (inspect.getmodule(value) or object) is object
            if inspect.isclass(value):
                if (listed is not None or own) and visiblename(key, listed, object):
                    classes.append((key, value))
            elif inspect.isroutine(value):
                if (listed is not None or inspect.isbuiltin(value) or own) and visiblename(key, listed, object):
                    functions.append((key, value))
            elif isdata(value) and visiblename(key, listed, object):
                data.append((key, value))
        if ispackage(object):
            import pkgutil
            names = sorted(found + (' (package)' if package else '')
                           for _, found, package in pkgutil.iter_modules(object.__path__))
            if names:
                parts.append(self.section('PACKAGE CONTENTS', '\n'.join(names)))
        if classes:
            pages = [self.formattree(inspect.getclasstree([value for _, value in classes], 1), name)]
            pages += [self.document(value, key, name) for key, value in classes]
            parts.append(self.section('CLASSES', '\n'.join(pages)))
        if functions:
            parts.append(self.section('FUNCTIONS', '\n'.join(self.document(v, k, name) for k, v in functions)))
        if data:
            lines = '\n'.join(self.docother(v, k, name, maxlen=70) for k, v in data)
            parts.append(self.section('DATA', lines))
        for attribute in ('version', 'date', 'author', 'credits'):
            if hasattr(object, f'__{attribute}__'):
                text = str(getattr(object, f'__{attribute}__'))
                if text.startswith('$Revision: ') and text.endswith('$'):
                    text = text[11:-1].strip()
                parts.append(self.section(attribute.upper(), text))
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = '(built-in)'
        parts.append(self.section('FILE', file))
        return ''.join(parts)

    def formattree(self, tree, modname, parent=None, prefix=''):
        text = ''
        for entry in tree:
            if isinstance(entry, list):
                text += self.formattree(entry, modname, parent, prefix + '    ')
                continue
            parent, bases = entry
            text += prefix + classname(parent, modname)
            if bases and bases != (parent,):
                text += '(' + ', '.join(classname(base, modname) for base in bases) + ')'
            text += '\n'
        return text

    def docclass(self, object, name=None, mod=None):
        real, home = object.__name__, object.__module__
        name = name or real
        title = f'class {self.bold(real)}' if name == real else f'{self.bold(name)} = class {real}'
        if object.__bases__:
            title += '(' + ', '.join(classname(base, home) for base in object.__bases__) + ')'
        lines = []
        signature = _signature(object)
        if signature and signature != '()':
            lines.append(f'{name}{signature}\n')
        if doc := getdoc(object):
            lines.append(doc + '\n')
        mro = list(inspect.getmro(object))
        if len(mro) > 2:
            lines += ['Method resolution order:', *('    ' + classname(base, home) for base in mro), '']
        below = sorted((cls.__name__ for cls in type.__subclasses__(object)
                        if not cls.__name__.startswith('_') and cls.__module__ == 'builtins'), key=str.lower)
        if below:
            lines += ['Built-in subclasses:', *('    ' + cls for cls in below[:4])]
            if len(below) > 4:
                lines.append(f'    ... and {len(below) - 4} other subclasses')
            lines.append('')
        lines += self._members(object, mro, mod)
        text = '\n'.join(lines)
        return f'{title}\n{self.indent(text.rstrip(), " |  ")}\n' if text else title + '\n'

    def _members(self, object, mro, mod):
        """The attributes by the class that defines them, then by kind, below headings and between lines."""
        attributes = [a for a in classify_class_attrs(object) if visiblename(a[0], obj=object)]
        places = {field: i for i, field in enumerate(getattr(object, '_fields', []))}
        lines, ruled = [], False
        owners = mro + [a[2] for a in attributes if a[2] not in mro]
        for owner in dict.fromkeys(owners):
            if owner is builtins.object and object is not builtins.object:
                continue
            own = [a for a in attributes if a[2] is owner]
            own.sort(key=lambda a: (places.get(a[0], len(places)), a[0]))
            where = 'defined here' if owner is object else f'inherited from {classname(owner, object.__module__)}'
            for kind, heading, show in _SECTIONS:
                chosen = [a for a in own if a[1] == kind]
                if not chosen:
                    continue
                if ruled:
                    lines.append('-' * 70)
                ruled = True
                lines.append(f'{heading} {where}:\n')
                lines += [show(self, object, attribute, mod) for attribute in chosen]
        return lines

    def _show_method(self, object, attribute, mod):
        name, _, _, value = attribute
        try:
            value = getattr(object, name)
        except Exception:
            return self.docdata(value, name)
        return self.document(value, name, mod, object)

    def _show_descriptor(self, object, attribute, mod):
        return self.docdata(attribute[3], attribute[0])

    def _show_data(self, object, attribute, mod):
        name, _, owner, value = attribute
        try:
            found = getattr(object, name)
        except AttributeError:
            found = owner.__dict__[name]
        return self.docother(found, name, mod, maxlen=70, doc=getdoc(value)) + '\n'

    def docroutine(self, object, name=None, mod=None, cl=None):
        real = object.__name__
        name = name or real
        note, is_alias = '', False
        bound = getattr(object, '__self__', None)
        is_method = inspect.ismethod(object) or inspect.isbuiltin(object) and not inspect.ismodule(bound)
        if is_method and bound is not None:
            owner = type(bound)
            if cl is None:
                note = f' method of {classname(owner, mod)} instance'
            elif owner is not cl:
                note = f' from {classname(owner, mod)}'
        qualifier = 'async ' if inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object) else ''
        if name == real:
            title = self.bold(real)
        else:
            is_alias = cl is not None and inspect.getattr_static(cl, real, []) is object
            title = f'{self.bold(name)} = {real}'
        signature = _signature(object) or '(...)'
        if real == '<lambda>' and signature != '(...)':
            title, signature = self.bold(name) + ' lambda ', signature[1:-1] or '(...)'
        line = f'{qualifier}{title}{signature}{note}\n'
        doc = '' if is_alias else getdoc(object)
        return line + (doc and self.indent(doc).rstrip() + '\n')

    def docdata(self, object, name=None, mod=None, cl=None):
        doc = getdoc(object)
        return (name and self.bold(name) + '\n' or '') + (doc and self.indent(doc) + '\n')

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        text = self.repr(object)
        if maxlen:
            room = maxlen - len((name and name + ' = ' or '') + text)
            if room < 0:
                text = text[:room] + '...'
        line = (name and self.bold(name) + ' = ' or '') + text
        if not doc:
            doc = getdoc(object)
        return line + ('\n' + self.indent(str(doc)) + '\n' if doc else '')


_SECTIONS = (
    ('method', 'Methods', TextDoc._show_method),
    ('class method', 'Class methods', TextDoc._show_method),
    ('static method', 'Static methods', TextDoc._show_method),
    ('readonly property', 'Readonly properties', TextDoc._show_descriptor),
    ('data descriptor', 'Data descriptors', TextDoc._show_descriptor),
    ('data', 'Data and other attributes', TextDoc._show_data),
)


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return None


class _PlainTextDoc(TextDoc):
    def bold(self, text):
        return text


text = TextDoc()
plaintext = _PlainTextDoc()


def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """The page about an object, or about the one with a name."""
    renderer = renderer or text
    object, name = resolve(thing, forceload)
    what = describe(object)
    module = inspect.getmodule(object)
    if name and '.' in name:
        what += ' in ' + name[:name.rfind('.')]
    elif module and module is not object:
        what += ' in module ' + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object)
            or inspect.isdatadescriptor(object) or _own_doc(object) is not None):
        object = type(object)
        what += ' object'
    return title % what + '\n\n' + renderer.document(object, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None):
    """Prints the page about an object, or why there is none."""
    try:
        page = render_doc(thing, title, forceload, plaintext)
    except (ImportError, ErrorDuringImport) as error:
        print(error)
        return
    (sys.stdout if output is None else output).write(page)


def pager(text):
    """Prints a page."""
    sys.stdout.write(plain(text))


class Helper:
    """What the builtin `help` calls."""

    def __init__(self, input=None, output=None):
        self._output = output

    def __repr__(self):
        return '<%s.%s instance>' % (type(self).__module__, type(self).__qualname__)

    def __call__(self, *request):
        if len(request) > 1:
            raise TypeError(f'Helper.__call__() takes from 1 to 2 positional arguments but {len(request) + 1} were given')
        if request:
            return self.help(request[0])
        print('help(object) prints what is known about an object, help("module.name") about what has that name.')

    def help(self, request):
        if isinstance(request, str):
            request = request.strip()
        if isinstance(request, Helper):
            return self()
        doc(request, 'Help on %s:', output=self._output)
        (self._output or sys.stdout).write('\n')


help = Helper()
