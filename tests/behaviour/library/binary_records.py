# struct and array: C values in bytes, and buffers that memoryview can look at.
import array, struct

print(struct.pack('<bBhHiIqQefd?c3s4px', -1, 255, -2, 65535, -3, 4, -5, 2 ** 64 - 1, 1.5, 2.5, -0.1, 3, b'c', b'ab', b'wxyz'))
# expect: b'\xff\xff\xfe\xff\xff\xff\xfd\xff\xff\xff\x04\x00\x00\x00\xfb\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00>\x00\x00 @\x9a\x99\x99\x99\x99\x99\xb9\xbf\x01cab\x00\x03wxy\x00'
print(struct.unpack('>hhl', bytes(range(8))), struct.calcsize('ci'), struct.calcsize('<ci'), struct.calcsize('0i 2h'))
# expect: (1, 515, 67438087) 8 5 4
print(list(struct.iter_unpack('<h', b'\1\0\2\0')), struct.unpack_from('B', b'abc', -1))
# expect: [(1,), (2,)] (99,)
buffer = bytearray(6)
struct.pack_into('>I', buffer, 1, 0xdeadbeef)
print(buffer, struct.Struct('2i').size, struct.Struct(b'<h').format)
# expect: bytearray(b'\x00\xde\xad\xbe\xef\x00') 8 <h
for attempt in (lambda: struct.pack('i'), lambda: struct.pack('B', 256), lambda: struct.pack('h', 'a'), lambda: struct.pack('z', 1),
                lambda: struct.unpack('i', b'abc'), lambda: struct.unpack_from('i', b'abcde', 2), lambda: struct.calcsize('3'),
                lambda: struct.pack_into('i', buffer, 4, 1), lambda: struct.pack('<e', 1e6), lambda: struct.pack('c', 'a'),
                lambda: struct.pack('<q', 2 ** 63), lambda: struct.iter_unpack('i', b'abc'), lambda: struct.pack('f', None)):
    try:
        print(attempt())
    except (struct.error, OverflowError) as error:
        print(type(error).__name__, error)
        # expect: error pack expected 1 items for packing (got 0)
        # expect: error ubyte format requires 0 <= number <= 255
        # expect: error required argument is not an integer
        # expect: error bad char in struct format
        # expect: error unpack requires a buffer of 4 bytes
        # expect: error unpack_from requires a buffer of at least 6 bytes for unpacking 4 bytes at offset 2 (actual buffer size is 5)
        # expect: error repeat count given without format specifier
        # expect: error pack_into requires a buffer of at least 8 bytes for packing 4 bytes at offset 4 (actual buffer size is 6)
        # expect: OverflowError float too large to pack with e format
        # expect: error char format requires a bytes object of length 1
        # expect: error argument out of range
        # expect: error iterative unpacking requires a buffer of a multiple of 4 bytes
        # expect: error required argument is not a float

a = array.array('i', [3, 1, 2])
a.append(5)
a.extend(array.array('i', range(2)))
print(a, a[1:4], a[::-2], a + a[:1], a * 2, a.index(5), a.count(1), 3 in a, len(a), a.typecode, a.itemsize)
# expect: array('i', [3, 1, 2, 5, 0, 1]) array('i', [1, 2, 5]) array('i', [1, 5, 1]) array('i', [3, 1, 2, 5, 0, 1, 3]) array('i', [3, 1, 2, 5, 0, 1, 3, 1, 2, 5, 0, 1]) 3 2 True 6 i 4
a[1:3] = array.array('i', [9])
del a[0]
a.insert(1, 7)
print(a, a.pop(), a.tolist(), a.tobytes(), a == array.array('d', [9, 7, 5, 0]), a < array.array('i', [9, 8]))
# expect: array('i', [9, 7, 5, 0]) 1 [9, 7, 5, 0] b'\t\x00\x00\x00\x07\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00' True True
a.byteswap()
a.reverse()
print(a, array.array('u', 'añ'), array.array('f', [0.1]), array.array('b', b'\xff\1'))
# expect: array('i', [0, 83886080, 117440512, 150994944]) array('u', 'añ') array('f', [0.10000000149011612]) array('b', [-1, 1])
view = memoryview(a)
view[0] = 77
print(view.format, view.shape, view.tolist(), a[0], bytes(view[1:2]))
# expect: i (4,) [77, 83886080, 117440512, 150994944] 77 b'\x00\x00\x00\x05'
for attempt in (lambda: a.append(1), lambda: array.array('b', [200]), lambda: array.array('q', [2 ** 63]), lambda: array.array('x'),
                lambda: array.array('i', 'a'), lambda: a[9], lambda: a.remove(1), lambda: a.__setitem__(slice(0, 1), [1]),
                lambda: array.array('i', b'abc'), lambda: a.fromunicode('x'), lambda: array.array('i', [1.5])):
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: BufferError cannot resize an array that is exporting buffers
        # expect: OverflowError signed char is greater than maximum
        # expect: OverflowError int too big to convert
        # expect: ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
        # expect: TypeError cannot use a str to initialize an array with typecode 'i'
        # expect: IndexError array index out of range
        # expect: ValueError array.remove(x): x not in array
        # expect: TypeError can only assign array (not "list") to array slice
        # expect: ValueError bytes length not a multiple of item size
        # expect: ValueError fromunicode() may only be called on unicode type arrays
        # expect: TypeError 'float' object cannot be interpreted as an integer
