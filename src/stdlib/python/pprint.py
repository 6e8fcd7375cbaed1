"""Data structures printed so that they can be read.

Covers pprint, pformat, pp, saferepr, isreadable, isrecursive and PrettyPrinter.
"""
import collections as _collections
import dataclasses as _dataclasses
import re
import sys as _sys
import types as _types
from io import StringIO as _StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Print an object so that it can be read."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text that pprint would print."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """As pprint, dicts keeping their order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """repr() that shows recursion."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Could eval() read saferepr(object)?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Does the object hold itself?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """A sort key that falls back on the type's name where objects have no order."""

    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        one, two = self.obj, other.obj
        try:
            return one < two
        except TypeError:
            return (str(type(one)), id(one)) < (str(type(two)), id(two))


def _by_key(item):
    return _safe_key(item[0]), _safe_key(item[1])


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


# Who prints what does not fit into a line, by the type's __repr__.
_printers = {}


def _prints(*types):
    def register(printer):
        _printers.update((kind.__repr__, printer) for kind in types)
        return printer
    return register


def _bracketed(kind, opening, closing, lone=''):
    @_prints(kind)
    def printer(self, object, stream, indent, allowance, context, level):
        end = lone + closing if len(object) == 1 else closing
        stream.write(opening)
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)
    return printer


def _opened(name, opening, stream, indent):
    # Begins NAME(; gives where the rest is indented to.
    stream.write(name + opening)
    return indent + len(name) + 1


def _filled(parts, width, last_width):
    # Parts joined while their repr fits; the last one shares its line with what follows.
    line = parts[0][:0]
    for left, part in zip(range(len(parts) - 1, -1, -1), parts):
        if line and len(repr(line + part)) > (width if left else last_width):
            yield repr(line)
            line = part
        else:
            line += part
    if line:
        yield repr(line)


def _text_rows(text, width, last_width):
    lines = text.splitlines(True)
    for left, line in zip(range(len(lines) - 1, -1, -1), lines):
        room = width if left else last_width
        if len(repr(line)) <= room:
            yield repr(line)
        else:
            # A long line breaks after blanks.
            yield from _filled(re.findall(r'\S*\s*', line)[:-1], width, room)


