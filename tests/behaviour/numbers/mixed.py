# Mixed arithmetic, comparison and conversion between the kinds of numbers.
values = [0, 1, -1, True, 2.5, -0.0, 10 ** 20, 1e20, 2j, float('inf')]
for op in ('+', '-', '*'):
    print(op, [eval(f'a {op} b', {'a': a, 'b': b}) for a in values[:6] for b in values[3:9:2]])
    # expect: + [1, 0.0, 1e+20, 2, 1.0, 1e+20, 0, -1.0, 1e+20, 2, 1.0, 1e+20, 3.5, 2.5, 1e+20, 1.0, -0.0, 1e+20]
    # expect: - [-1, 0.0, -1e+20, 0, 1.0, -1e+20, -2, -1.0, -1e+20, 0, 1.0, -1e+20, 1.5, 2.5, -1e+20, -1.0, 0.0, -1e+20]
    # expect: * [0, -0.0, 0.0, 1, -0.0, 1e+20, -1, 0.0, -1e+20, 1, -0.0, 1e+20, 2.5, -0.0, 2.5e+20, -0.0, 0.0, -0.0]
print([a == b for a in values for b in values].count(True), sorted(values[:8]), min(values[:8]), max(values[:8]), sum(values[:6]), len({*values}))
# expect: 16 [-1, 0, -0.0, 1, True, 2.5, 100000000000000000000, 1e+20] -1 100000000000000000000 3.5 7
print(10 ** 20 == 1e20, 10 ** 20 + 1 == 1e20, 2 ** 53 + 1 > float(2 ** 53), 2 ** 1023 * 2 > 1e308, -(10 ** 400) < float('-inf') + 1, 1 == 1.0 == (1 + 0j) == True)
# expect: True False True True False True
print(7 // 2.0, 7 % -2.5, divmod(7, -2.5), 2 ** 0.5 == 2 ** .5, 4 ** -1, 0.0 ** 0, (-1) ** 0.5, 1e3 // 1, -7 // 2.0, 5 % 3.5, True / 2, 10 ** 25 / 10 ** 24, 10 ** 25 // 1e5)
# expect: 3.0 -0.5 (-3.0, -0.5) True 0.25 1.0 (6.123233995736766e-17+1j) 1000.0 -4.0 1.5 0.5 10.0 1.0000000000000002e+20
print(int(2.9), int(-2.9), int(1e18), float(10 ** 17), float('1e-400'), complex(1, 2) * 1j, complex('3-4j'), abs(-3 + 4j), (1 + 2j) / (3 - 1j), (2j) ** 2, -1j, 1j.imag, repr(-0j), 5 + 0j == 5)
# expect: 2 -2 1000000000000000000 1e+17 0.0 (-2+1j) (3-4j) 5.0 (0.1+0.7000000000000001j) (-4+0j) (-0-1j) 1.0 (-0-0j) True
print(round(0.15, 1), round(2.5), round(-0.5), round(1e16 + 1), round(5e-324, 400), round(123, -1), round(125, -1), round(-15, -1), round(10 ** 20 + 5, -1), round(True), pow(2.0, 3), pow(2, 3, 5), pow(-2, 3, 5))
# expect: 0.1 2 0 10000000000000000 5e-324 120 120 -20 100000000000000000000 1 8.0 3 2
print((0.1).hex(), float.fromhex('0x1p-3'), (1e300).as_integer_ratio()[1], (0.3).as_integer_ratio(), 1.0.is_integer(), float(True), bool(0.0), bool(-0.0), bool(1e-300), not 0j)
# expect: 0x1.999999999999ap-4 0.125 1 (5404319552844595, 18014398509481984) True 1.0 False False True True
print(0x_ff, 0b1_0, 0o17, 1_000.5e-1_0, 1e1_0, .5, 5., 1E5, 0XFF, 1J, 00, 0_0)
# expect: 255 2 15 1.0005e-07 10000000000.0 0.5 5.0 100000.0 255 1j 0 0
print(1 if 0.1 + 0.2 == 0.3 else 0, 0.1 + 0.7, 1.1 * 3, 1e16 + 1, 1 - 0.9, 4.35 * 100, 1.005 * 1000, 9007199254740993, 9007199254740993.0, 1e15 + 0.3, 123456.7 * 10)
# expect: 0 0.7999999999999999 3.3000000000000003 1e+16 0.09999999999999998 434.99999999999994 1004.9999999999999 9007199254740993 9007199254740992.0 1000000000000000.2 1234567.0
for case in ('1 < 1j', '1.5 << 2', "1 + 'a'", "1.5 * 'a'", 'int("0x10")', 'int("10", 1)', 'int(1, 2)', "float('1e')", 'complex("1+")', 'complex("1", 2)', '2 ** 3j // 1', 'divmod(1j, 2)', 'round(1j)', 'int(1j)', 'float(1j)', 'pow(2, 3, 1.5)', 'pow(2, 0.5, 3)', '(-8) ** 0.5 > 0', '1e308 ** 2', '10.0 ** 400'):
    try: print(eval(case))
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: TypeError: '<' not supported between instances of 'int' and 'complex'
    # expect: TypeError: unsupported operand type(s) for <<: 'float' and 'int'
    # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
    # expect: TypeError: can't multiply sequence by non-int of type 'float'
    # expect: ValueError: invalid literal for int() with base 10: '0x10'
    # expect: ValueError: int() base must be >= 2 and <= 36, or 0
    # expect: TypeError: int() can't convert non-string with explicit base
    # expect: ValueError: could not convert string to float: '1e'
    # expect: ValueError: complex() arg is a malformed string
    # expect: TypeError: complex() can't take second arg if first is a string
    # expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
    # expect: TypeError: unsupported operand type(s) for divmod(): 'complex' and 'int'
    # expect: TypeError: type complex doesn't define __round__ method
    # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'
    # expect: TypeError: float() argument must be a string or a real number, not 'complex'
    # expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
    # expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
    # expect: TypeError: '>' not supported between instances of 'complex' and 'int'
    # expect: OverflowError: (34, 'Numerical result out of range')
    # expect: OverflowError: (34, 'Numerical result out of range')
