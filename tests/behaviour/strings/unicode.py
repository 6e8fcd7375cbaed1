# Code points beyond ASCII: widths, comparison, case, slices, surrogates, identifiers.
s = 'aé€😀'
print(len(s), [len(c.encode()) for c in s], s[::-1], s[1:3], s.index('😀'), '€' in s, s.upper(), ord(s[-1]), s < 'b', max(s))
# expect: 4 [1, 2, 3, 4] 😀€éa é€ 3 True AÉ€😀 128512 True 😀
print('é' == 'e\u0301', len('e\u0301'), 'ﬁ'.upper(), 'İ'.lower() == 'i̇', 'ς'.upper(), 'ΑΣ'.lower(), 'straße'.upper().lower(), 'ǅ'.swapcase(), 'ŉ'.title())
# expect: False 2 FI True Σ ας strasse ǅ ʼN
print(repr('\ud800'), repr('\U0010ffff'), repr('\x7f\x80\xa0\xad'), '\ud83d\ude00' == '😀', len('\ud83d\ude00'), ascii('\ud800é😀'))
# expect: '\ud800' '\U0010ffff' '\x7f\x80\xa0\xad' False 2 '\ud800\xe9\U0001f600'
for enc in ('utf-8', 'latin-1', 'ascii', 'utf-16', 'utf-32-be'):
    try: print(enc, 'é😀'.encode(enc))  # expect: utf-8 b'\xc3\xa9\xf0\x9f\x98\x80'
    except UnicodeEncodeError as e: print(e)
    # expect: 'latin-1' codec can't encode character '\U0001f600' in position 1: ordinal not in range(256)
    # expect: 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
# expect: utf-16 b'\xff\xfe\xe9\x00=\xd8\x00\xde'
# expect: utf-32-be b'\x00\x00\x00\xe9\x00\x01\xf6\x00'
print('é😀'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é'.encode('ascii', 'replace'), '\udcff'.encode('utf-8', 'surrogateescape'), b'\xff'.decode('utf-8', 'surrogateescape') == '\udcff')
# expect: b'\\xe9\\U0001f600' b'&#233;' b'?' b'\xff' True
for bad in (b'\x80', b'\xc3', b'\xe2\x82', b'\xed\xa0\x80', b'\xf5', b'\xc0\x80', b'ok\xff'):
    try: bad.decode()
    except UnicodeDecodeError as e: print(e)
    # expect: 'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte
    # expect: '\ufffd' 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data
    # expect: '\ufffd' 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
    # expect: '\ufffd' 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
    # expect: '\ufffd\ufffd\ufffd' 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte
    # expect: '\ufffd' 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte
    # expect: '\ufffd\ufffd' 'utf-8' codec can't decode byte 0xff in position 2: invalid start byte
    print(ascii(bad.decode('utf-8', 'replace')), end=' ')
print()  # expect: 'ok\ufffd'
ñ = 'identifier'
ﬁn = 'normalised'
print(ñ, fin, 'x'.isidentifier(), '変数'.isidentifier(), '²'.isidentifier(), 'ª'.isalpha(), '٣'.isdigit(), int('٣'), float('١.٥'))
# expect: identifier normalised True True False True True 3 1.5
print('a\u2028b\x85c\x1cd'.splitlines(), '\u3000x\u2003'.strip(), 'x\u00a0y'.split(), '😀'.center(5, '·'), f'{"é":*^5}', '%5s|' % '€', 'é'.ljust(3) + '|')
# expect: ['a', 'b', 'c', 'd'] x ['x', 'y'] ··😀·· **é**     €| é  |
print(sorted('éeÉEzaZ'), 'éa'.replace('é', '😀'), '😀é'.translate({0x1f600: 'x', 233: 0x20ac}), 'a😀b'.split('😀'), '😀'.join('ab'), 'x😀'.find('😀'), '😀😀'.count('😀'), 'é😀'.partition('😀'))
# expect: ['E', 'Z', 'a', 'e', 'z', 'É', 'é'] 😀a x€ ['a', 'b'] a😀b 1 2 ('é', '😀', '')
print({'é': 1}['\xe9'], hash('é') == hash('\xe9'), 'K'.lower(), '\N{GREEK SMALL LETTER ALPHA}', '\N{LATIN SMALL LETTER E WITH ACUTE}' == 'é', 'é' 'x', '\x41\u00e9\U0001f600')
# expect: 1 True k α True éx Aé😀
