"""`JSONDecoder` and `JSONDecodeError`."""
from json import scanner
from _json import scanstring as c_scanstring, _skip_space

__all__ = ['JSONDecoder', 'JSONDecodeError']

NaN, PosInf, NegInf = float('nan'), float('inf'), float('-inf')


class JSONDecodeError(ValueError):
    """A text that is no JSON: the message, the text, and the place as index, line and column."""

    def __init__(self, msg, doc, pos):
        before = doc[:pos]
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = before.count('\n') + 1, pos - before.rfind('\n')
        super().__init__(f'{msg}: line {self.lineno} column {self.colno} (char {pos})')

    def __reduce__(self):
        arguments = self.msg, self.doc, self.pos
        return type(self), arguments


_CONSTANTS = {'-Infinity': NegInf, 'Infinity': PosInf, 'NaN': NaN}

scanstring = c_scanstring


class JSONDecoder:
    """Makes values of JSON; the hooks may make others of objects, numbers and constants."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = _CONSTANTS.__getitem__ if parse_constant is None else parse_constant
        self.parse_string, self.memo = scanstring, {}
        # It takes the settings over, so they must be complete.
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        """The value of a text that is nothing but JSON."""
        obj, end = self.raw_decode(s, idx=_skip_space(s, 0))
        end = _skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """The value of the JSON at an index, and the index of its end."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as err:
            raise JSONDecodeError('Expecting value', s, err.value) from None
