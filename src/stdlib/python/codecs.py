"""The registry of codecs and the base classes of stateful encoders, decoders and streams.

Covers CPython's module. What str.encode and bytes.decode need is native (`_codecs`); `encodings` finds codecs by name.
"""
import builtins
from _codecs import (
    register, unregister, lookup, encode, decode, register_error, lookup_error, charmap_build, charmap_decode,
    charmap_encode, escape_decode, escape_encode, readbuffer_encode, ascii_decode, ascii_encode, latin_1_decode,
    latin_1_encode, raw_unicode_escape_decode, raw_unicode_escape_encode, unicode_escape_decode, unicode_escape_encode,
    utf_16_be_decode, utf_16_be_encode, utf_16_decode, utf_16_encode, utf_16_ex_decode, utf_16_le_decode,
    utf_16_le_encode, utf_32_be_decode, utf_32_be_encode, utf_32_decode, utf_32_encode, utf_32_ex_decode,
    utf_32_le_decode, utf_32_le_encode, utf_7_decode, utf_7_encode, utf_8_decode, utf_8_encode, strict_errors,
    ignore_errors, replace_errors, xmlcharrefreplace_errors, backslashreplace_errors, namereplace_errors)

__all__ = [
    'register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE',
    'BOM64_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE',
    'CodecInfo', 'Codec', 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter',
    'StreamReaderWriter', 'StreamRecoder', 'getencoder', 'getdecoder', 'getincrementalencoder',
    'getincrementaldecoder', 'getreader', 'getwriter', 'encode', 'decode', 'iterencode', 'iterdecode',
    'strict_errors', 'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors', 'backslashreplace_errors',
    'namereplace_errors', 'register_error', 'lookup_error']

# U+FEFF at the front of a text tells by its bytes how the text is encoded.
BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE = (
    encoder('\ufeff')[0]
    for encoder in (utf_8_encode, utf_16_le_encode, utf_16_be_encode, utf_32_le_encode, utf_32_be_encode))
BOM_UTF16, BOM_UTF32 = utf_16_encode('')[0], utf_32_encode('')[0]
# Older names, the last ones wrong by a factor of two.
BOM, BOM_LE, BOM_BE = BOM_UTF16, BOM_UTF16_LE, BOM_UTF16_BE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What the registry knows of a codec: a tuple of four functions with further attributes."""

    # Text codecs only may be used by str.encode and bytes.decode.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        info = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        info.name, info.encode, info.decode = name, encode, decode
        info.streamreader, info.streamwriter = streamreader, streamwriter
        info.incrementalencoder, info.incrementaldecoder = incrementalencoder, incrementaldecoder
        if _is_text_encoding is not None:
            info._is_text_encoding = _is_text_encoding
        return info

    def __repr__(self):
        kind = self.__class__
        return f'<{kind.__module__}.{kind.__qualname__} object for encoding {self.name} at {id(self):#x}>'


class Codec:
    """The interface of stateless encoders and decoders."""

    def encode(self, input, errors='strict'):
        """Gives (output, how much of the input was encoded)."""
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        """Gives (output, how much of the input was decoded)."""
        raise NotImplementedError


# Incremental coders take their input in pieces; the last one is marked with `final`. Their state can be taken and set.

class IncrementalEncoder(object):
    """Encodes text that comes in pieces."""

    def __init__(self, errors='strict'):
        self.errors, self.buffer = errors, ''

    def encode(self, input, final=False):
        """The bytes of a piece, or of what of it can be encoded yet."""
        raise NotImplementedError

    def reset(self):
        """Forgets the pieces until now."""

    def getstate(self):
        """A number for what is kept of the pieces until now."""
        return 0

    def setstate(self, state):
        """Goes on from what getstate gave."""


class IncrementalDecoder(object):
    """Decodes bytes that come in pieces."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        """The text of a piece, or of what of it can be decoded yet."""
        raise NotImplementedError

    def reset(self):
        """Forgets the pieces until now."""

    def getstate(self):
        """(bytes that are not decoded yet, a number for the rest of the state)"""
        return b'', 0

    def setstate(self, state):
        """Goes on from what getstate gave."""


def _coded(coder, code, input, final):
    """Codes the kept input and a further piece; keeps what is left."""
    whole = coder.buffer + input
    output, used = code(whole, coder.errors, final)
    coder.buffer = whole[used:]
    return output


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps what it could not encode yet."""

    def _buffer_encode(self, input, errors, final):
        """Gives (output, how much of the input was encoded)."""
        raise NotImplementedError

    def encode(self, input, final=False):
        return _coded(self, self._buffer_encode, input, final)

    def reset(self):
        self.buffer = ''

    def setstate(self, state):
        self.buffer = state or ''

    def getstate(self):
        return self.buffer or 0


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps an incomplete sequence for the next call."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        """Gives (output, how much of the input was decoded)."""
        raise NotImplementedError

    def decode(self, input, final=False):
        return _coded(self, self._buffer_decode, input, final)

    def reset(self):
        self.buffer = b''

    def setstate(self, state):
        self.buffer, _ = state

    def getstate(self):
        return self.buffer, 0


class _Stream:
    """What stream readers and writers share: unknown attributes are the stream's."""

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {type(self).__name__}")

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __enter__(self):
        return self


