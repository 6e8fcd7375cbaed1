# Shortest repr, rounding, formatting, special values.
print(0.1, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1.0, -0.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1 / 3, 100.0, 1e100)
# expect: 0.1 1e+16 1000000000000000.0 1.2345678901234568e+17 1e-05 0.0001 1.0 -0.0 1e+22 1e+23 5e-324 1.7976931348623157e+308 0.30000000000000004 0.3333333333333333 100.0 1e+100
inf, nan = float('inf'), float('nan')
print(inf, -inf, nan, inf - inf, inf == inf, nan != nan, 1e308 * 10, float('-Infinity'), float('  1.5e3 '), float('1_0.5'))
# expect: inf -inf nan nan True True inf -inf 1500.0 10.5
print(7.0 // 2, -7.0 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 2.0 ** 10, 2 ** -2, 10 // 3.0, 1e300 * 1e10 == inf, -0.0 == 0.0)
# expect: 3.0 -4.0 1.5 0.5 -0.5 (-4.0, 0.5) 1024.0 0.25 3.0 True True
print(round(0.5), round(1.5), round(2.675, 2), round(1e300), round(-1.5), round(1.25, 1), round(12345.678, -2), round(5, 3), type(round(2.0)), type(round(2.0, 0)))
# expect: 0 2 2.67 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160 -2 1.2 12300.0 5 <class 'int'> <class 'float'>
print(f'{3.14159:.2f} {3.14159:10.3f}| {3.14159:<10.1f}| {1e10:e} {1e10:g} {1e-10:g} {0.5:%} {0.123:.1%} {1234567.891:,.2f} {1.5:+} {-1.5: } {2.0:g} {1e6:g} {1e5:g} {123456789.0:g} {1.0:#g}')
# expect: 3.14      3.142| 3.1       | 1.000000e+10 1e+10 1e-10 50.000000% 12.3% 1,234,567.89 +1.5 -1.5 2 1e+06 100000 1.23457e+08 1.00000
print('%f %.3e %g %g %5.1f|%-8.2f|%+.0f' % (1.5, 12345.678, 0.0001, 1e-5, 2.25, 3.14159, 2.5), '%s %r' % (0.1, 0.1), f'{nan:f} {inf:+.1f} {inf:5}|')
# expect: 1.500000 1.235e+04 0.0001 1e-05   2.2|3.14    |+2 0.1 0.1 nan +inf   inf|
print((0.5).as_integer_ratio(), (2.5).is_integer(), (2.0).is_integer(), (255.5).hex(), float.fromhex('0x1.8p1'), (3.7).__trunc__(), (-3.7).__floor__(), (3.2).__ceil__())
# expect: (1, 2) False True 0x1.ff00000000000p+7 3.0 3 -4 4
print(hash(0.5), hash(1.5), hash(inf), hash(-inf), hash(1e100), hash(-0.0), 1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, 1 < 1.5 < 2)
# expect: 1152921504606846976 1152921504606846977 314159 -314159 1822893315824342674 0 True True False True True
print(1.5 + 1, 1 + 1.5, 3 * 0.5, True + 0.5, 2 ** 0.5, (-8) ** 0.5, 1j * 1j, abs(3 + 4j), (1 + 2j) * 3, complex(1, -0.0), complex('1+2j'), (1 + 2j).conjugate(), 1e400)
# expect: 2.5 2.5 1.5 1.5 1.4142135623730951 (1.7319121124709868e-16+2.8284271247461903j) (-1+0j) 5.0 (3+6j) (1-0j) (1+2j) (1-2j) inf
for case in ('1.0 / 0', '1.0 // 0', '1.0 % 0', '0.0 ** -1', "float('x')", "float('')", 'float([])', '2.0 ** 10000', 'round(inf)', 'round(nan)', '1.5 & 1', '1j // 1', '1j < 2j', 'float("1__0")', 'int(1e400)'):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: ZeroDivisionError: float division by zero
    # expect: ZeroDivisionError: float floor division by zero
    # expect: ZeroDivisionError: float modulo
    # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
    # expect: ValueError: could not convert string to float: 'x'
    # expect: ValueError: could not convert string to float: ''
    # expect: TypeError: float() argument must be a string or a real number, not 'list'
    # expect: OverflowError: (34, 'Numerical result out of range')
    # expect: OverflowError: cannot convert float infinity to integer
    # expect: ValueError: cannot convert float NaN to integer
    # expect: TypeError: unsupported operand type(s) for &: 'float' and 'int'
    # expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
    # expect: TypeError: '<' not supported between instances of 'complex' and 'complex'
    # expect: ValueError: could not convert string to float: '1__0'
    # expect: OverflowError: cannot convert float infinity to integer
