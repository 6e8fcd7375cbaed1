"""JSON: values as text and back.

Covers all of CPython's package: `dump`, `dumps`, `load`, `loads`, `JSONEncoder`, `JSONDecoder`, `JSONDecodeError`,
`detect_encoding`, the submodules and `python -m json.tool`. Scanner and encoder are native (`_json`).
"""
__version__ = '2.0.9'
__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']

from .decoder import JSONDecoder, JSONDecodeError
from .encoder import JSONEncoder

_default_encoder, _default_decoder = JSONEncoder(), JSONDecoder()
# The options of an encoder in their order, and what they are when none is given.
_OPTIONS = ('skipkeys', 'ensure_ascii', 'check_circular', 'allow_nan', 'indent', 'separators', 'default', 'sort_keys')
_USUAL = False, True, True, True, None, None, None, False


def _encoder(cls, options, more):
    if cls is None:
        if options == _USUAL and not more:
            return _default_encoder
        cls = JSONEncoder
    return cls(**dict(zip(_OPTIONS, options)), **more)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
         separators=None, default=None, sort_keys=False, **kw):
    """Writes a value as JSON to a file, piece by piece."""
    options = skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys
    write = fp.write
    for piece in _encoder(cls, options, kw).iterencode(obj):
        write(piece)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    """A value as JSON in a str."""
    options = skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys
    return _encoder(cls, options, kw).encode(obj)


_MARKED = {'utf-32': (b'\xff\xfe\0\0', b'\0\0\xfe\xff'), 'utf-16': (b'\xff\xfe', b'\xfe\xff'),
           'utf-8-sig': b'\xef\xbb\xbf'}


def detect_encoding(b):
    if 0 not in b[:4] and b[:3].isascii():
        return 'utf-8'
    for encoding, marks in _MARKED.items():
        if b.startswith(marks):
            return encoding
    # The first two characters are ASCII: zeros tell how wide they are and in which order.
    match [not byte for byte in b[:4]]:
        case [True, True, _, _]:
            return 'utf-32-be'
        case [True, _, _, _] | [True, _]:
            return 'utf-16-be'
        case [False, True, True, True]:
            return 'utf-32-le'
        case [False, True, _, _] | [False, True]:
            return 'utf-16-le'
    return 'utf-8'


_HOOKS = 'object_hook', 'parse_float', 'parse_int', 'parse_constant', 'object_pairs_hook'
_NO_HOOKS = (None,) * 5


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
         object_pairs_hook=None, **kw):
    """The value of the JSON in a file, which is read to its end."""
    hooks = object_hook, parse_float, parse_int, parse_constant, object_pairs_hook
    return loads(fp.read(), cls=cls, **dict(zip(_HOOKS, hooks)), **kw)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None, **kw):
    """The value of the JSON in a str, bytes or bytearray."""
    match s:
        case str():
            if s[:1] == '\ufeff':
                raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
        case bytes() | bytearray():
            s = s.decode(detect_encoding(s), 'surrogatepass')
        case _:
            raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    hooks = object_hook, parse_float, parse_int, parse_constant, object_pairs_hook
    if cls is None:
        if hooks == _NO_HOOKS and not kw:
            return _default_decoder.decode(s)
        cls = JSONDecoder
    # Only what is given: a class of one's own need not know all of them.
    kw |= {name: hook for name, hook in zip(_HOOKS, hooks) if hook is not None}
    return cls(**kw).decode(s)