class _Lines(_Stream):
    """A stream that is its own iterator."""

    def __iter__(self):
        return self


class StreamWriter(_Stream, Codec):
    """Encodes what is written to it and writes that to a stream."""

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors

    def write(self, object):
        """Write an object to the stream, encoded."""
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        """Write strings one after the other."""
        self.write(''.join(list))

    def reset(self):
        """Bring the stream to where another text can be appended."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if (offset, whence) == (0, 0):
            self.reset()


class StreamReader(_Lines, Codec):
    """Decodes what it reads from a stream.

    bytebuffer holds what was read and not decoded yet, charbuffer what was decoded and not given away yet. Whole lines
    in front of the latter wait in linebuffer, the next one last, so that reading line by line does not copy the rest.
    """

    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors
        self._empty_charbuffer = self.charbuffertype()
        StreamReader.reset(self)

    def reset(self):
        """Forget what was read ahead."""
        self.bytebuffer, self.charbuffer, self.linebuffer = b'', self._empty_charbuffer, []

    def decode(self, input, errors='strict'):
        """To be made by subclasses."""
        raise NotImplementedError

    def read(self, size=-1, chars=-1, firstline=False):
        """Decode data from the stream: about `size` bytes of it, at most `chars` characters.

        With firstline a decoding error after the first line end is left for the next call.
        """
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join((*reversed(self.linebuffer), self.charbuffer))
            self.linebuffer = []
        wanted = size if chars < 0 else chars
        while (wanted < 0 or len(self.charbuffer) < wanted) and self._read_more(size, firstline):
            pass
        end = wanted if wanted >= 0 else len(self.charbuffer)
        given, self.charbuffer = self.charbuffer[:end], self.charbuffer[end:]
        return given

    def _read_more(self, size, firstline):
        """Decodes some more of the stream; whether it had more."""
        new = self.stream.read(size) if size >= 0 else self.stream.read()
        data = self.bytebuffer + new
        if data:
            try:
                text, used = self.decode(data, self.errors)
            except UnicodeDecodeError as error:
                text, used = self.decode(data[:error.start], self.errors) if firstline else ('', 0)
                if len(text.splitlines()) <= 1:
                    raise
            self.bytebuffer = data[used:]
            self.charbuffer += text
        return bool(new)

    def readline(self, size=None, keepends=True):
        """Read one line; size is a hint for how much to read at once."""
        line = self.linebuffer.pop() if self.linebuffer else self._read_line(size)
        return line if keepends or not line else line.splitlines()[0]

    def _read_line(self, size):
        text, step = self._empty_charbuffer, size or 72
        while True:
            piece = self.read(step, firstline=True)
            if piece[-1:] in ('\r', b'\r'):
                # A line feed may follow.
                piece += self.read(size=1, chars=1)
            text += piece
            line, *others = text.splitlines(True) or (text,)
            if others:
                # The last one may be only the start of a line.
                self.charbuffer = others.pop() + self.charbuffer
                self.linebuffer = others[::-1]
            elif piece and size is None and line.splitlines() == [line]:
                # No end of the line yet.
                step = min(2 * step, 9216)
                continue
            return line

    def readlines(self, sizehint=None, keepends=True):
        """Read all lines that are left."""
        return self.read().splitlines(keepends)

    def seek(self, offset, whence=0):
        """Go to a place of the stream and forget what was read ahead."""
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class StreamReaderWriter(_Lines):
    """A stream that is read and written through a codec."""

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def write(self, data):
        return self.writer.write(data)

    def readline(self, size=None):
        return self.reader.readline(size)

    def __next__(self):
        return next(self.reader)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if (offset, whence) == (0, 0):
            self.writer.reset()


class StreamRecoder(_Lines):
    """Translates between two encodings: the caller's data and the file's."""

    data_encoding = file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.encode, self.decode = encode, decode
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def _given(self, text):
        """What was read, in the caller's encoding."""
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._given(self.reader.read(size))

    def readline(self, size=None):
        return self._given(self.reader.readline(size) if size is not None else self.reader.readline())

    def readlines(self, sizehint=None):
        return self.read().splitlines(True)

    def __next__(self):
        return self._given(next(self.reader))

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def reset(self):
        for side in self.reader, self.writer:
            side.reset()

    def seek(self, offset, whence=0):
        # Both have buffers.
        for side in self.reader, self.writer:
            side.seek(offset, whence)


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file through a codec, which then is binary itself; without an encoding, as builtins.open does."""
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    file = builtins.open(filename, mode if 'b' in mode else mode + 'b', buffering)
    try:
        _, _, *sides = lookup(encoding)
        coded = StreamReaderWriter(file, *sides, errors)
        coded.encoding = encoding
    except:
        file.close()
        raise
    return coded


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """A file whose text is in one encoding, as one in another: what is written and read is in data_encoding."""
    outer = lookup(data_encoding)
    inner = outer if file_encoding is None else lookup(file_encoding)
    recoder = StreamRecoder(file, outer.encode, outer.decode, inner.streamreader, inner.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = data_encoding if file_encoding is None else file_encoding
    return recoder


def getencoder(encoding):
    """The function of a codec that encodes."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function of a codec that decodes."""
    return lookup(encoding).decode


