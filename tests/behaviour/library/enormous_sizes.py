# Sizes and positions beyond a small int, reads that no memory holds, and trees that contain themselves.
import ast, io, struct

for size in 2**62, 2**62 - 1, 2**63 - 2:
    print(struct.calcsize(f'{size}x') == size, struct.Struct(f'{size}s').size == size)
    # expect: True True
    # expect: True True
    # expect: True True
for kind, data in (io.BytesIO, b'ab'), (io.StringIO, 'ab'):
    file = kind(data)
    for place in 2**62, 2**63 - 2:
        print(file.seek(place) == file.tell() == place, file.read() == data[:0], file.truncate() == place)
        # expect: True True True
        # expect: True True True
        # expect: True True True
        # expect: True True True
file = io.BytesIO()
file.__setstate__((b'ab', 2**62, None))
print(file.tell() == file.__getstate__()[1] == 2**62)  # expect: True
text = io.TextIOWrapper(io.BytesIO())
text._CHUNK_SIZE = 2**62
print(text._CHUNK_SIZE == 2**62)  # expect: True

with open('/dev/zero', 'rb') as zeros:
    try:
        zeros.read(2**62)
    except MemoryError as error:
        print(repr(error))  # expect: MemoryError()
    print(zeros.read(2))  # expect: b'\x00\x00'


def attempt(tree, mode='eval'):
    try:
        compile(tree, 'x', mode)
    except RecursionError as error:
        print(error)


place = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
ring = ast.UnaryOp(ast.USub(), **place)
ring.operand = ring
attempt(ast.Expression(ring))  # expect: maximum recursion depth exceeded while traversing 'expr' node
ring = ast.List([], ast.Load(), **place)
ring.elts += [ring, ring]
attempt(ast.Expression(ring))  # expect: maximum recursion depth exceeded while traversing 'expr' node
ring = ast.If(ast.Constant(1, **place), [], [], **place)
ring.body.append(ring)
attempt(ast.Module([ring], []), 'exec')  # expect: maximum recursion depth exceeded while traversing 'expr' node
