"""Keyed hashing for message authentication (RFC 2104). Covers all of CPython's module."""
from _hashlib import compare_digest

__all__ = ['HMAC', 'new', 'compare_digest', 'digest', 'digest_size', 'trans_5C', 'trans_36']

trans_5C, trans_36 = (bytes(byte ^ mask for byte in range(256)) for mask in (0x5c, 0x36))

digest_size = None


def _constructor(digestmod):
    """What makes a hash, for a name, a module or a function."""
    if isinstance(digestmod, str):
        from _hashlib import new
        return lambda data=b'': new(digestmod, data)
    return digestmod if callable(digestmod) else lambda data=b'': digestmod.new(data)


def _begin(hashes, key, make, block_size):
    """Feeds the inner and the outer hash with the key, which fills a block of each."""
    block = bytes(make(key).digest() if len(key) > block_size else key).ljust(block_size, b'\0')
    for hash, table in zip(hashes, (trans_36, trans_5C)):
        hash.update(block.translate(table))


def _block_size(hash, default):
    size = getattr(hash, 'block_size', None)
    if size is None:
        complaint = f'No block_size attribute on given digest object; Assuming {default}.'
    elif size < 16:
        complaint = f'block_size of {size} seems too small; using our default of {default}.'
    else:
        return size
    from warnings import warn
    warn(complaint, RuntimeWarning, stacklevel=3)
    return default


class HMAC:
    """A hash of a message and a key: the hash of the key and of the hash of the key and the message."""

    __slots__ = '_hmac', '_inner', '_outer', 'block_size', 'digest_size'
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytearray, bytes)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        make = _constructor(digestmod)
        self._hmac, self._outer, self._inner = None, make(), make()
        self.block_size = _block_size(self._inner, self.blocksize)
        self.digest_size = self._inner.digest_size
        _begin((self._inner, self._outer), key, make, self.block_size)
        if msg is not None:
            self.update(msg)

    name = property(lambda self: f'hmac-{self._inner.name}')

    def update(self, msg):
        """Add a part of the message."""
        self._inner.update(msg)

    def copy(self):
        """Another one that has heard the same."""
        twin = object.__new__(self.__class__)
        twin._hmac, twin._inner, twin._outer = None, self._inner.copy(), self._outer.copy()
        twin.block_size, twin.digest_size = self.block_size, self.digest_size
        return twin

    def _hash(self):
        whole = self._outer.copy()
        whole.update(self._inner.digest())
        return whole

    def digest(self):
        """The hash of what was heard until now."""
        return self._hash().digest()

    def hexdigest(self):
        """The same in hexadecimal digits."""
        return self._hash().hexdigest()


def new(key, msg=None, digestmod=''):
    """An HMAC that has heard the message, if there is one."""
    return HMAC(key, msg, digestmod=digestmod)


def digest(key, msg, digest):
    """The hash of one message."""
    make = _constructor(digest)
    hashes = inner, outer = make(), make()
    _begin(hashes, key, make, getattr(inner, 'block_size', 64))
    inner.update(msg)
    outer.update(inner.digest())
    return outer.digest()
