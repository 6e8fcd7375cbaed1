"""UUIDs (RFC 4122). Covers CPython's module but for the node of a network card: `getnode` gives a random one."""
import operator
from enum import Enum

__all__ = ['UUID', 'SafeUUID', 'getnode', 'uuid1', 'uuid3', 'uuid4', 'uuid5', 'NAMESPACE_DNS', 'NAMESPACE_URL',
           'NAMESPACE_OID', 'NAMESPACE_X500', 'RESERVED_NCS', 'RFC_4122', 'RESERVED_MICROSOFT', 'RESERVED_FUTURE']

# Variants
RESERVED_NCS, RFC_4122 = 'reserved for NCS compatibility', 'specified in RFC 4122'
RESERVED_MICROSOFT, RESERVED_FUTURE = 'reserved for Microsoft compatibility', 'reserved for future definition'

class SafeUUID(Enum):
    safe, unsafe, unknown = 0, -1, None


# Name, bits, and the shift to where they stand.
_FIELDS = dict(time_low=(32, 96), time_mid=(16, 80), time_hi_version=(16, 64), clock_seq_hi_variant=(8, 56),
               clock_seq_low=(8, 48), node=(48, 0))
_set = object.__setattr__


# What a UUID can be made of.

def _from_hex(text):
    for ornament in 'urn:', 'uuid:':
        text = text.replace(ornament, '')
    digits = text.strip('{}').replace('-', '')
    if len(digits) == 32:
        return int(digits, 16)
    raise ValueError('badly formed hexadecimal UUID string')


def _from_bytes(data):
    if len(data) != 16:
        raise ValueError('bytes is not a 16-char string')
    assert isinstance(data, bytes), repr(data)
    return int.from_bytes(data, 'big')


def _swapped(data):
    """The bytes with those of the first three fields turned round."""
    return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]


def _from_bytes_le(data):
    if len(data) == 16:
        return _from_bytes(_swapped(data))
    raise ValueError('bytes_le is not a 16-char string')


def _from_fields(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for place, (value, (bits, shift)) in enumerate(zip(fields, _FIELDS.values()), 1):
        if not 0 <= value < 1 << bits:
            raise ValueError(f'field {place} out of range (need {"an" if bits == 8 else "a"} {bits}-bit value)')
        number |= value << shift
    return number


def _versioned(number, version):
    """The number with the bits that say which variant and version it is of."""
    cleared = number & ~(0xf << 76 | 0b11 << 62)
    return cleared | version << 76 | 0b10 << 62


def _comparison(compare):
    def method(self, other):
        return compare(self.int, other.int) if isinstance(other, UUID) else NotImplemented
    method.__name__ = f'__{compare.__name__}__'
    return method


class UUID:
    """An immutable 128-bit number."""
    __slots__ = 'int', 'is_safe', '__weakref__'

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        given = hex, bytes, bytes_le, fields, int
        if given.count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if bytes is not None:
            int = _from_bytes(bytes)
        elif hex is not None:
            int = _from_hex(hex)
        elif fields is not None:
            int = _from_fields(fields)
        elif bytes_le is not None:
            int = _from_bytes_le(bytes_le)
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if version < 1 or version > 5:
                raise ValueError('illegal version number')
            int = _versioned(int, version)
        _set(self, 'int', int)
        _set(self, 'is_safe', is_safe)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __getstate__(self):
        known = {} if self.is_safe is SafeUUID.unknown else {'is_safe': self.is_safe.value}
        return {'int': self.int, **known}

    def __setstate__(self, state):
        _set(self, 'int', state['int'])
        _set(self, 'is_safe', SafeUUID(state.get('is_safe')))

    __eq__, __lt__, __le__, __gt__, __ge__ = map(_comparison, (
        operator.eq, operator.lt, operator.le, operator.gt, operator.ge))

    def __int__(self):
        return self.int

    def __hash__(self):
        return hash(self.int)

    def __str__(self):
        digits = self.hex
        return '-'.join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def __repr__(self):
        return f'{self.__class__.__name__}({str(self)!r})'

    hex = property(lambda self: '%032x' % self.int)
    urn = property(lambda self: f'urn:uuid:{self}')
    bytes = property(lambda self: self.int.to_bytes(16, 'big'))
    bytes_le = property(lambda self: _swapped(self.bytes))
    fields = property(lambda self: tuple(getattr(self, name) for name in _FIELDS))
    time = property(lambda self: (self.time_hi_version & 0xfff) << 48 | self.time_mid << 32 | self.time_low)
    clock_seq = property(lambda self: (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low)

    @property
    def variant(self):
        # As many ones as the top bits of the clock's sequence begin with.
        top = self.int >> 61 & 0b111
        return (RESERVED_NCS if top < 0b100 else RFC_4122 if top < 0b110 else
                RESERVED_MICROSOFT if top < 0b111 else RESERVED_FUTURE)

    @property
    def version(self):
        # Other variants have none.
        return self.int >> 76 & 0xf if self.variant == RFC_4122 else None


def _field(bits, shift):
    mask = (1 << bits) - 1
    return property(lambda self: self.int >> shift & mask)


for _name, _place in _FIELDS.items():
    setattr(UUID, _name, _field(*_place))
del _name, _place

_node = None


def getnode():
    """A 48-bit number for this machine: random, and marked as such."""
    global _node
    if _node is None:
        import random
        _node = random.SystemRandom().getrandbits(48) | 1 << 40
    return _node


_last_timestamp = None


def uuid1(node=None, clock_seq=None):
    """Generate a UUID from a host ID, sequence number, and the current time."""
    import time
    global _last_timestamp
    # In units of 100 ns since the calendar reform of 1582.
    timestamp = time.time_ns() // 100 + 0x01b21dd213814000
    if (_last_timestamp or 0) >= timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        from random import getrandbits
        clock_seq = getrandbits(14)
    node = getnode() if node is None else node
    return UUID(version=1, fields=(timestamp & 0xffffffff, timestamp >> 32 & 0xffff, timestamp >> 48 & 0xfff,
                                   clock_seq >> 8 & 0x3f, clock_seq & 0xff, node))


def _of_name(hash, name, version):
    hash.update(bytes(name, 'utf-8'))
    return UUID(bytes=hash.digest()[:16], version=version)


def uuid3(namespace, name):
    """Generate a UUID from the MD5 hash of a namespace UUID and a name."""
    from hashlib import md5
    return _of_name(md5(namespace.bytes, usedforsecurity=False), name, 3)


def uuid4():
    """Generate a random UUID."""
    from os import urandom
    return UUID(int=int.from_bytes(urandom(16), 'big'), version=4)


def uuid5(namespace, name):
    """Generate a UUID from the SHA-1 hash of a namespace UUID and a name."""
    from hashlib import sha1
    return _of_name(sha1(namespace.bytes), name, 5)


NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = (
    UUID(f'6ba7b81{digit}-9dad-11d1-80b4-00c04fd430c8') for digit in '0124')
