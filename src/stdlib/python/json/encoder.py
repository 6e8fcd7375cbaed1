"""`JSONEncoder`. The encoder below it is native; `iterencode` of a subclass with a str for each part is Python."""
from _json import (encode_basestring as c_encode_basestring, encode_basestring_ascii as c_encode_basestring_ascii,
                   make_encoder as c_make_encoder)

INFINITY = float('inf')

encode_basestring = c_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii


class JSONEncoder:
    """Makes JSON of values; a subclass whose default() gives other values for its own objects can do it for those."""
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if default is not None:
            self.default = default
        if indent is not None:
            self.item_separator = ','
        if separators is not None:
            self.item_separator, self.key_separator = separators

    def default(self, o):
        """Return a serializable object for o, or raise TypeError. For subclasses to override."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """The JSON of a value."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        return ''.join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The JSON of a value, piece by piece."""
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        if _one_shot and c_make_encoder is not None:
            return c_make_encoder({} if self.check_circular else None, self.default, encoder, indent,
                                  self.key_separator, self.item_separator, self.sort_keys, self.skipkeys,
                                  self.allow_nan)(o, 0)
        return _chunks(self, o, encoder, indent, 0, {} if self.check_circular else None)


def _float_text(self, o):
    if o != o:
        text = 'NaN'
    elif o == INFINITY:
        text = 'Infinity'
    elif o == -INFINITY:
        text = '-Infinity'
    else:
        return float.__repr__(o)
    if not self.allow_nan:
        raise ValueError('Out of range float values are not JSON compliant: ' + repr(o))
    return text


def _atom(self, o, encoder):
    """The text of a value without parts; None for any other."""
    if isinstance(o, str):
        return encoder(o)
    if o is None:
        return 'null'
    if o is True:
        return 'true'
    if o is False:
        return 'false'
    if isinstance(o, int):
        return int.__repr__(o)
    if isinstance(o, float):
        return _float_text(self, o)
    return None


def _key_text(self, key):
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, (int, float)):
        return _atom(self, key, None)
    if self.skipkeys:
        return None
    raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')


def _chunks(self, o, encoder, indent, level, markers):
    atom = _atom(self, o, encoder)
    if atom is not None:
        yield atom
        return
    if markers is not None:
        if id(o) in markers:
            raise ValueError('Circular reference detected')
        markers[id(o)] = o
    if isinstance(o, (list, tuple)):
        yield from _parts(self, o, '[]', None, encoder, indent, level + 1, markers)
    elif isinstance(o, dict):
        pairs = sorted(o.items()) if self.sort_keys else o.items()
        keyed = ((_key_text(self, key), value) for key, value in pairs)
        yield from _parts(self, o, '{}', keyed, encoder, indent, level + 1, markers)
    else:
        yield from _chunks(self, self.default(o), encoder, indent, level, markers)
    if markers is not None:
        del markers[id(o)]


def _parts(self, o, brackets, pairs, encoder, indent, level, markers):
    # What stands before a part is given together with it where that is one string, as CPython does.
    if not o:
        yield brackets
        return
    newline = '' if indent is None else '\n' + indent * level
    separator = self.item_separator + newline
    before = brackets[0] + newline
    if pairs is not None:
        yield brackets[0]
        if newline:
            yield newline
        before = ''
        for key, value in pairs:
            if key is None:
                continue
            if before:
                yield before
            before = separator
            yield encoder(key)
            yield self.key_separator
            yield from _chunks(self, value, encoder, indent, level, markers)
    else:
        for value in o:
            atom = _atom(self, value, encoder)
            if atom is not None:
                yield before + atom
            else:
                yield before
                yield from _chunks(self, value, encoder, indent, level, markers)
            before = separator
    if indent is not None:
        yield '\n' + indent * (level - 1)
    yield brackets[1]
