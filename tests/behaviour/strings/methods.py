# The everyday methods of str.
s = 'Hello, World'
print(s.upper(), s.lower(), s.swapcase(), s.title(), 'élan vital'.capitalize(), 'ß'.upper(), 'ß'.casefold(), 'ǆ'.title())
# expect: HELLO, WORLD hello, world hELLO, wORLD Hello, World Élan vital SS ss ǅ
print(s.find('o'), s.find('o', 5), s.rfind('o'), s.find('x'), s.index('W'), s.count('l'), s.count(''), s.startswith('Hell'), s.startswith(('x', 'H')), s.endswith('d', 0, 5), s.startswith('W', 7))
# expect: 4 8 8 -1 7 3 13 True True False True
print('a,b,,c'.split(','), 'a,b,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), ' a  b '.split(), ''.split(), ''.split(','), 'a b c'.split(None, 1), 'l1\nl2\r\nl3\x0bl4'.splitlines(), 'a\nb'.splitlines(True))
# expect: ['a', 'b', '', 'c'] ['a', 'b,c'] ['a,b', 'c'] ['a', 'b'] [] [''] ['a', 'b c'] ['l1', 'l2', 'l3', 'l4'] ['a\n', 'b']
print(s.partition(', '), s.rpartition('o'), 'x'.partition('y'), 'x'.rpartition('y'))
# expect: ('Hello', ', ', 'World') ('Hello, W', 'o', 'rld') ('x', '', '') ('', '', 'x')
print('  x '.strip() + '|', '  x '.lstrip() + '|', '  x '.rstrip() + '|', 'xxaxx'.strip('x'), 'abcba'.strip('ab'), 'prefix-x'.removeprefix('prefix-'), 'x.py'.removesuffix('.py'))
# expect: x| x |   x| a c x x
print('-'.join('abc'), ''.join([]), 'a'.join(['x']), 'aaa'.replace('a', 'b', 2), 'aaa'.replace('', '-'), ''.replace('', 'x'), 'abc'.translate({97: 'X', 98: None}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')))
# expect: a-b-c  x bba -a-a-a- x Xc xy
print('ab'.center(7, '*'), 'ab'.ljust(5, '.'), 'ab'.rjust(5), '42'.zfill(5), '-42'.zfill(5), 'a\tb'.expandtabs(4), 'x'.center(4))
# expect: ***ab** ab...    ab 00042 -0042 a   b  x
print('12'.isdigit(), '½'.isnumeric(), '½'.isdigit(), '²'.isdigit(), '²'.isdecimal(), 'aé'.isalpha(), 'a1'.isalnum(), ' \t'.isspace(), 'Ab C'.istitle(), 'ab'.islower(), 'AB1'.isupper(), ''.isalpha(), 'a_1'.isidentifier(), '1a'.isidentifier(), 'é\x00'.isprintable(), 'é'.isascii())
# expect: True True False True False True True True True True True False True False False False
print('abc'[1], 'abc'[-1], 'abcdef'[1:4], 'abcdef'[::-1], 'abcdef'[::2], 'abcdef'[10:], 'abcdef'[-3:-1], 'abc'[1:][0], 'abcdef'[4:1:-1])
# expect: b c bcd fedcba ace  de b edc
print('a' + 'b' * 3, 3 * 'ab', 'b' in 'abc', '' in 'abc', 'ca' in 'abc', 'a' < 'b', 'Z' < 'a', 'abc' < 'abd', 'a' < 'aa', 'é' > 'z', len('añ😀'), '😀'[0], 'añ😀'[::-1])
# expect: abbb ababab True True False True True True True True 3 😀 😀ña
print(ord('a'), chr(8364), chr(0x1F600), ascii('é😀'), repr('é😀\n\t\x00\'"'), repr("it's"), repr('"'), '\N{SNOWMAN}', '\u0041\x41\101', 'a' 'b', r'\n', """multi
line""")
# expect: 97 € 😀 '\xe9\U0001f600' 'é😀\n\t\x00\'"' "it's" '"' ☃ AAA ab \n multi
# expect: line
print('é'.encode(), 'é'.encode('latin-1'), b'\xc3\xa9'.decode(), 'x'.encode('utf-16-le'), b'a\xffb'.decode('utf-8', 'replace'), b'a\xffb'.decode('ascii', 'ignore'), '\udc80'.encode('utf-8', 'surrogateescape'), str(b'ab', 'ascii'), str(b'ab'))
# expect: b'\xc3\xa9' b'\xe9' é b'x\x00' a�b ab b'\x80' ab b'ab'
for case in ("'a' + 1", "'a' * 'b'", "'abc'[3]", "'a' in 5", "5 in 'a'", "'abc'.index('x')", "'a'.split('')", "'x'.join([1])", "'\\ud800'.encode()", "'x'.center(5, 'ab')", "'a' < 1", "'abc'['a']", "str(5, 'utf-8')", "''.join(5)", "'a'.replace(1, 2)", "'x'.foo", "'abc'.startswith(5)", "chr(0x110000)"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: TypeError: can only concatenate str (not "int") to str
    # expect: TypeError: can't multiply sequence by non-int of type 'str'
    # expect: IndexError: string index out of range
    # expect: TypeError: argument of type 'int' is not iterable
    # expect: TypeError: 'in <string>' requires string as left operand, not int
    # expect: ValueError: substring not found
    # expect: ValueError: empty separator
    # expect: TypeError: sequence item 0: expected str instance, int found
    # expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
    # expect: TypeError: The fill character must be exactly one character long
    # expect: TypeError: '<' not supported between instances of 'str' and 'int'
    # expect: TypeError: string indices must be integers
    # expect: TypeError: decoding to str: need a bytes-like object, int found
    # expect: TypeError: can only join an iterable
    # expect: TypeError: replace() argument 1 must be str, not int
    # expect: AttributeError: 'str' object has no attribute 'foo'
    # expect: TypeError: startswith first arg must be str or a tuple of str, not int
    # expect: ValueError: chr() arg not in range(0x110000)
