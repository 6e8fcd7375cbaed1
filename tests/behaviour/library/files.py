# Files: every class of io over files, memory and streams written in Python; newline modes, positions, errors.
import io
import os
import tempfile

folder = tempfile.TemporaryDirectory()
p = os.path.join(folder.name, 't.txt')

with open(p, 'w') as f:
    print(f.write('héllo\nworld\r\nx\ry'), f.tell(), f.mode, f.encoding)  # expect: 16 17 w UTF-8
print(f.closed)  # expect: True
try:
    f.write('x')
except ValueError as error:
    print(error)  # expect: I/O operation on closed file.
for newline in None, '', '\n', '\r', '\r\n':
    with open(p, newline=newline) as f:
        print(repr(newline), list(f), f.newlines)
        # expect: None ['héllo\n', 'world\n', 'x\n', 'y'] ('\r', '\n', '\r\n')
    with open(p, newline=newline) as f:
        places = []
        while True:
            place, line = f.tell(), f.readline()
            if not line:
                break
            places.append((place, line))
        for place, line in places:
            f.seek(place)
            assert f.readline() == line
    with open(p + '2', 'w', newline=newline) as f:
        f.write('a\nb\r\nc')
    print(open(p + '2', 'rb').read())  # expect: b'a\nb\r\nc'
# expect: '' ['héllo\n', 'world\r\n', 'x\r', 'y'] ('\r', '\n', '\r\n')
# expect: b'a\nb\r\nc'
# expect: '\n' ['héllo\n', 'world\r\n', 'x\ry'] None
# expect: b'a\nb\r\nc'
# expect: '\r' ['héllo\nworld\r', '\nx\r', 'y'] None
# expect: b'a\rb\r\rc'
# expect: '\r\n' ['héllo\nworld\r\n', 'x\ry'] None
# expect: b'a\r\nb\r\r\nc'
with open(p, 'rb') as f:
    print(type(f), f.read(3), f.tell(), f.peek(2)[:2], f.readline(), f.seek(-2, 2), f.read(), f.read1(), type(f.raw))
    # expect: <class '_io.BufferedReader'> b'h\xc3\xa9' 3 b'll' b'llo\n' 15 b'\ry' b'' <class '_io.FileIO'>
with open(p, 'r+b') as f:
    print(type(f), f.write(b'JJ'), f.tell(), f.read(2), f.seek(0), f.read())
    # expect: <class '_io.BufferedRandom'> 2 2 b'\xa9l' 0 b'JJ\xa9llo\nworld\r\nx\ry'
    f.seek(1)
    f.truncate()
    f.seek(0)
    print(f.read())  # expect: b'J'
with open(p, 'ab') as f:
    print(f.tell(), f.write(b'zz'), f.tell())  # expect: 1 2 3
with open(p, 'rb', 0) as f:
    print(type(f), f.read(2), f.readall(), f.readline())  # expect: <class '_io.FileIO'> b'Jz' b'z' b''


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ValueError must have exactly one of create/read/write/append mode
        # expect: ValueError Must have exactly one of create/read/write/append mode and at most one plus
        # expect: ValueError can't have text and binary mode at once
        # expect: ValueError invalid mode: 'q'
        # expect: ValueError invalid mode: 'rr'
        # expect: LookupError unknown encoding: nope
        # expect: ValueError illegal newline value: q
        # expect: ValueError can't have unbuffered text I/O
        # expect: ValueError binary mode doesn't take an encoding argument
        # expect: LookupError 'hex' is not a text encoding; use codecs.open() to handle arbitrary codecs
        # expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
        # expect: IsADirectoryError [Errno 21] Is a directory: '/'


for mode in 'rw', '', 'rb+t', 'q', 'rr':
    attempt(open, p, mode)
for options in {'encoding': 'nope'}, {'newline': 'q'}, {'buffering': 0}, {'mode': 'rb', 'encoding': 'utf-8'}, {'encoding': 'hex'}:
    attempt(open, p, **options)
attempt(open, '/nonexistent/x')
attempt(open, '/')


