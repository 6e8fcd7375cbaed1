"""Codecs between bytes and bytes (hex, base64, quoted-printable, zlib), rot13 between strs, charmap, undefined."""
import codecs


def _checked(errors):
    assert errors == 'strict'


def _late(module, name, **options):
    """A function that is imported when it is first needed."""
    def function(data):
        return getattr(__import__(module), name)(data, **options)
    return function


def _rot13():
    plain = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    turned = str.maketrans(plain, plain[13:26] + plain[:13] + plain[39:] + plain[26:39])
    turn = lambda text: str.translate(text, turned)
    return turn, turn


def _uu_encode(data):
    import binascii
    lines = [binascii.b2a_uu(data[i:i + 45]) for i in range(0, len(data), 45)]
    return b'begin 666 <data>\n' + b''.join(lines) + b' \nend\n'


def _uu_decode(data):
    import binascii
    lines = iter(bytes(data).splitlines(keepends=True))
    for line in lines:
        if line.startswith(b'begin'):
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in lines:
        if line == b'end\n' or line == b'end':
            return b''.join(out)
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders leave rubbish behind the line's end.
            out.append(binascii.a2b_uu(line[:(((line[0] - 32) & 63) * 4 + 5) // 3]))
    raise ValueError('Truncated input data')


# Name and functions.
_codecs = {
    'hex_codec': ('hex', _late('binascii', 'b2a_hex'), _late('binascii', 'a2b_hex')),
    'base64_codec': ('base64', _late('base64', 'encodebytes'), _late('base64', 'decodebytes')),
    'quopri_codec': ('quopri', _late('quopri', 'encodestring', quotetabs=True), _late('quopri', 'decodestring')),
    'bz2_codec': ('bz2', _late('bz2', 'compress'), _late('bz2', 'decompress')),
    'uu_codec': ('uu', _uu_encode, _uu_decode),
    'zlib_codec': ('zlib', _late('zlib', 'compress'), _late('zlib', 'decompress')),
    'rot_13': ('rot-13', *_rot13()),
}


def definitions(module):
    """The names of a codec's module and its CodecInfo; None, None for an unknown one."""
    if module in _codecs:
        name, convert, restore = _codecs[module]
        names = _plain(convert, restore, module == 'rot_13')
        if module == 'rot_13':
            names['rot13'] = lambda infile, outfile: outfile.write(convert(infile.read()))
        text = False
    elif module == 'charmap':
        name, names, text = 'charmap', _charmap(), None
    elif module == 'undefined':
        name, names, text = 'undefined', _undefined(), None
    else:
        return None, None
    import encodings
    return names, encodings._info(name, names, text)


def _plain(convert, restore, is_text):
    if is_text:
        def encode(input, errors='strict'):
            return convert(input), len(input)

        def decode(input, errors='strict'):
            return restore(input), len(input)
    else:
        def encode(input, errors='strict'):
            _checked(errors)
            return convert(input), len(input)

        def decode(input, errors='strict'):
            _checked(errors)
            return restore(input), len(input)

    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(input, errors)

        def decode(self, input, errors='strict'):
            return decode(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return convert(input)

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return restore(input)

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = str if is_text else bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = str if is_text else bytes

    return dict(encode=encode, decode=decode, Codec=Codec, IncrementalEncoder=IncrementalEncoder,
                IncrementalDecoder=IncrementalDecoder, StreamWriter=StreamWriter, StreamReader=StreamReader)


def _charmap():
    class Codec(codecs.Codec):
        encode = codecs.charmap_encode
        decode = codecs.charmap_decode

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors='strict', mapping=None):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.mapping = mapping

        def encode(self, input, final=False):
            return codecs.charmap_encode(input, self.errors, self.mapping)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def __init__(self, errors='strict', mapping=None):
            codecs.IncrementalDecoder.__init__(self, errors)
            self.mapping = mapping

        def decode(self, input, final=False):
            return codecs.charmap_decode(input, self.errors, self.mapping)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        def __init__(self, stream, errors='strict', mapping=None):
            codecs.StreamWriter.__init__(self, stream, errors)
            self.mapping = mapping

        def encode(self, input, errors='strict'):
            return codecs.charmap_encode(input, errors, self.mapping)

    class StreamReader(Codec, codecs.StreamReader):
        def __init__(self, stream, errors='strict', mapping=None):
            codecs.StreamReader.__init__(self, stream, errors)
            self.mapping = mapping

        def decode(self, input, errors='strict'):
            return codecs.charmap_decode(input, errors, self.mapping)

    return dict(encode=codecs.charmap_encode, decode=codecs.charmap_decode, Codec=Codec,
                IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                StreamWriter=StreamWriter, StreamReader=StreamReader)


def _undefined():
    def refuse(*args, **kwargs):
        raise UnicodeError('undefined encoding')

    class Codec(codecs.Codec):
        encode = decode = refuse

    class IncrementalEncoder(codecs.IncrementalEncoder):
        encode = refuse

    class IncrementalDecoder(codecs.IncrementalDecoder):
        decode = refuse

    class StreamWriter(Codec, codecs.StreamWriter):
        pass

    class StreamReader(Codec, codecs.StreamReader):
        pass

    return dict(encode=refuse, decode=refuse, Codec=Codec, IncrementalEncoder=IncrementalEncoder,
                IncrementalDecoder=IncrementalDecoder, StreamWriter=StreamWriter, StreamReader=StreamReader)
