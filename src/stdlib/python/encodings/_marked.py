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

    class IncrementalEncoder(_Begins, codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            code, self.begun = encode_native if self.begun else encode_marked, True
            return code(input, self.errors)[0]

        def getstate(self):
            return 0 if self.begun else 2

        def setstate(self, state):
            self.begun = not state

    class IncrementalDecoder(_Begins, codecs.BufferedIncrementalDecoder):
        # `begun` is the decoder that the mark has chosen.
        def _buffer_decode(self, input, errors, final):
            if self.begun:
                return self.begun(input, self.errors, final)
            *done, self.begun = start(input, errors, final)
            return tuple(done)

        def getstate(self):
            # 0: the platform's byte order, 1: the other one, 2: not known yet.
            order = int(self.begun is not natural) if self.begun else 2
            return super().getstate()[0], order

        def setstate(self, state):
            super().setstate(state)
            self.begun = {0: natural, 1: unnatural}.get(state[1])

    class StreamWriter(_Begins, codecs.StreamWriter):
        def encode(self, input, errors='strict'):
            code, self.begun = encode_native if self.begun else encode_marked, True
            return code(input, errors)

    class StreamReader(_Begins, codecs.StreamReader):
        def decode(self, input, errors='strict'):
            if self.begun:
                return self.begun(input, errors)
            *done, self.begun = start(input, errors, False)
            return tuple(done)

    return dict(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                StreamWriter=StreamWriter, StreamReader=StreamReader)


class _Begins:
    """What does its first step otherwise than all others, and the first one again after reset()."""

    begun = None

    def reset(self):
        super().reset()
        self.begun = None


def _signed():
    """utf-8-sig: the mark is written once and skipped once."""
    mark, encode, decode = codecs.BOM_UTF8, codecs.utf_8_encode, codecs.utf_8_decode

    class IncrementalEncoder(_Begins, codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            data, _ = encode(input, self.errors)
            first, self.begun = not self.begun, True
            return mark + data if first else data

        def getstate(self):
            return int(not self.begun)

        def setstate(self, state):
            self.begun = not state

    class IncrementalDecoder(_Begins, codecs.BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            skipped = 0
            if not self.begun:
                if not final and len(input) < len(mark) and mark.startswith(input):
                    return '', 0
                self.begun = True
                skipped = len(mark) * input.startswith(mark)
            output, consumed = decode(input[skipped:], errors, final)
            return output, skipped + consumed

        def getstate(self):
            return super().getstate()[0], int(not self.begun)

        def setstate(self, state):
            super().setstate(state)
            self.begun = not state[1]

    class StreamWriter(_Begins, codecs.StreamWriter):
        def encode(self, input, errors='strict'):
            if self.begun:
                return encode(input, errors)
            self.begun = True
            return mark + encode(input, errors)[0], len(input)

    class StreamReader(_Begins, codecs.StreamReader):
        def decode(self, input, errors='strict'):
            if self.begun:
                return decode(input, errors)
            if len(input) < len(mark) and mark.startswith(input):
                return '', 0
            self.begun = True
            skipped = len(mark) * input.startswith(mark)
            output, consumed = decode(input[skipped:], errors)
            return output, skipped + consumed

    return dict(IncrementalEncoder=IncrementalEncoder, IncrementalDecoder=IncrementalDecoder,
                StreamWriter=StreamWriter, StreamReader=StreamReader)
