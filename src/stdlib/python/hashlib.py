"""Hashes and message digests.

Covers `new`, a constructor for each guaranteed algorithm, `sha512_224` and `sha512_256` by `new`, and `pbkdf2_hmac`.
Leaves out `scrypt` and what only OpenSSL has (`ripemd160`, `sm3`, `md5-sha1`).
"""
from _blake2 import blake2b, blake2s
from _hashlib import (
    new, pbkdf2_hmac, openssl_md5 as md5, openssl_sha1 as sha1, openssl_sha224 as sha224, openssl_sha256 as sha256,
    openssl_sha384 as sha384, openssl_sha512 as sha512, openssl_sha3_224 as sha3_224, openssl_sha3_256 as sha3_256,
    openssl_sha3_384 as sha3_384, openssl_sha3_512 as sha3_512, openssl_shake_128 as shake_128,
    openssl_shake_256 as shake_256)

_always = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_256',
           'sha3_384', 'sha3_512', 'shake_128', 'shake_256')

algorithms_guaranteed = set(_always)
algorithms_available = algorithms_guaranteed | {'sha512_224', 'sha512_256'}

__all__ = (*_always, 'new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac')

_new = new


def new(name, data=b'', **kwargs):
    """Return a new hashing object using the named algorithm; optionally initialized with data."""
    if name in ('blake2b', 'blake2s'):
        return globals()[name](data, **kwargs)
    return _new(name, data, **kwargs)
