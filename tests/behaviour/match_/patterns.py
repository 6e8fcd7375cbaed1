# Every kind of pattern.
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = 'red'
def m(v):
    match v:
        case 0: return 'zero'
        case -1 | 1.5 | 'one' | None: return f'literal {v}'
        case True: return 'true'
        case Color.RED: return 'red const'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest]: return f'starts 1 {rest}'
        case (2, y, _) | (y, 2, _): return f'or y={y}'
        case [*_, 'end']: return 'ends'
        case {'type': 't', 'v': [a, b]}: return f'map {a} {b}'
        case {'k': k, **rest}: return f'k={k} {rest}'
        case Point(0, y=yy): return f'axis {yy}'
        case Point(x, y) if x == y: return f'diag {x}'
        case Point() as p: return f'point {p.x} {p.y}'
        case int(n) if n > 100: return f'big {n}'
        case int() | float(): return 'number'
        case str() as s: return f'str {s}'
        case bytes(b): return f'bytes {b}'
        case {}: return 'some mapping'
        case 3 + 4j: return 'complex'
        case (a, (b, [c, *_])): return a, b, c
        case _: return 'default'
for v in (0, -1, 1.5, 'one', None, True, 'red', [], [9], [1, 2, 3], (2, 5, 6), (5, 2, 0), [0, 0, 0, 'end'], {'type': 't', 'v': (1, 2)}, {'k': 1, 'z': 2},
          Point(0, 5), Point(3, 3), Point(1, 2), 101, 7, 2.5, 'text', b'b', {'other': 1}, 3 + 4j, (1, (2, [3, 4])), (1, 2), object, False, range(1, 3), 'ab', {1, 2}):
    print(m(v))
    # expect: zero
    # expect: literal -1
    # expect: literal 1.5
    # expect: literal one
    # expect: literal None
    # expect: true
    # expect: red const
    # expect: empty
    # expect: one 9
    # expect: starts 1 [2, 3]
    # expect: or y=5
    # expect: or y=5
    # expect: ends
    # expect: map 1 2
    # expect: k=1 {'z': 2}
    # expect: axis 5
    # expect: diag 3
    # expect: point 1 2
    # expect: big 101
    # expect: number
    # expect: number
    # expect: str text
    # expect: bytes b'b'
    # expect: some mapping
    # expect: complex
    # expect: starts 1 [(2, [3, 4])]
    # expect: starts 1 [2]
    # expect: default
    # expect: zero
    # expect: starts 1 [2]
    # expect: str ab
    # expect: default
