# Bytes that cannot be decoded are read over: the next read goes on behind them.
import io

for encoding, rest in [('ascii', b'\x80'), ('utf-8', b'\xff'), ('utf-8', b'\xc3(')]:
    data = b'A\nB\n' + b'123456789\n' * 1000 + rest
    with io.TextIOWrapper(io.BytesIO(data), encoding) as file:
        print(repr(file.readline()), repr(file.readline()), end=' ')
        try:
            print(len(list(file)))
        except UnicodeDecodeError as error:
            print(error.start, repr(file.readline()), repr(file.read()))
# expect: 'A\n' 'B\n' 1812 '' ''
# expect: 'A\n' 'B\n' 1812 '' ''
# expect: 'A\n' 'B\n' 1812 '' ''
