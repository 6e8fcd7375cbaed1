# Codecs: names, error handlers, incremental coding, streams, charmaps, unicodedata.
import codecs
import encodings.cp1252
import io
import string
import unicodedata

print([codecs.lookup(name).name for name in ('UTF8', 'latin1', 'Windows-1252', 'utf_16', 'rot13', 'u7', 'IBM037')])
# expect: ['utf-8', 'iso8859-1', 'cp1252', 'utf-16', 'rot-13', 'utf-7', 'cp037']
text = 'aé€\N{GRINNING FACE}~+b'
for name in 'utf-7', 'utf-8-sig', 'utf-16', 'utf-32-be', 'unicode_escape', 'raw_unicode_escape', 'punycode':
    data = text.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    if name != 'punycode':
        parts = [decoder.decode(data[i:i + 1], i + 1 == len(data)) for i in range(len(data))]
        assert ''.join(parts) == text, name
    print(name, data, data.decode(name) == text)
    # expect: utf-7 b'a+AOkgrNg93gAAfgAr-b' True
    # expect: utf-8-sig b'\xef\xbb\xbfa\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80~+b' True
    # expect: utf-16 b'\xff\xfea\x00\xe9\x00\xac =\xd8\x00\xde~\x00+\x00b\x00' True
    # expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00 \xac\x00\x01\xf6\x00\x00\x00\x00~\x00\x00\x00+\x00\x00\x00b' True
    # expect: unicode_escape b'a\\xe9\\u20ac\\U0001f600~+b' True
    # expect: raw_unicode_escape b'a\xe9\\u20ac\\U0001f600~+b' True
    # expect: punycode b'a~+b-bpa0099bvtx5c' True
for errors in 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace':
    print('aé\udc80'.encode('ascii', errors))
    # expect: b'a'
    # expect: b'a??'
    # expect: b'a&#233;&#56448;'
    # expect: b'a\\xe9\\udc80'
    # expect: b'a\\N{LATIN SMALL LETTER E WITH ACUTE}\\udc80'
print('\udc80x'.encode('utf-8', 'surrogateescape'), '\ud800'.encode('utf-16-be', 'surrogatepass'))
# expect: b'\x80x' b'\xd8\x00'


def hide(error):
    return f'<{error.start}>', error.end


codecs.register_error('test.hide', hide)
print('aéb'.encode('ascii', 'test.hide'), b'a\xff'.decode('utf-8', 'test.hide'), codecs.lookup_error('test.hide') is hide)
# expect: b'a<1>b' a<1> True
for error in UnicodeEncodeError('x', 'aé€', 1, 3, 'r'), UnicodeDecodeError('utf-8', b'a\x80', 1, 2, 'r'), 5:
    for name in 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogateescape':
        try:
            print(codecs.lookup_error(name)(error))
            # expect: ('', 3)
            # expect: ('??', 3)
            # expect: ('\\xe9\\u20ac', 3)
            # expect: ('&#233;&#8364;', 3)
        except Exception as caught:
            print(type(caught).__name__, caught)
            # expect: UnicodeEncodeError 'x' codec can't encode characters in position 1-2: r
# expect: ('', 2)
# expect: ('�', 2)
# expect: ('\\x80', 2)
# expect: TypeError don't know how to handle UnicodeDecodeError in error callback
# expect: ('\udc80', 2)
# expect: TypeError don't know how to handle int in error callback
# expect: TypeError don't know how to handle int in error callback
# expect: TypeError don't know how to handle int in error callback
# expect: TypeError don't know how to handle int in error callback
# expect: TypeError don't know how to handle int in error callback


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)
        # expect: LookupError 'hex' is not a text encoding; use codecs.encode() to handle arbitrary codecs
        # expect: LookupError unknown encoding: no such
        # expect: LookupError 'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs
        # expect: LookupError unknown error handler name 'no such handler'


attempt(str.encode, 'x', 'hex')
attempt(str.encode, 'x', 'no such')
attempt(bytes.decode, b'x', 'rot13')
attempt(str.encode, 'é', 'ascii', 'no such handler')
attempt(codecs.encode, 'Hello', 'rot13')  # expect: Uryyb
attempt(codecs.decode, b'+AB!', 'utf-7')
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-3: partial character in shift sequence
attempt(codecs.charmap_encode, 'ab', 'strict', {97: b'xx', 98: None})
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\x62' in position 1: character maps to <undefined>
attempt(codecs.charmap_decode, b'abc', 'replace', {97: 'xy', 98: 0x20ac})  # expect: ('xy€�', 3)
attempt(codecs.escape_decode, rb'a\x41\n\101')  # expect: (b'aA\nA', 11)
attempt(codecs.utf_16_ex_decode, b'\xff\xfea\0')  # expect: ('a', 4, -1)
attempt(codecs.utf_8_decode, b'a\xe2\x82')  # expect: ('a', 1)
attempt(encodings.cp1252.Codec().encode, '€é')  # expect: (b'\x80\xe9', 2)

