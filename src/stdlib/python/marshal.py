"""Values of the plain builtin types as bytes and back, as CPython writes them.

Covers `dump`, `dumps`, `load` and `loads` of None, bool, int, float, complex, str, bytes, tuple, list, dict, set,
frozenset and Ellipsis, StopIteration included; `loads` follows references. Leaves out code objects: ValueError.
"""
from struct import pack, unpack_from

__all__ = ['dump', 'dumps', 'load', 'loads', 'version']

version = 4

_DEPTH = 2000
_constants = {None: b'N', False: b'F', True: b'T', ...: b'.', StopIteration: b'S'}
_END = object()


def dump(value, file, version=version, /):
    """Write the value on the open file."""
    file.write(dumps(value, version))


def dumps(value, version=version, /):
    """Return the bytes object that would be written to a file by dump(value, file)."""
    out = bytearray()
    _write(out, value, version, 0)
    return bytes(out)


def _size(n):
    if n > 0x7fffffff:
        raise ValueError('unmarshallable object')
    return n.to_bytes(4, 'little')


def _write(out, value, version, depth):
    if depth > _DEPTH:
        raise ValueError('object too deeply nested to marshal')
    cls = type(value)
    if value is None or value is ... or value is StopIteration or cls is bool:
        out += _constants[value]
    elif cls is int:
        if -0x80000000 <= value <= 0x7fffffff:
            out += b'i' + value.to_bytes(4, 'little', signed=True)
        else:
            digits = []
            rest = abs(value)
            while rest:
                digits.append(rest & 0x7fff)
                rest >>= 15
            count = len(digits) if value > 0 else -len(digits)
            out += b'l' + count.to_bytes(4, 'little', signed=True) + pack(f'<{len(digits)}H', *digits)
    elif cls is float:
        out += b'g' + pack('<d', value) if version > 1 else _float_text(b'f', value)
    elif cls is complex:
        if version > 1:
            out += b'y' + pack('<dd', value.real, value.imag)
        else:
            out += _float_text(b'x', value.real) + _float_text(b'', value.imag)
    elif cls is bytes:
        out += b's' + _size(len(value)) + value
    elif cls is str:
        if version >= 4 and value.isascii():
            data = value.encode()
            out += (b'z' + bytes((len(data),)) if len(data) < 256 else b'a' + _size(len(data))) + data
        else:
            data = value.encode('utf-8', 'surrogatepass')
            out += b'u' + _size(len(data)) + data
    elif cls is tuple:
        n = len(value)
        out += b')' + bytes((n,)) if version >= 4 and n < 256 else b'(' + _size(n)
        for item in value:
            _write(out, item, version, depth + 1)
    elif cls in _collections:
        out += _collections[cls] + _size(len(value))
        for item in value:
            _write(out, item, version, depth + 1)
    elif cls is dict:
        out += b'{'
        for key, item in value.items():
            _write(out, key, version, depth + 1)
            _write(out, item, version, depth + 1)
        out += b'0'
    else:
        try:
            data = bytes(memoryview(value))
        except TypeError:
            raise ValueError('unmarshallable object') from None
        out += b's' + _size(len(data)) + data


_collections = {list: b'[', set: b'<', frozenset: b'>'}


def _float_text(code, value):
    text = f'{value:.17g}'.encode()
    return code + bytes((len(text),)) + text


def load(file, /):
    """Read one value from the open file and return it."""
    data = file.read()
    if not isinstance(data, bytes):
        raise TypeError(f'file.read() returned not bytes but {type(data).__name__}')
    reader = _Reader(data)
    value = reader.value(0)
    rest = len(data) - reader.at
    if rest and hasattr(file, 'seek'):
        file.seek(-rest, 1)
    return value


def loads(bytes, /):
    """Convert the bytes-like object to a value."""
    if type(bytes) is str:
        raise TypeError("a bytes-like object is required, not 'str'")
    return _Reader(memoryview(bytes).tobytes()).value(0)