class Pieces(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        piece, self.data = self.data[:3], self.data[3:]
        buffer[:len(piece)] = piece
        return len(piece)

    def close(self):
        if not self.closed:
            print('closing')
        super().close()


data = 'hello\nwörld\n'.encode()
raw = Pieces(data)
print(raw.readline(), raw.read(4), raw.readall(), raw.read(1))  # expect: b'hello\n' b'w\xc3\xb6' b'rld\n' b''
buffered = io.BufferedReader(Pieces(data))
print(buffered.readline(), buffered.peek(), buffered.read(), buffered.read())
# expect: b'hello\n' b'w\xc3\xb6' b'w\xc3\xb6rld\n' b''
text = io.TextIOWrapper(io.BufferedReader(Pieces(data)), encoding='utf-8')
print(repr(text.readline()), list(text))  # expect: 'hello\n' ['wörld\n']
text.close()  # expect: closing
print(text.closed, text)  # expect: True <_io.TextIOWrapper encoding='utf-8'>
del raw, buffered
# expect: closing
# expect: closing
memory = io.BytesIO()
text = io.TextIOWrapper(memory, 'utf-16')
text.write('ab')
text.flush()
text.write('é\n')
text.seek(0)
print(ascii(text.read()))  # expect: 'ab\xe9\n'
text.detach()
print(memory.getvalue())  # expect: b'\xff\xfea\x00b\x00\xe9\x00\n\x00'
attempt(text.read)  # expect: ValueError underlying buffer has been detached
memory = io.BytesIO(b'abc\ndef')
print(memory.readline(), memory.tell(), memory.seek(10), memory.write(b'x'), memory.getvalue(), memory.truncate(2))
# expect: b'abc\n' 4 10 1 b'abc\ndef\x00\x00\x00x' 2
view = memory.getbuffer()
attempt(memory.write, b'fffffffffff')  # expect: BufferError Existing exports of data: object cannot be re-sized
view.release()
memory.close()
attempt(memory.read)  # expect: ValueError I/O operation on closed file.
for newline in None, '', '\r\n':
    memory = io.StringIO('a\r\nb\rc\nd', newline=newline)
    print(memory.readlines(), memory.newlines, repr(memory.getvalue()))
    # expect: ['a\n', 'b\n', 'c\n', 'd'] ('\r', '\n', '\r\n') 'a\nb\nc\nd'
    # expect: ['a\r\n', 'b\r', 'c\n', 'd'] ('\r', '\n', '\r\n') 'a\r\nb\rc\nd'
    # expect: ['a\r\r\n', 'b\rc\r\n', 'd'] None 'a\r\r\nb\rc\r\nd'
memory = io.StringIO()
memory.write('héllo')
memory.seek(1)
memory.write('€')
print(ascii(memory.getvalue()), memory.tell(), memory.read(), memory.truncate(2))  # expect: 'h\u20acllo' 2 llo 2
decoder = io.IncrementalNewlineDecoder(None, True)
print([decoder.decode('a\r'), decoder.decode('\nb\r'), decoder.decode('', True)], decoder.newlines)
# expect: ['a', '\nb', '\n'] ('\r', '\r\n')
writer = io.BufferedWriter(io.BytesIO(), 4)
print(writer.write(b'abcdefghij'), writer.flush(), writer.raw.getvalue())  # expect: 10 None b'abcdefghij'
pair = io.BufferedRWPair(io.BytesIO(b'abc'), io.BytesIO())
print(pair.read(2), pair.write(b'x'))  # expect: b'ab' 1
with open(p, 'w') as f:
    for operation in f.read, f.readline, f.__next__:
        attempt(operation)
        # expect: UnsupportedOperation not readable
        # expect: UnsupportedOperation not readable
        # expect: UnsupportedOperation not readable
with open(p) as f:
    attempt(f.write, 'x')  # expect: UnsupportedOperation not writable
    attempt(f.seek, 1, 1)  # expect: UnsupportedOperation can't do nonzero cur-relative seeks
    attempt(f.seek, -1)  # expect: ValueError negative seek position -1
with open(p, 'w', encoding='utf-8-sig') as f:
    f.write('é')
    f.write('b')
print(open(p, 'rb').read(), ascii(open(p, encoding='utf-8-sig').read()))  # expect: b'\xef\xbb\xbf\xc3\xa9b' '\xe9b'
f = open(p)
next(f)
print(isinstance(f, io.TextIOBase), isinstance(f.buffer, io.BufferedIOBase), isinstance(f.buffer.raw, io.RawIOBase), io.open is open)
# expect: True True True True
f.close()