reader = codecs.getreader('utf-8')(io.BytesIO('é\n€x\r\nzz'.encode()))
print(list(reader))  # expect: ['é\n', '€x\r\n', 'zz']
raw = io.BytesIO()
writer = codecs.getwriter('utf-16')(raw)
writer.write('ab')
writer.write('c')
print(raw.getvalue())  # expect: b'\xff\xfea\x00b\x00c\x00'
print(list(codecs.iterencode(['a', 'é'], 'utf-8-sig')), list(codecs.iterdecode([b'a\xc3', b'\xa9'], 'utf-8')))
# expect: [b'\xef\xbb\xbfa', b'\xc3\xa9'] ['a', 'é']


def search(name):
    if name == 'test_backwards':
        return codecs.CodecInfo(lambda text, errors='strict': (text[::-1].encode(), len(text)),
                                lambda data, errors='strict': (bytes(data).decode()[::-1], len(data)))


codecs.register(search)
print('abc'.encode('test-backwards'), b'abc'.decode('Test Backwards'))  # expect: b'cba' cba
codecs.unregister(search)
attempt(str.encode, 'x', 'test-backwards')  # expect: LookupError unknown encoding: test-backwards

print(unicodedata.name('é'), unicodedata.lookup('EURO SIGN'), unicodedata.unidata_version)
# expect: LATIN SMALL LETTER E WITH ACUTE € 13.0.0
for c in 'é', '٣', '½', 'א', '(', '가', '\u0301', 'ﬁ', '\u0378':
    print(ascii(c), unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c), unicodedata.mirrored(c),
          unicodedata.east_asian_width(c), unicodedata.decomposition(c), unicodedata.numeric(c, None),
          unicodedata.digit(c, None), [ascii(unicodedata.normalize(form, c)) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')])
          # expect: '\xe9' Ll L 0 0 A 0065 0301 None None ["'\\xe9'", "'e\\u0301'", "'\\xe9'", "'e\\u0301'"]
          # expect: '\u0663' Nd AN 0 0 N  3.0 3 ["'\\u0663'", "'\\u0663'", "'\\u0663'", "'\\u0663'"]
          # expect: '\xbd' No ON 0 0 A <fraction> 0031 2044 0032 0.5 None ["'\\xbd'", "'\\xbd'", "'1\\u20442'", "'1\\u20442'"]
          # expect: '\u05d0' Lo R 0 0 N  None None ["'\\u05d0'", "'\\u05d0'", "'\\u05d0'", "'\\u05d0'"]
          # expect: '(' Ps ON 0 1 Na  None None ["'('", "'('", "'('", "'('"]
          # expect: '\uac00' Lo L 0 0 W  None None ["'\\uac00'", "'\\u1100\\u1161'", "'\\uac00'", "'\\u1100\\u1161'"]
          # expect: '\u0301' Mn NSM 230 0 A  None None ["'\\u0301'", "'\\u0301'", "'\\u0301'", "'\\u0301'"]
          # expect: '\ufb01' Ll L 0 0 N <compat> 0066 0069 None None ["'\\ufb01'", "'\\ufb01'", "'fi'", "'fi'"]
          # expect: '\u0378' Cn  0 0 F  None None ["'\\u0378'", "'\\u0378'", "'\\u0378'", "'\\u0378'"]
attempt(unicodedata.name, '\n')  # expect: ValueError no such name
attempt(unicodedata.digit, 'x')  # expect: ValueError not a digit
print(unicodedata.is_normalized('NFC', 'e\u0301'), unicodedata.is_normalized('NFD', 'e\u0301'))
# expect: False True

print(string.Formatter().format('{0.real:>{1}}|{a[x]!r}', 5, 7, a={'x': 'q'}))  # expect:       5|'q'
print(list(string.Formatter().parse('a{0.b!r:x{1}}c{{d')))
# expect: [('a', '0.b', 'x{1}', 'r'), ('c{', None, None, None), ('d', None, None, None)]
