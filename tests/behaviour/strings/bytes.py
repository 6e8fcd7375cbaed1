# bytes and bytearray.
b = b'hello\x00\xff\'"'
print(b, b[0], b[1:3], b[-1], len(b), b'ab' + b'cd', b'ab' * 2, 104 in b, b'll' in b, list(b'abc'), bytes([1, 2]), bytes(3), bytes('é', 'utf-8'), b'\n\t\\')
# expect: b'hello\x00\xff\'"' 104 b'el' 34 9 b'abcd' b'abab' True True [97, 98, 99] b'\x01\x02' b'\x00\x00\x00' b'\xc3\xa9' b'\n\t\\'
print(b'a,b'.split(b','), b' x '.strip(), b'abc'.upper(), b'abc'.find(b'c'), b'-'.join([b'a', b'b']), b'abc'.replace(b'b', b'X'), b'abc'.startswith(b'a'), b'abc'.hex(), bytes.fromhex('00 ff 10'), b'%d %s' % (5, b'x'), b'abc'.decode(), b'1'.isdigit())
# expect: [b'a', b'b'] b'x' b'ABC' 2 b'a-b' b'aXc' True 616263 b'\x00\xff\x10' b'5 x' abc True
ba = bytearray(b'abc')
ba.append(100); ba.extend(b'ef'); ba[0] = 65; ba[1:3] = b'ZZZ'; del ba[-1]
print(ba, ba.pop(), len(ba), ba == b'AZZZd', bytes(ba), ba + b'x', hash(b'a') == hash('a'), b'a' == 'a', b'a' < b'b', sorted([b'b', b'a']))
# expect: bytearray(b'AZZZd') 101 5 True b'AZZZd' bytearray(b'AZZZdx') True False True [b'a', b'b']
m = memoryview(b'abcdef')
print(m[1], bytes(m[1:3]), len(m), m.tobytes()[:2])  # expect: 98 b'bc' 6 b'ab'
for case in ("b'a' + 'b'", "b'a'[5]", "bytes([256])", "bytes('x')", "b''.join(['a'])", "b'a'.x", "bytearray([1])['a']", "bytearray(b'a').append(256)", "b'a' < 'a'", "bytes(-1)", "hash(bytearray())", "bytes.fromhex('xyz')", "b'abc'.index(b'z')"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: TypeError: can't concat str to bytes
    # expect: IndexError: index out of range
    # expect: ValueError: bytes must be in range(0, 256)
    # expect: TypeError: string argument without an encoding
    # expect: TypeError: sequence item 0: expected a bytes-like object, str found
    # expect: AttributeError: 'bytes' object has no attribute 'x'
    # expect: TypeError: bytearray indices must be integers or slices, not str
    # expect: ValueError: byte must be in range(0, 256)
    # expect: TypeError: '<' not supported between instances of 'bytes' and 'str'
    # expect: ValueError: negative count
    # expect: TypeError: unhashable type: 'bytearray'
    # expect: ValueError: non-hexadecimal number found in fromhex() arg at position 0
    # expect: ValueError: subsection not found
