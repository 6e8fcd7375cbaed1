"""Pickles: objects as bytes and back, protocols 0 to 5.

Covers `dump`, `dumps`, `load`, `loads`, `Pickler` and `Unpickler` with all their hooks, `PickleBuffer`, the exceptions
and the opcodes. A `PickleBuffer` exports its buffer to pickle only, not to `memoryview`; `python -m pickle` is absent.
"""
from copyreg import dispatch_table
from _pickle import (PickleBuffer, PickleError, Pickler, PicklingError, Unpickler, UnpicklingError, dump, dumps, load,
                     loads, DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, getattribute as _getattribute, whichmodule)

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load', 'loads',
           'PickleBuffer', 'DEFAULT_PROTOCOL', 'HIGHEST_PROTOCOL']

format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']
bytes_types = (bytes, bytearray)

_opcodes = dict(
    MARK=40, STOP=46, POP=48, POP_MARK=49, DUP=50, FLOAT=70, INT=73, BININT=74, BININT1=75, LONG=76, BININT2=77,
    NONE=78, PERSID=80, BINPERSID=81, REDUCE=82, STRING=83, BINSTRING=84, SHORT_BINSTRING=85, UNICODE=86,
    BINUNICODE=88, APPEND=97, BUILD=98, GLOBAL=99, DICT=100, EMPTY_DICT=125, APPENDS=101, GET=103, BINGET=104,
    INST=105, LONG_BINGET=106, LIST=108, EMPTY_LIST=93, OBJ=111, PUT=112, BINPUT=113, LONG_BINPUT=114, SETITEM=115,
    TUPLE=116, EMPTY_TUPLE=41, SETITEMS=117, BINFLOAT=71, PROTO=0x80, NEWOBJ=0x81, EXT1=0x82, EXT2=0x83, EXT4=0x84,
    TUPLE1=0x85, TUPLE2=0x86, TUPLE3=0x87, NEWTRUE=0x88, NEWFALSE=0x89, LONG1=0x8a, LONG4=0x8b, BINBYTES=66,
    SHORT_BINBYTES=67, SHORT_BINUNICODE=0x8c, BINUNICODE8=0x8d, BINBYTES8=0x8e, EMPTY_SET=0x8f, ADDITEMS=0x90,
    FROZENSET=0x91, NEWOBJ_EX=0x92, STACK_GLOBAL=0x93, MEMOIZE=0x94, FRAME=0x95, BYTEARRAY8=0x96, NEXT_BUFFER=0x97,
    READONLY_BUFFER=0x98)
globals().update({name: bytes((code,)) for name, code in _opcodes.items()})
TRUE = b'I01\n'
FALSE = b'I00\n'
__all__ += [*_opcodes, 'TRUE', 'FALSE']


def encode_long(x):
    """Encode a long to a two's complement little-endian binary string."""
    if not x:
        return b''
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, 'little', signed=True)
    return data[:-1] if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80 else data


def decode_long(data):
    """Decode a long from a two's complement little-endian binary string."""
    return int.from_bytes(data, 'little', signed=True)


_Pickler, _Unpickler = Pickler, Unpickler
_PickleError, _PicklingError, _UnpicklingError = PickleError, PicklingError, UnpicklingError
_dump, _dumps, _load, _loads = dump, dumps, load, loads
