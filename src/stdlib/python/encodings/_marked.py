"""The classes of the codecs that begin with a byte-order mark: UTF-16, UTF-32, utf-8-sig."""
import codecs
import sys

_native = 'le' if sys.byteorder == 'little' else 'be'


def classes(module):
    return _signed() if module == 'utf_8_sig' else _ordered(module, module.replace('_', '-').upper(), int(module[4:]) // 8)


def _ordered(module, title, width):
    """UTF-16 and UTF-32: the mark decides the order of all that follows."""
    encode_marked = getattr(codecs, module + '_encode')
    encode_native = getattr(codecs, f'{module}_{_native}_encode')
    decode_any = getattr(codecs, module + '_ex_decode')
    decoders = {-1: getattr(codecs, module + '_le_decode'), 1: getattr(codecs, module + '_be_decode')}
    natural = decoders[-1 if _native == 'le' else 1]
    unnatural = decoders[1 if _native == 'le' else -1]

    def start(input, errors, final):
        """Decodes the beginning; gives the decoder for what follows too."""
        output, consumed, order = decode_any(input, errors, 0, final)
        if order == 0 and consumed >= width:
            raise UnicodeError(f'{title} stream does not start with BOM')
        return output, consumed, decoders.get(order)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors='strict'):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                result = encode_marked(input, self.errors)[0]
                self.encoder = encode_native
                return result
            return self.encoder(input, self.errors)[0]

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.encoder = None

        def getstate(self):
            return 2 if self.encoder is None else 0

        def setstate(self, state):
            self.encoder = None if state else encode_native

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors='strict'):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder is None:
                output, consumed, self.decoder = start(input, errors, final)
                return output, consumed
            return self.decoder(input, self.errors, final)

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.decoder = None

        def getstate(self):
            # 0: the platform's byte order, 1: the other one, 2: not known yet.
            order = 2 if self.decoder is None else int(self.decoder is not natural)
            return codecs.BufferedIncrementalDecoder.getstate(self)[0], order

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self.decoder = {0: natural, 1: unnatural}.get(state[1])

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors='strict'):
            codecs.StreamWriter.__init__(self, stream, errors)
            self.encoder = None

        def reset(self):
            codecs.StreamWriter.reset(self)
            self.encoder = None

        def encode(self, input, errors='strict'):
            if self.encoder is None:
                result = encode_marked(input, errors)
                self.encoder = encode_native
                return result
            return self.encoder(input, errors)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            output, consumed, decoder = start(input, errors, False)
            if decoder is not None:
                self.decode = decoder
            return output, consumed

    return dict(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                StreamWriter=StreamWriter, StreamReader=StreamReader)


def _signed():
    """utf-8-sig: the mark is written once and skipped once."""
    mark = codecs.BOM_UTF8

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors='strict'):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.first = 1

        def encode(self, input, final=False):
            data = codecs.utf_8_encode(input, self.errors)[0]
            if self.first:
                self.first = 0
                return mark + data
            return data

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.first = 1

        def getstate(self):
            return self.first

        def setstate(self, state):
            self.first = state

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors='strict'):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.first = 1

        def _buffer_decode(self, input, errors, final):
            skipped = 0
            if self.first:
                if len(input) < 3 and mark.startswith(input) and not final:
                    return '', 0
                self.first = 0
                if input[:3] == mark:
                    input = input[3:]
                    skipped = 3
            output, consumed = codecs.utf_8_decode(input, errors, final)
            return output, consumed + skipped

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.first = 1

        def getstate(self):
            return codecs.BufferedIncrementalDecoder.getstate(self)[0], self.first

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            self.first = state[1]

    class StreamWriter(codecs.StreamWriter):
        def reset(self):
            codecs.StreamWriter.reset(self)
            self.__dict__.pop('encode', None)

        def encode(self, input, errors='strict'):
            self.encode = codecs.utf_8_encode
            return mark + codecs.utf_8_encode(input, errors)[0], len(input)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            codecs.StreamReader.reset(self)
            self.__dict__.pop('decode', None)

        def decode(self, input, errors='strict'):
            if len(input) < 3:
                if mark.startswith(input):
                    return '', 0
            elif input[:3] == mark:
                self.decode = codecs.utf_8_decode
                output, consumed = codecs.utf_8_decode(input[3:], errors)
                return output, consumed + 3
            self.decode = codecs.utf_8_decode
            return codecs.utf_8_decode(input, errors)

    return dict(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                StreamWriter=StreamWriter, StreamReader=StreamReader)
