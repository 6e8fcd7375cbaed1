# memoryview: windows, casts, what it refuses, and that it holds a bytearray's size.
b = bytearray(b'abcdefgh')
m = memoryview(b)
print(m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.readonly, m.obj is b, m.contiguous, len(m), m.suboffsets)
# expect: B 1 8 (8,) (1,) 1 False True True 8 ()
m[0] = 65; m[1:3] = b'ZZ'; m[4::2] = b'12'; m[5:8] = m[0:3]
print(b, m[::-2].tobytes(), m[-1], m[2:5].tolist(), m == b, m[::2] == b[::2], m != b'x', 65 in m, list(reversed(m))[:2])
# expect: bytearray(b'AZZd1AZZ') b'ZAdZ' 90 [90, 100, 49] True True True True [90, 90]
w = memoryview(bytes(range(12)))
print(w.cast('H').tolist(), w.cast('B', [3, 4]).tolist(), w.cast('B', [3, 4])[2, 1], w.cast('I', (3,))[1], w.cast('b').toreadonly().readonly)
print(w.cast('B', [2, 6]).tobytes('F'), w.cast('c')[3], w[1::5].hex('-'), hash(w) == hash(bytes(w)), w.cast('@h').format, int(memoryview(b'42')))
# expect: [256, 770, 1284, 1798, 2312, 2826] [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]] 9 117835012 True
# expect: b'\x00\x06\x01\x07\x02\x08\x03\t\x04\n\x05\x0b' b'\x03' 01-06-0b True @h 42
def attempt(code):
    try: exec(code, {'m': memoryview(bytearray(b'abcd')), 'b': b, 'ro': memoryview(b'abcd')})
    except Exception as e: print(f'{type(e).__name__}: {e}')
for code in ("m[9]", "m['x']", "m[0] = 300", "m[0] = 'a'", "m[0:2] = b'xyz'", "ro[0] = 1", "del m[0]", "m[0, 0]", "m.cast('I').cast('H')", "m.cast('z')", "m[::2].cast('H')", "m.cast('B', [3])", "m.cast('B', [2, 2])[0]", "hash(m)", "memoryview(1)", "m < m", "m.release(); m[0]", "b.append(1)", "m + b''"):
    attempt(code)
    # expect: IndexError: index out of bounds on dimension 1
    # expect: TypeError: memoryview: invalid slice key
    # expect: ValueError: memoryview: invalid value for format 'B'
    # expect: TypeError: memoryview: invalid type for format 'B'
    # expect: ValueError: memoryview assignment: lvalue and rvalue have different structures
    # expect: TypeError: cannot modify read-only memory
    # expect: TypeError: cannot delete memory
    # expect: TypeError: cannot index 1-dimension view with 2-element tuple
    # expect: TypeError: memoryview: cannot cast between two non-byte formats
    # expect: ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'
    # expect: TypeError: memoryview: casts are restricted to C-contiguous views
    # expect: TypeError: memoryview: product(shape) * itemsize != buffer size
    # expect: NotImplementedError: multi-dimensional sub-views are not implemented
    # expect: ValueError: cannot hash writable memoryview object
    # expect: TypeError: memoryview: a bytes-like object is required, not 'int'
    # expect: TypeError: '<' not supported between instances of 'memoryview' and 'memoryview'
    # expect: ValueError: operation forbidden on released memoryview object
    # expect: BufferError: Existing exports of data: object cannot be re-sized
    # expect: TypeError: unsupported operand type(s) for +: 'memoryview' and 'bytes'
with m: pass
w = memoryview(b)
part = w[2:]
w.release(); attempt('b.clear()')
part.release(); b.append(33)
print(b, m == m, m == b, repr(m)[:16])
# expect: BufferError: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'AZZd1AZZ!') True False <released memory
