"""Base16, Base32, Base64, Base85 and Ascii85.

Covers all of CPython's functions; running the module as a script is left out.
"""
import binascii

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode',
           'b32hexencode', 'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode',
           'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3

bytes_types = bytes, bytearray


def _bytes_from_decode_data(s):
    if isinstance(s, bytes_types):
        return s
    if not isinstance(s, str):
        try:
            return bytes(memoryview(s))
        except TypeError:
            raise TypeError('argument should be a bytes-like object or ASCII string, '
                            f'not {s.__class__.__name__!r}') from None
    try:
        return s.encode('ascii')
    except UnicodeEncodeError:
        raise ValueError('string argument should contain only ASCII characters')


def _two_others(altchars):
    """The two digits that stand for + and /."""
    assert len(altchars) == 2, repr(altchars)
    return altchars


def b64encode(s, altchars=None):
    """Bytes in Base64; altchars are two digits in place of + and /."""
    digits = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return digits
    return digits.translate(bytes.maketrans(b'+/', _two_others(altchars)))


def b64decode(s, altchars=None, validate=False):
    """What is in Base64; other characters are passed over unless validate is true."""
    digits = _bytes_from_decode_data(s)
    if altchars is not None:
        others = _two_others(_bytes_from_decode_data(altchars))
        digits = digits.translate(bytes.maketrans(others, b'+/'))
    if validate:
        bare = digits.rstrip(b'=')
        if len(digits) - len(bare) > 2 or bare.translate(None, _BASE64_DIGITS):
            raise binascii.Error('Non-base64 digit found')
    return binascii.a2b_base64(digits)


_UPPER = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_BASE64_DIGITS = _UPPER + _UPPER.lower() + b'0123456789+/'


def standard_b64encode(s):
    """Bytes in Base64."""
    return b64encode(s)


def standard_b64decode(s):
    """What is in Base64."""
    return b64decode(s)


_TO_URL, _FROM_URL = bytes.maketrans(b'+/', b'-_'), bytes.maketrans(b'-_', b'+/')


def urlsafe_b64encode(s):
    """Bytes in Base64 with - and _, which URLs and file names may have."""
    return b64encode(s).translate(_TO_URL)


def urlsafe_b64decode(s):
    """What is in Base64 with - and _."""
    return b64decode(_bytes_from_decode_data(s).translate(_FROM_URL))


_b32alphabet, _b32hexalphabet = _UPPER + b'234567', b'0123456789' + _UPPER[:22]


def _b32encode(alphabet, s):
    s = s if isinstance(s, bytes_types) else bytes(memoryview(s))
    missing = -len(s) % 5
    # Five bytes at a time are eight digits.
    words = memoryview(s + bytes(missing))
    digits = bytearray()
    for start in range(0, len(words), 5):
        word = int.from_bytes(words[start:start + 5], 'big')
        digits += bytes([alphabet[word >> shift & 31] for shift in range(35, -1, -5)])
    pads = _B32_PADS[missing]
    return bytes(digits[:len(digits) - pads]) + b'=' * pads


# How many digits of the last eight are missing if so many bytes of the last five are.
_B32_PADS = 0, 1, 3, 4, 6


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8 != 0:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        one = _bytes_from_decode_data(map01)
        assert len(one) == 1, repr(one)
        s = s.translate(bytes.maketrans(b'01', b'O' + one))
    s = s.upper() if casefold else s
    digits = s.rstrip(b'=')
    pads = len(s) - len(digits)
    if digits.translate(None, alphabet):
        raise binascii.Error('Non-base32 digit found')
    if pads not in _B32_PADS:
        raise binascii.Error('Incorrect padding')
    # To int() they are the digits 0-9 and A-V.
    numerals = digits.translate(bytes.maketrans(alphabet, _b32hexalphabet)) + b'0' * pads
    decoded = b''.join(int(numerals[start:start + 8], 32).to_bytes(5, 'big')
                       for start in range(0, len(numerals), 8))
    return decoded[:len(decoded) - _B32_PADS.index(pads)] if digits else b''


def b32encode(s):
    """Bytes in Base32."""
    return _b32encode(_b32alphabet, s)


def b32decode(s, casefold=False, map01=None):
    """What is in Base32; map01 is what 1 is read as, 0 then as O."""
    return _b32decode(_b32alphabet, s, casefold, map01)


def b32hexencode(s):
    """Bytes in Base32 whose digits are sorted: 0-9 and A-V."""
    return _b32encode(_b32hexalphabet, s)


def b32hexdecode(s, casefold=False):
    """What is in Base32 with the digits 0-9 and A-V."""
    return _b32decode(_b32hexalphabet, s, casefold)