class _Reader:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.known = []

    def take(self, n):
        part = self.data[self.at:self.at + n]
        if len(part) < n:
            raise EOFError('marshal data too short')
        self.at += n
        return part

    def number(self, size=4):
        return int.from_bytes(self.take(size), 'little', signed=size > 1)

    def count(self, what):
        n = self.number()
        if n < 0:
            raise ValueError(f'bad marshal data ({what} size out of range)')
        return n

    def items(self, n, depth):
        for _ in range(n):
            item = self.value(depth + 1)
            if item is _END:
                raise TypeError('NULL object in marshal data for tuple')
            yield item

    def value(self, depth):
        if depth > _DEPTH:
            raise ValueError('recursion limit exceeded')
        if self.at >= len(self.data):
            raise EOFError('EOF read where object expected')
        code = self.take(1)[0]
        known = code & 0x80
        kind = chr(code & 0x7f)
        if kind in _read_constants and not known:
            return _read_constants[kind]
        if kind == 'r':
            n = self.number()
            if not 0 <= n < len(self.known) or self.known[n] is _END:
                raise ValueError('bad marshal data (invalid reference)')
            return self.known[n]
        method = _readers.get(kind)
        if method is None:
            if kind in _read_constants:
                return _read_constants[kind]
            raise ValueError('bad marshal data (unknown type code)')
        if not known:
            return method(self, depth, None)
        place = len(self.known)
        self.known.append(_END)
        value = method(self, depth, place)
        self.known[place] = value
        return value

    def long(self, depth, place):
        n = self.number()
        digits = unpack_from(f'<{abs(n)}H', self.take(2 * abs(n)))
        if digits and not digits[-1]:
            raise ValueError('bad marshal data (unnormalized long data)')
        value = 0
        for digit in reversed(digits):
            if digit > 0x7fff:
                raise ValueError('bad marshal data (digit out of range in long)')
            value = value << 15 | digit
        return -value if n < 0 else value

    def float_text(self, depth=0, place=None):
        return float(self.take(self.number(1)))

    def text(self, encoding, n):
        return str(self.take(n), encoding, 'surrogatepass')

    def list(self, depth, place):
        n = self.count('list')
        made = []
        if place is not None:
            self.known[place] = made
        made.extend(self.items(n, depth))
        return made

    def set(self, depth, place):
        n = self.count('set')
        made = set()
        if place is not None:
            self.known[place] = made
        made.update(self.items(n, depth))
        return made

    def dict(self, depth, place):
        made = {}
        if place is not None:
            self.known[place] = made
        while (key := self.value(depth + 1)) is not _END:
            value = self.value(depth + 1)
            if value is _END:
                break
            made[key] = value
        return made

    def code(self, depth, place):
        raise ValueError('bad marshal data (code objects are not supported)')


_read_constants = {'N': None, 'F': False, 'T': True, '.': ..., 'S': StopIteration, '0': _END}
_readers = {
    'i': lambda r, depth, place: r.number(),
    'l': _Reader.long,
    'f': _Reader.float_text,
    'g': lambda r, depth, place: unpack_from('<d', r.take(8))[0],
    'x': lambda r, depth, place: complex(r.float_text(), r.float_text()),
    'y': lambda r, depth, place: complex(*unpack_from('<dd', r.take(16))),
    's': lambda r, depth, place: r.take(r.count('bytes object')),
    'u': lambda r, depth, place: r.text('utf-8', r.count('string')),
    't': lambda r, depth, place: r.text('utf-8', r.count('string')),
    'a': lambda r, depth, place: r.text('ascii', r.count('string')),
    'A': lambda r, depth, place: r.text('ascii', r.count('string')),
    'z': lambda r, depth, place: r.text('ascii', r.number(1)),
    'Z': lambda r, depth, place: r.text('ascii', r.number(1)),
    ')': lambda r, depth, place: tuple(r.items(r.number(1), depth)),
    '(': lambda r, depth, place: tuple(r.items(r.count('tuple'), depth)),
    '[': _Reader.list,
    '<': _Reader.set,
    '>': lambda r, depth, place: frozenset(r.items(r.count('set'), depth)),
    '{': _Reader.dict,
    'c': _Reader.code,
}
