# Arithmetic special methods: reflected, in place, NotImplemented, subclass priority.
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o):
        if isinstance(o, (int, N)): return N(self.v + getattr(o, 'v', o))
        return NotImplemented
    def __radd__(self, o): return N(o * 100 + self.v)
    def __iadd__(self, o):
        self.v += 1000
        return self
    def __neg__(self): return N(-self.v)
    def __matmul__(self, o): return 'matmul'
    def __pow__(self, o, mod=None): return ('pow', o, mod)
    def __divmod__(self, o): return 'divmod'
    def __repr__(self): return f'N({self.v})'
    def __index__(self): return self.v
    def __bool__(self): return self.v != 0
a = N(1)
print(a + 2, 2 + a, -a, a @ a, a ** 2, pow(a, 2, 3), divmod(a, 1))
# expect: N(3) N(201) N(-1) matmul ('pow', 2, None) ('pow', 2, 3) divmod
b = a
a += 5
print(a is b, a, [10, 20][N(1)], 'abcd'[N(1):N(3)], bool(N(0)), hex(N(255)), range(N(3)))
# expect: True N(1001) 20 bc False 0xff range(0, 3)
class S(N):
    def __radd__(self, o): return 'subclass first'
print(N(1) + S(2), S(1) + N(2), sum([N(1), N(2)]))  # expect: subclass first N(3) N(3)
for f in (lambda: a + 'x', lambda: 'x' + 5, lambda: a - 1, lambda: ~a, lambda: [] + (), lambda: {} | [], lambda: a << 1,
          lambda: 1 @ 2, lambda: None + 1, lambda: a < a):
    try:
        print(f())
    except TypeError as e:
        print(e)
        # expect: unsupported operand type(s) for +: 'N' and 'str'
        # expect: can only concatenate str (not "int") to str
        # expect: unsupported operand type(s) for -: 'N' and 'int'
        # expect: bad operand type for unary ~: 'N'
        # expect: can only concatenate list (not "tuple") to list
        # expect: unsupported operand type(s) for |: 'dict' and 'list'
        # expect: unsupported operand type(s) for <<: 'N' and 'int'
        # expect: unsupported operand type(s) for @: 'int' and 'int'
        # expect: unsupported operand type(s) for +: 'NoneType' and 'int'
        # expect: '<' not supported between instances of 'N' and 'N'
x = [1]
y = x
x += (2,)
x *= 2
print(x, y is x)  # expect: [1, 2, 1, 2] True
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)  # expect: 'tuple' object does not support item assignment ([1],)
