"""Punycode (RFC 3492): ASCII letters first, then the others as their places, in numbers of variable length."""
import codecs
import encodings

_DIGITS = b'abcdefghijklmnopqrstuvwxyz0123456789'


def _threshold(k, bias):
    return min(max(36 * (k + 1) - bias, 1), 26)


def _adapt(delta, first, count):
    delta = delta // 700 if first else delta // 2
    delta += delta // count
    steps = 0
    while delta > 455:
        delta //= 35
        steps += 36
    return steps + 36 * delta // (delta + 38)


def _number(value, bias):
    out = bytearray()
    k = 0
    while True:
        t = _threshold(k, bias)
        if value < t:
            out.append(_DIGITS[value])
            return bytes(out)
        out.append(_DIGITS[t + (value - t) % (36 - t)])
        value = (value - t) // (36 - t)
        k += 1


def punycode_encode(text):
    base = bytes(ord(c) for c in text if ord(c) < 128)
    extended = b''
    point, delta, done, bias = 128, 0, len(base), 72
    while done < len(text):
        following = min(ord(c) for c in text if ord(c) >= point)
        delta += (following - point) * (done + 1)
        point = following
        for c in text:
            if ord(c) < point:
                delta += 1
            elif ord(c) == point:
                extended += _number(delta, bias)
                bias = _adapt(delta, done == len(base), done + 1)
                delta = 0
                done += 1
        delta += 1
        point += 1
    return base + b'-' + extended if base else extended


def punycode_decode(text, errors):
    if isinstance(text, str):
        text = text.encode('ascii')
    text = bytes(text) if isinstance(text, memoryview) else text
    base, _, extended = text.rpartition(b'-')
    base = str(base, 'ascii', errors)
    extended = str(extended, 'ascii', errors).upper()
    chars = list(base)
    point, place, bias, at, first = 128, -1, 72, 0, True
    while at < len(extended):
        value, weight, k = 0, 1, 0
        while True:
            if at >= len(extended):
                if errors == 'strict':
                    raise UnicodeError('incomplete punicode string')
                return ''.join(chars)
            c = extended[at]
            at += 1
            if 'A' <= c <= 'Z':
                digit = ord(c) - 0x41
            elif '0' <= c <= '9':
                digit = ord(c) - 22
            elif errors == 'strict':
                raise UnicodeError("Invalid extended code point '%s'" % extended[at - 1])
            else:
                return ''.join(chars)
            t = _threshold(k, bias)
            value += digit * weight
            if digit < t:
                break
            weight *= 36 - t
            k += 1
        place += value + 1
        point += place // (len(chars) + 1)
        if point > 0x10ffff:
            if errors == 'strict':
                raise UnicodeError('Invalid character U+%x' % point)
            point = ord('?')
        place %= len(chars) + 1
        chars.insert(place, chr(point))
        bias = _adapt(value, first, len(chars))
        first = False
    return ''.join(chars)


def _decode(text, errors):
    if errors in {'strict', 'replace', 'ignore'}:
        return punycode_decode(text, errors)
    raise UnicodeError('Unsupported error handling ' + errors)


class Codec(codecs.Codec):
    def encode(self, input, errors='strict'):
        return punycode_encode(input), len(input)

    def decode(self, input, errors='strict'):
        return _decode(input, errors), len(input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return _decode(input, self.errors)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return punycode_encode(input)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    codec = Codec()
    return encodings._info('punycode', dict(globals(), encode=codec.encode, decode=codec.decode))
