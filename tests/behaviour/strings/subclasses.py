# str, bytes and bytearray: methods of subclasses give the builtin type, results that are one object altogether stay it.
class S(str): pass
class B(bytes): pass
class A(bytearray): pass
s, b, a = S('ab c'), B(b'ab c'), A(b'ab c')
kind = lambda v: type(v).__name__
print([kind(v) for v in (s.upper(), s.strip(), s[:], s[0], s + '', '' + s, s * 1, s.replace('x', ''), s.split('x')[0], str(s), s.join(['x']), s.center(1))])
# expect: ['str', 'str', 'str', 'str', 'str', 'str', 'str', 'str', 'str', 'str', 'str', 'str']
print([kind(v) for v in (s.partition('x')[0], S('').split('long')[0], s.format(), s % (), format(s, 's'), '{}'.format(s), '%s' % s)])
# expect: ['S', 'S', 'S', 'S', 'S', 'str', 'str']
print([kind(v) for v in (b.upper(), b.strip(), b[:], b + b'', b * 1, b.partition(b'x')[0], B.fromhex('00'), a.upper(), a[:], a + b'', a * 1, a.copy(), A.fromhex('00'))])
# expect: ['bytes', 'bytes', 'bytes', 'bytes', 'bytes', 'B', 'B', 'bytearray', 'bytearray', 'bytearray', 'bytearray', 'bytearray', 'A']
class Text:
    def __str__(self): return S('sub')
    def __bytes__(self): return B(b'raw')
print(kind(str(Text())), kind('%s' % Text()), kind(bytes(Text())), b'%b %s' % (Text(), Text()), S(Text()), A(3), repr(A(b"'")))
# expect: S S B b'raw raw' sub A(b'\x00\x00\x00') A(b"\'")
for case in ("str.__new__(int)", "bytes.__new__(5)", "bytearray.__new__(str)", "memoryview.__new__(int, b'')", "S('a').index('b')", "bytearray(b'') % 1", "b'%i' % 'x'", "'%x' % 1.5", "str(b'', 'ascii', 3)", "b'%(x)s' % {'x': 1}"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: TypeError: str.__new__(int): int is not a subtype of str
    # expect: TypeError: bytes.__new__(X): X is not a type object (int)
    # expect: TypeError: bytearray.__new__(str): str is not a subtype of bytearray
    # expect: TypeError: memoryview.__new__(int): int is not a subtype of memoryview
    # expect: ValueError: substring not found
    # expect: TypeError: not all arguments converted during bytes formatting
    # expect: TypeError: %d format: a real number is required, not str
    # expect: TypeError: %x format: an integer is required, not float
    # expect: TypeError: str() argument 'errors' must be str, not int
    # expect: KeyError: b'x'