class PrettyPrinter:
    """Prints objects in lines of limited width."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        self._indent_per_level, self._width, self._depth = int(indent), int(width), depth
        for wrong, name, limit in ((self._indent_per_level < 0, 'indent', '>= 0'),
                                   (depth is not None and depth <= 0, 'depth', '> 0'),
                                   (not self._width, 'width', '!= 0')):
            if wrong:
                raise ValueError(f'{name} must be {limit}')
        self._stream = _sys.stdout if stream is None else stream
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        out = _StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """(text, can it be read back, is it recursive)."""
        return self._safe_repr(object, context, maxlevels, level)

    _dispatch = _printers

    def _format(self, object, stream, indent, allowance, context, level):
        # On one line if it fits between the indent and what else the line needs, else by the type's printer.
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        fits = len(text) <= self._width - indent - allowance
        printer = None if fits else self._printer(object)
        if printer is None:
            stream.write(text)
            return
        context[key] = 1
        printer(self, object, stream, indent, allowance, context, level + 1)
        del context[key]

    def _printer(self, object):
        shown = type(object).__repr__
        printer = self._dispatch.get(shown)
        if printer is None and _dataclasses.is_dataclass(object) and not isinstance(object, type):
            # Those whose repr the decorator made.
            if object.__dataclass_params__.repr and getattr(shown, '__globals__', None) is vars(_dataclasses):
                return type(self)._pprint_dataclass
        return printer

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    # Rows below each other: labels with values, or values alone. What comes between them is written while a generator goes
    # on; a value is printed by who asked for it, so that deep objects need no more frames than in CPython.

    def _rows(self, rows, count, stream, indent, allowance):
        between = ''
        for left, (label, value) in zip(range(count - 1, -1, -1), rows):
            stream.write(between + label)
            yield value, indent + len(label), 1 if left else allowance
            between = ',\n' + ' ' * indent

    def _packed(self, items, stream, indent, allowance, context, level):
        # As many on a line as fit; yields those that are too long for one.
        line = room = self._width - indent + 1
        new_line = ',\n' + ' ' * indent
        between = ''
        for left, item in zip(range(len(items) - 1, -1, -1), items):
            if not left:
                line, room = line - allowance, room - allowance
            text = self._repr(item, context, level)
            size = len(text) + 2
            if size > room:
                room, between = line, between and new_line
            stream.write(between)
            if size <= room:
                stream.write(text)
                room, between = room - size, ', '
            else:
                yield item, indent, 1 if left else allowance
                between = new_line

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        rows = ((self._repr(key, context, level) + ': ', value) for key, value in items)
        for value, at, after in self._rows(rows, len(items), stream, indent + self._indent_per_level, allowance):
            self._format(value, stream, at, after, context, level)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        rows = ((name + '=', value) for name, value in items)
        for value, at, after in self._rows(rows, len(items), stream, indent, allowance):
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, at, after, context, level)

    def _format_items(self, items, stream, indent, allowance, context, level):
        items = list(items)
        self._pad(stream)
        indent += self._indent_per_level
        if self._compact:
            rows = self._packed(items, stream, indent, allowance, context, level)
        else:
            rows = self._rows((('', item) for item in items), len(items), stream, indent, allowance)
        for item, at, after in rows:
            self._format(item, stream, at, after, context, level)

    def _pad(self, stream):
        stream.write(' ' * (self._indent_per_level - 1))

    def _stack(self, rows, stream, indent, parens):
        text = ('\n' + ' ' * indent).join(rows)
        stream.write(f'({text})' if parens else text)

    def _sorted_items(self, mapping):
        return sorted(mapping.items(), key=_by_key) if self._sort_dicts else mapping.items()

    # The printers. They are methods, so that tables of other types may name them.

    @_prints(dict)
    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{')
        self._pad(stream)
        if object:
            items = self._sorted_items(object)
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write('}')

    _pprint_list = _bracketed(list, '[', ']')
    _pprint_tuple = _bracketed(tuple, '(', ')', ',')

    @_prints(set, frozenset)
    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if self._pprint_empty(object, stream):
            return
        opening, closing = '{}'
        if object.__class__ is not set:
            indent = _opened(object.__class__.__name__, '(', stream, indent)
            closing = '})'
        stream.write(opening)
        items = sorted(object, key=_safe_key)
        self._format_items(items, stream, indent, allowance + len(closing), context, level)
        stream.write(closing)

    def _pprint_empty(self, object, stream):
        if not len(object):
            stream.write(repr(object))
            return True

    def _pprint_wrapped(self, name, inner, stream, indent, allowance, context, level):
        # NAME(inner)
        indent = _opened(name, '(', stream, indent)
        self._format(inner, stream, indent, allowance + 1, context, level)
        stream.write(')')

    @_prints(_collections.OrderedDict)
    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not self._pprint_empty(object, stream):
            name, pairs = object.__class__.__name__, list(object.items())
            self._pprint_wrapped(name, pairs, stream, indent, allowance, context, level)

    @_prints(_types.MappingProxyType)
    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        self._pprint_wrapped('mappingproxy', object.copy(), stream, indent, allowance, context, level)

    @_prints(str)
    def _pprint_str(self, object, stream, indent, allowance, context, level):
        whole = level == 1
        width = self._width - indent - whole
        rows = list(_text_rows(object, width, width - allowance - whole)) or [repr(object)]
        self._stack(rows, stream, indent + whole, whole and len(rows) > 1)

    @_prints(bytes)
    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        whole = level == 1
        width = self._width - indent - whole
        parts = [object[at:at + 4] for at in range(0, len(object), 4)]
        last_width = width - allowance - whole if len(parts[-1]) < 4 else width
        self._stack(_filled(parts, width, last_width), stream, indent + whole, whole)

    @_prints(bytearray)
    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        indent = _opened('bytearray', '(', stream, indent)
        self._pprint_bytes(bytes(object), stream, indent, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_fields(self, name, fields, stream, indent, allowance, context, level):
        indent = _opened(name, '(', stream, indent)
        self._format_namespace_items(fields, stream, indent, allowance, context, level)
        stream.write(')')

    @_prints(_types.SimpleNamespace)
    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        kind = type(object)
        name = 'namespace' if kind is _types.SimpleNamespace else kind.__name__
        self._pprint_fields(name, object.__dict__.items(), stream, indent, allowance, context, level)

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        fields = [(field.name, getattr(object, field.name)) for field in _dataclasses.fields(object) if field.repr]
        self._pprint_fields(object.__class__.__name__, fields, stream, indent, allowance, context, level)

    @_prints(_collections.defaultdict)
    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if self._pprint_empty(object, stream):
            return
        factory = self._repr(object.default_factory, context, level)
        indent = _opened(object.__class__.__name__, '(', stream, indent)
        stream.write(f'{factory},\n{" " * indent}')
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    @_prints(_collections.Counter)
    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if self._pprint_empty(object, stream):
            return
        indent = _opened(object.__class__.__name__, '({', stream, indent)
        self._pad(stream)
        self._format_dict_items(object.most_common(), stream, indent, allowance + 2, context, level)
        stream.write('})')

    @_prints(_collections.ChainMap)
    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        maps = object.maps
        if not maps:
            stream.write(repr(object))
            return
        indent = _opened(object.__class__.__name__, '(', stream, indent)
        for one, at, after in self._rows((('', one) for one in maps), len(maps), stream, indent, allowance + 1):
            self._format(one, stream, at, after, context, level)
        stream.write(')')

    @_prints(_collections.deque)
    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if self._pprint_empty(object, stream):
            return
        indent = _opened(object.__class__.__name__, '(', stream, indent)
        limit = ''
        if object.maxlen is not None:
            limit = f',\n{" " * indent}maxlen={object.maxlen!r}'
        stream.write('[')
        self._format_items(object, stream, indent, 2 if limit else allowance + 2, context, level)
        stream.write(f']{limit})')

    @_prints(_collections.UserDict, _collections.UserList, _collections.UserString)
    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    # Everything on one line.

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _builtin_scalars:
            return repr(object), True, False
        shown = kind.__repr__
        if shown is int.__repr__ and issubclass(kind, int):
            return f'{object:_d}' if self._underscore_numbers else repr(object), True, False
        brackets = _BRACKETS.get(shown)
        if brackets is None:
            text = repr(object)
            return text, text and text[0] != '<', False
        if not object:
            return brackets, True, False
        form = f'{brackets[0]}%s{"," if brackets == "()" and len(object) == 1 else ""}{brackets[1]}'
        key = id(object)
        if maxlevels and level >= maxlevels:
            return form % '...', False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        pairs = brackets == '{}'
        readable, recursive, texts = True, False, []
        show, level = self.format, level + 1
        for item in self._sorted_items(object) if pairs else object:
            label = ''
            if pairs:
                name, item = item
                label, label_readable, label_recursive = show(name, context, maxlevels, level)
                label += ': '
                readable, recursive = readable and label_readable, recursive or label_recursive
            text, item_readable, item_recursive = show(item, context, maxlevels, level)
            texts.append(label + text)
            readable, recursive = readable and item_readable, recursive or item_recursive
        del context[key]
        return form % ', '.join(texts), readable, recursive


_BRACKETS = {dict.__repr__: '{}', list.__repr__: '[]', tuple.__repr__: '()'}
_builtin_scalars = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})
