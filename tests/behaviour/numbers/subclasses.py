# Subclasses of int and float, conversions by special methods, limits of texts.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class I(int):
    def __add__(s,o): return 'add'
    def __index__(s): return 7
    def __repr__(s): return 'I'
i=I(5); print(i+1, 1+i, i*2, int(i), float(i), str(i), f'{i}', f'{i:d}', hash(i), i==5, [1,2,3,4,5,6][i], type(i.real), i.bit_length(), type(I.from_bytes(b'\x01','big')))
# expect: add 6 10 5 5.0 I I 5 5 True 6 <class 'int'> 3 <class '__main__.I'>
class F(float):
    def __repr__(s): return 'F'
f=F(1.5); print(f,str(f),f+1,f'{f:.2f}',f.hex(),type(F.fromhex('0x1p0')), type(+f), type(abs(f)), f.as_integer_ratio())
# expect: F F 2.5 1.50 0x1.8000000000000p+0 <class '__main__.F'> <class 'float'> <class 'float'> (3, 2)
class J:
    def __int__(s): return 3
    def __trunc__(s): return 4
class K2:
    def __index__(s): return 5
class L:
    def __trunc__(s): return 6
class Q:
    def __complex__(s): return 1j
    def __float__(s): return 2.5
print(int(J()),int(K2()),int(L()),float(K2()),complex(K2()),complex(Q()),float(Q()),complex(Q(),Q()), round(2.5), round(-0.5), round(1234.5678,-2), round(12345,-2), round(25,-1))
# expect: 3 5 6 5.0 (5+0j) 1j 2.5 3.5j 2 0 1200.0 12300 20
print(sum([0.1]*10), 10**20//3, -10**20//7, divmod(-10**20,7), pow(3,-1,7), (-7)//2, 2**0.5, (-1)**0.5, 2**-1, 10**400>1e308, 2**53+1==float(2**53+1), hash(2**61), hash(-1), hash(1.5), hash(1j), {1:1}[1.0], int('0x1f',0), int(' -1_0 '), float('1_0.5'), float(' inf '), int('٣'))
# expect: 0.9999999999999999 33333333333333333333 -14285714285714285715 (-14285714285714285715, 5) 5 -4 1.4142135623730951 (6.123233995736766e-17+1j) 0.5 True False 1 -2 1152921504606846977 1000003 1 31 -10 10.5 inf 3
t(lambda: int('1'*5000))
# expect: ValueError Exceeds the limit (4300) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
t(lambda: str(10**5000))
# expect: ValueError Exceeds the limit (4300) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
t(lambda: int(float('nan')))  # expect: ValueError cannot convert float NaN to integer
t(lambda: float(10**400))  # expect: OverflowError int too large to convert to float
t(lambda: 10**400/3.0)  # expect: OverflowError int too large to convert to float
t(lambda: 1.5 % 0)  # expect: ZeroDivisionError float modulo
t(lambda: format(5,'x>10'))  # expect: 'xxxxxxxxx5'
t(lambda: (f'{5:#x} {255:08b} {1234567:,} {1.5:e} {0.1+0.2:.3f} {1e10:g} {1+2j:.1f} {True:d} {65:c} {1.5:%}'))
# expect: '0x5 11111111 1,234,567 1.500000e+00 0.300 1e+10 1.0+2.0j 1 A 150.000000%'
t(lambda: format(1.5,'d'))  # expect: ValueError Unknown format code 'd' for object of type 'float'
t(lambda: 1 + 'a')  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
t(lambda: 1 < 'a')  # expect: TypeError '<' not supported between instances of 'int' and 'str'
t(lambda: True + 1.5)  # expect: 2.5
