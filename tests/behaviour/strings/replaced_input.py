# An error handler that puts other bytes into the exception: decoding goes on with those.
import codecs


def handler(error):
    error.object = b'\x00' * 8
    return '?', error.start


codecs.register_error('replaced', handler)
for encoding, data in [('utf-16', b'\0'), ('utf-8', b'\xff'), ('utf-7', b'\xff'), ('unicode-escape', b'\\')]:
    print(encoding, ascii(data.decode(encoding, 'replaced')))
# expect: utf-16 '?\x00\x00\x00\x00'
# expect: utf-8 '?\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: utf-7 '?\x00\x00\x00\x00\x00\x00\x00\x00'
# expect: unicode-escape '?\x00\x00\x00\x00\x00\x00\x00\x00'
print(codecs.charmap_decode(b'a\xff', 'replaced', {97: 'x', 0: 'n'})[0])  # expect: x?nnnnnnn
