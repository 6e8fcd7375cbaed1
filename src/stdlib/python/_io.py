class BufferedRWPair(_BufferedIOBase):
    """A buffered reader and a buffered writer in one, over two raw streams."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = self.writer = None
        if not reader.readable():
            raise UnsupportedOperation('File or stream is not readable.')
        if not writer.writable():
            raise UnsupportedOperation('File or stream is not writable.')
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def _part(self, name):
        try:
            part = self.__dict__[name]
        except KeyError:
            part = None
        if part is None:
            raise ValueError('I/O operation on uninitialized object')
        return part

    def read(self, size=-1, /):
        return self._part('reader').read(-1 if size is None else size)

    def readinto(self, b, /):
        return self._part('reader').readinto(b)

    def write(self, b, /):
        return self._part('writer').write(b)

    def peek(self, size=0, /):
        return self._part('reader').peek(size)

    def read1(self, size=-1, /):
        return self._part('reader').read1(size)

    def readinto1(self, b, /):
        return self._part('reader').readinto1(b)

    def readable(self):
        return self._part('reader').readable()

    def writable(self):
        return self._part('writer').writable()

    def flush(self):
        return self._part('writer').flush()

    def close(self):
        if self.__dict__.get('reader') is None:
            return
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self._part('reader').isatty() or self._part('writer').isatty()

    @property
    def closed(self):
        return self._part('writer').closed


BufferedRWPair.__module__ = '_io'


def text_encoding(encoding, stacklevel=2, /):
    """The encoding to use where none may have been given."""
    return 'locale' if encoding is None else encoding