def getreader(encoding):
    """The class of a codec for reading streams."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class of a codec for writing streams."""
    return lookup(encoding).streamwriter


def _incremental(encoding, which):
    found = getattr(lookup(encoding), which)
    if found is not None:
        return found
    raise LookupError(encoding)


def getincrementalencoder(encoding):
    """The class of a codec that encodes in pieces; LookupError if it has none."""
    return _incremental(encoding, 'incrementalencoder')


def getincrementaldecoder(encoding):
    """The class of a codec that decodes in pieces; LookupError if it has none."""
    return _incremental(encoding, 'incrementaldecoder')


def _coded_pieces(code, pieces, end):
    yield from map(code, pieces)
    yield code(end, True)


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Yields what an iterator gives, encoded in pieces, without empty ones."""
    coder = getincrementalencoder(encoding)(errors, **kwargs)
    yield from filter(None, _coded_pieces(coder.encode, iterator, ''))


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Yields what an iterator gives, decoded in pieces, without empty ones."""
    coder = getincrementaldecoder(encoding)(errors, **kwargs)
    yield from filter(None, _coded_pieces(coder.decode, iterator, b''))


def make_identity_dict(rng):
    """A dictionary from each number of rng to itself."""
    numbers = list(rng)
    return dict(zip(numbers, numbers))


def make_encoding_map(decoding_map):
    """A decoding map turned round; targets that several sources have map to None."""
    turned = {}
    for source, target in decoding_map.items():
        turned[target] = source if target not in turned else None
    return turned
