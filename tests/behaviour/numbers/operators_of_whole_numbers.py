# Operators of whole numbers on locals and constants, at sites that have met small ints only until then.
class Odd:
    def __and__(self, other):
        return 'and', other

    def __rmod__(self, other):
        return 'rmod', other

    __ilshift__ = __and__


def with_constants(x):
    return x & 6, x | 1, x ^ 5, x % 7, x // 3, x << 2, x >> 1


def with_locals(x, y):
    a = x & y
    b = x | y
    c = x ^ y
    x %= y
    return a, b, c, x


def shifts(x, y):
    x <<= y
    z = x >> y
    return x, z


def divides(x, y):
    q = x // y
    return q


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for _ in range(20):
    with_constants(12), with_locals(12, 5), shifts(3, 2), divides(7, 2)
for x in (-13, True, 1 << 62, -(1 << 62), (1 << 62) - 1, 1 << 70, 2.5, 'a', Odd()):
    print(attempt(with_constants, x))
    # expect: (2, -13, -10, 1, -5, -52, -7)
    # expect: (0, 1, 4, 1, 0, 4, 0)
    # expect: (0, 4611686018427387905, 4611686018427387909, 4, 1537228672809129301, 18446744073709551616, 2305843009213693952)
    # expect: (0, -4611686018427387903, -4611686018427387899, 3, -1537228672809129302, -18446744073709551616, -2305843009213693952)
    # expect: (6, 4611686018427387903, 4611686018427387898, 3, 1537228672809129301, 18446744073709551612, 2305843009213693951)
    # expect: (0, 1180591620717411303425, 1180591620717411303429, 2, 393530540239137101141, 4722366482869645213696, 590295810358705651712)
    # expect: TypeError: unsupported operand type(s) for &: 'float' and 'int'
    # expect: TypeError: unsupported operand type(s) for &: 'str' and 'int'
    # expect: TypeError: unsupported operand type(s) for |: 'Odd' and 'int'
print(attempt(with_constants, 13))  # expect: (4, 13, 8, 6, 4, 52, 6)
for x, y in (
    (-13, 5), (13, -5), (True, False), (1 << 65, 3), (3, 1 << 65), ({1, 2}, {2, 3}), ('%s', 5), (5, Odd()), (Odd(), 5),
    (5, 0), (-(1 << 62), -1), (3, 2.5),
):
    print(attempt(with_locals, x, y), attempt(divides, x, y))
    # expect: (1, -9, -10, 2) -3
    # expect: (9, -1, -10, -2) -3
    # expect: ZeroDivisionError: integer division or modulo by zero ZeroDivisionError: integer division or modulo by zero
    # expect: (0, 36893488147419103235, 36893488147419103235, 2) 12297829382473034410
    # expect: (0, 36893488147419103235, 36893488147419103235, 3) 0
    # expect: TypeError: unsupported operand type(s) for %=: 'set' and 'set' TypeError: unsupported operand type(s) for //: 'set' and 'set'
    # expect: TypeError: unsupported operand type(s) for &: 'str' and 'int' TypeError: unsupported operand type(s) for //: 'str' and 'int'
    # expect: TypeError: unsupported operand type(s) for &: 'int' and 'Odd' TypeError: unsupported operand type(s) for //: 'int' and 'Odd'
    # expect: TypeError: unsupported operand type(s) for |: 'Odd' and 'int' TypeError: unsupported operand type(s) for //: 'Odd' and 'int'
    # expect: ZeroDivisionError: integer division or modulo by zero ZeroDivisionError: integer division or modulo by zero
    # expect: (-4611686018427387904, -1, 4611686018427387903, 0) 4611686018427387904
    # expect: TypeError: unsupported operand type(s) for &: 'int' and 'float' 1.0
for x, y in ((1, 61), (1, 62), (1, 63), (1, 200), (-1, 61), (-1, 62), (1, -1), (5, True), (Odd(), 1), (1.5, 1)):
    print(attempt(shifts, x, y))
    # expect: (2305843009213693952, 1)
    # expect: (4611686018427387904, 1)
    # expect: (9223372036854775808, 1)
    # expect: (1606938044258990275541962092341162602522202993782792835301376, 1)
    # expect: (-2305843009213693952, -1)
    # expect: (-4611686018427387904, -1)
    # expect: ValueError: negative shift count
    # expect: (10, 5)
    # expect: TypeError: unsupported operand type(s) for >>: 'tuple' and 'int'
    # expect: TypeError: unsupported operand type(s) for <<=: 'float' and 'int'