def b16encode(s):
    """Bytes in Base16."""
    digits = binascii.hexlify(s)
    return digits.upper()


def b16decode(s, casefold=False):
    """What is in Base16."""
    digits = _bytes_from_decode_data(s)
    if casefold:
        digits = digits.upper()
    if not digits.translate(None, b'0123456789ABCDEF'):
        return binascii.unhexlify(digits)
    raise binascii.Error('Non-base16 digit found')


_b85alphabet = b'0123456789' + _UPPER + _UPPER.lower() + b'!#$%&()*+-;<=>?@^_`{|}~'


def _words_85(b, alphabet, pad, zeros=False, spaces=False):
    b = b if isinstance(b, bytes_types) else bytes(memoryview(b))
    missing = -len(b) % 4
    b = b + bytes(missing)
    chunks = []
    for i in range(0, len(b), 4):
        word = int.from_bytes(b[i:i + 4], 'big')
        if zeros and not word:
            chunks.append(b'z')
        elif spaces and word == 0x20202020:
            chunks.append(b'y')
        else:
            word, e = divmod(word, 85)
            word, d = divmod(word, 85)
            word, c = divmod(word, 85)
            a, b_ = divmod(word, 85)
            chunks.append(bytes((alphabet[a], alphabet[b_], alphabet[c], alphabet[d], alphabet[e])))
    if missing and not pad:
        if chunks[-1] == b'z':
            chunks[-1] = alphabet[:1] * 5
        chunks[-1] = chunks[-1][:-missing]
    return b''.join(chunks)


_A85START, _A85END = b'<~', b'~>'
_a85alphabet = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Bytes in Ascii85, with line ends after each wrapcol characters, between <~ and ~> if adobe is true."""
    text = _A85START * bool(adobe) + _words_85(b, _a85alphabet, pad, True, foldspaces)
    if wrapcol:
        # The signs at the ends are not broken.
        width = max(1 + bool(adobe), wrapcol)
        lines = [text[start:start + width] for start in range(0, len(text), width)]
        if adobe and width - len(lines[-1]) < 2:
            lines.append(b'')
        text = b'\n'.join(lines)
    return text + _A85END * bool(adobe)


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """What is in Ascii85."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(_A85END):
            raise ValueError(f'Ascii85 encoded byte sequences must end with {_A85END!r}')
        b = b[2:-2] if b.startswith(_A85START) else b[:-2]
    decoded = bytearray()
    group = []
    for x in b + b'u' * 4:
        if 33 <= x <= 117:
            group.append(x)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = 85 * word + digit - 33
                if word > 0xffffffff:
                    raise ValueError('Ascii85 overflow') from None
                decoded += word.to_bytes(4, 'big')
                group = []
        elif x == 122:
            if group:
                raise ValueError('z inside Ascii85 5-tuple')
            decoded += bytes(4)
        elif foldspaces and x == 121:
            if group:
                raise ValueError('y inside Ascii85 5-tuple')
            decoded += b'    '
        elif x not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(x)}')
    padding = 4 - len(group)
    return bytes(decoded[:-padding] if padding else decoded)


def b85encode(b, pad=False):
    """Bytes in Base85."""
    return _words_85(b, _b85alphabet, pad)


def b85decode(b):
    """What is in Base85."""
    b = _bytes_from_decode_data(b)
    values = {digit: value for value, digit in enumerate(_b85alphabet)}
    padding = -len(b) % 5
    b = b + b'~' * padding
    decoded = bytearray()
    for i in range(0, len(b), 5):
        word = 0
        for at, digit in enumerate(b[i:i + 5]):
            value = values.get(digit)
            if value is None:
                raise ValueError(f'bad base85 character at position {i + at}')
            word = word * 85 + value
        if word > 0xffffffff:
            raise ValueError(f'base85 overflow in hunk starting at byte {i}')
        decoded += word.to_bytes(4, 'big')
    return bytes(decoded[:-padding] if padding else decoded)


def encode(input, output):
    """A binary file in lines of Base64, to another one."""
    while s := input.read(MAXBINSIZE):
        while len(s) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(s))):
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """What is in lines of Base64 in a binary file, to another one."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    kind = s.__class__.__name__
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f'expected bytes-like object, not {kind}') from error
    if view.format not in {'B', 'b', 'c'}:
        raise TypeError(f'expected single byte elements, not {view.format!r} from {kind}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from {kind}')


def encodebytes(s):
    """Bytes in lines of Base64."""
    _input_type_check(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """What is in lines of Base64."""
    _input_type_check(s)
    return binascii.a2b_base64(s)
