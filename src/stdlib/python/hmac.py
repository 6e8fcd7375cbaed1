"""Keyed hashing for message authentication (RFC 2104). Covers all of CPython's module."""
from _hashlib import compare_digest

__all__ = ['HMAC', 'new', 'compare_digest', 'digest', 'digest_size', 'trans_5C', 'trans_36']

trans_5C = bytes(x ^ 0x5c for x in range(256))
trans_36 = bytes(x ^ 0x36 for x in range(256))

digest_size = None


def _constructor(digestmod):
    if callable(digestmod):
        return digestmod
    if isinstance(digestmod, str):
        from _hashlib import new
        return lambda data=b'': new(digestmod, data)
    return lambda data=b'': digestmod.new(data)


def _padded(key, make, blocksize):
    if len(key) > blocksize:
        key = make(key).digest()
    key = bytes(key).ljust(blocksize, b'\0')
    return key.translate(trans_36), key.translate(trans_5C)


class HMAC:
    """RFC 2104 HMAC class. Also complies with RFC 4231."""
    blocksize = 64
    __slots__ = '_hmac', '_inner', '_outer', 'block_size', 'digest_size'

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        make = _constructor(digestmod)
        self._hmac = None
        self._outer = make()
        self._inner = make()
        self.digest_size = self._inner.digest_size
        if hasattr(self._inner, 'block_size'):
            blocksize = self._inner.block_size
            if blocksize < 16:
                import warnings
                warnings.warn(f'block_size of {blocksize} seems too small; using our default of {self.blocksize}.',
                              RuntimeWarning, 2)
                blocksize = self.blocksize
        else:
            import warnings
            warnings.warn('No block_size attribute on given digest object; Assuming %d.' % self.blocksize,
                          RuntimeWarning, 2)
            blocksize = self.blocksize
        self.block_size = blocksize
        inner, outer = _padded(key, make, blocksize)
        self._inner.update(inner)
        self._outer.update(outer)
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        """Feed data from msg into this hashing object."""
        self._inner.update(msg)

    def copy(self):
        """Return a separate copy of this hashing object."""
        other = self.__class__.__new__(self.__class__)
        other._hmac = None
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _current(self):
        h = self._outer.copy()
        h.update(self._inner.digest())
        return h

    def digest(self):
        """Return the hash value of this hashing object as bytes."""
        return self._current().digest()

    def hexdigest(self):
        """Like digest(), but returns a string of hexadecimal digits instead."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=''):
    """Create a new hashing object and return it."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """Fast inline implementation of HMAC: the digest of msg."""
    make = _constructor(digest)
    inner = make()
    outer = make()
    blocksize = getattr(inner, 'block_size', 64)
    inner_key, outer_key = _padded(key, make, blocksize)
    inner.update(inner_key)
    outer.update(outer_key)
    inner.update(msg)
    outer.update(inner.digest())
    return outer.digest()
