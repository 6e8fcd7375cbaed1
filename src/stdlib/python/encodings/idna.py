"""IDNA 2003: domain names in ASCII. Labels are case-folded and normalized (NFKC); of nameprep the prohibited characters
are those that Unicode calls control, private, surrogate or unassigned, and the bidirectional check is left out."""
import codecs
import encodings
import re
import unicodedata
from encodings.punycode import punycode_decode, punycode_encode

dots = re.compile('[\u002E\u3002\uFF0E\uFF61]')
ace_prefix = b'xn--'
sace_prefix = 'xn--'


def nameprep(label):
    label = ''.join(c for c in label if unicodedata.category(c) != 'Cf')
    label = unicodedata.normalize('NFKC', label.casefold())
    for c in label:
        if unicodedata.category(c) in ('Cc', 'Co', 'Cs', 'Cn') or c != ' ' and unicodedata.category(c) == 'Zs':
            raise UnicodeError('Invalid character %r' % c)
    return label


def _sized(label):
    if not label:
        raise UnicodeError('label empty or too long')
    if len(label) >= 64:
        raise UnicodeError('label empty or too long')
    return label


def ToASCII(label):
    try:
        return _sized(label.encode('ascii'))
    except UnicodeEncodeError:
        pass
    label = nameprep(label)
    try:
        return _sized(label.encode('ascii'))
    except UnicodeEncodeError:
        pass
    if label.startswith(sace_prefix):
        raise UnicodeError('Label starts with ACE prefix')
    return _sized(ace_prefix + punycode_encode(label))


def ToUnicode(label):
    if isinstance(label, bytes):
        pure = True
    else:
        pure = label.isascii()
    if not pure:
        label = nameprep(label)
        if not label.isascii():
            return label
    if isinstance(label, str):
        label = label.encode('ascii')
    if not label.lower().startswith(ace_prefix):
        return str(label, 'ascii')
    result = punycode_decode(label[len(ace_prefix):], 'strict')
    again = ToASCII(result)
    if str(label, 'ascii').lower() != str(again, 'ascii'):
        raise UnicodeError('IDNA does not round-trip', label, again)
    return result


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        if errors != 'strict':
            raise UnicodeError('unsupported error handling ' + errors)
        if not input:
            return b'', 0
        if input.isascii():
            data = input.encode('ascii')
            labels = data.split(b'.')
            for label in labels[:-1]:
                if not 0 < len(label) < 64:
                    raise UnicodeError('label empty or too long')
            if len(labels[-1]) >= 64:
                raise UnicodeError('label too long')
            return data, len(input)
        labels = dots.split(input)
        trailing = b''
        if labels and not labels[-1]:
            trailing = b'.'
            del labels[-1]
        return b'.'.join(ToASCII(label) for label in labels) + trailing, len(input)

    def decode(self, input, errors='strict'):
        if errors != 'strict':
            raise UnicodeError('Unsupported error handling ' + errors)
        if not input:
            return '', 0
        input = bytes(input)
        if ace_prefix not in input.lower():
            try:
                return input.decode('ascii'), len(input)
            except UnicodeDecodeError:
                pass
        labels = input.split(b'.')
        trailing = ''
        if labels and not labels[-1]:
            trailing = '.'
            del labels[-1]
        return '.'.join(ToUnicode(label) for label in labels) + trailing, len(input)


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        if errors != 'strict':
            raise UnicodeError('unsupported error handling ' + errors)
        labels, trailing = _whole_labels(dots.split(input), final, '.')
        result = b'.'.join(ToASCII(label) for label in labels) + trailing.encode()
        return result, sum(map(len, labels)) + max(len(labels) - 1, 0) + len(trailing)


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        if errors != 'strict':
            raise UnicodeError('Unsupported error handling ' + errors)
        if isinstance(input, str):
            parts = dots.split(input)
        else:
            parts = str(input, 'ascii').split('.')
        labels, trailing = _whole_labels(parts, final, '.')
        result = '.'.join(ToUnicode(label) for label in labels) + trailing
        return result, sum(map(len, labels)) + max(len(labels) - 1, 0) + len(trailing)


def _whole_labels(labels, final, dot):
    """The labels that are known to be whole, and a dot behind them."""
    if not labels[-1]:
        return labels[:-1], dot if len(labels) > 1 else ''
    if final:
        return labels, ''
    return labels[:-1], dot if len(labels) > 1 else ''


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    codec = Codec()
    return encodings._info('idna', dict(globals(), encode=codec.encode, decode=codec.decode))
