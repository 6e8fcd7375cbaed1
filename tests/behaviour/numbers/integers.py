# Arithmetic across the borders of 63 bits, signs, shifts, bases.
big = 2 ** 62
print(big, -big, big + big, big * big, -big - big, big - 1 + 1, (2 ** 63) - 1, -(2 ** 63), 2 ** 64 - 2 ** 64)
# expect: 4611686018427387904 -4611686018427387904 9223372036854775808 21267647932558653966460912964485513216 -9223372036854775808 4611686018427387904 9223372036854775807 -9223372036854775808 0
print(10 ** 30 // 7, -10 ** 30 // 7, 10 ** 30 % 7, -10 ** 30 % 7, 10 ** 30 % -7, divmod(-10 ** 20, 3 * 10 ** 9))
# expect: 142857142857142857142857142857 -142857142857142857142857142858 1 6 -6 (-33333333334, 2000000000)
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 0 // 5)  # expect: 3 -4 -4 3 1 2 -2 -1 0
print(1 << 70, (1 << 70) >> 68, -1 >> 100, -5 >> 1, -(1 << 70) >> 69, 5 & -2, 5 | -8, 5 ^ -1, ~0, ~(1 << 70), (1 << 70) & ~1, -(1 << 65) | 1)
# expect: 1180591620717411303424 4 -1 -3 -2 4 -3 -6 -1 -1180591620717411303425 1180591620717411303424 -36893488147419103231
print(2 ** -1, 2 ** 0.5 > 1.41, (-8) ** (1 / 3) if False else '', pow(3, 200, 1000007), pow(3, -1, 7), 0 ** 0, (-2) ** 63)
# expect: 0.5 True  959082 5 1 -9223372036854775808
print(int('0x1F', 16), int('0b101', 0), int('1_000'), int(' 42 \n'), int('z', 36), int(-3.9), int(1e20), int('-0'), int(True))
# expect: 31 5 1000 42 35 -3 100000000000000000000 0 1
print(hex(-255), oct(8), bin(-5), hex(1 << 70), f'{1 << 70:,}', f'{255:#x} {255:08b} {-5:+d} {5:+} {1234567:_}', '%d %5d|%-5d|%05d' % (1, 2, 3, 4))
# expect: -0xff 0o10 -0b101 0x400000000000000000 1,180,591,620,717,411,303,424 0xff 11111111 -5 +5 1_234_567 1     2|3    |00004
print((5).bit_length(), (-(1 << 70)).bit_length(), (6).bit_count(), (10).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'little'), (-2).to_bytes(2, 'little', signed=True))
# expect: 3 71 2 b'\x00\n' 1 b'\xfe\xff'
print((1).numerator, (5).denominator, (5).conjugate(), (3).real, (3).imag, (7).as_integer_ratio(), abs(-10 ** 25), -(-5), +5)
# expect: 1 1 5 3 0 (7, 1) 10000000000000000000000000 5 5
print(True + True, True * 5, True == 1, False < True, isinstance(True, int), True & False, True | 0, ~True, str(True), -True)
# expect: 2 5 True True True False 1 -2 True -1
print(hash(2 ** 61 - 1), hash(2 ** 61), hash(-1), hash(-2), hash(10 ** 30), hash(1) == hash(1.0) == hash(True), hash(2 ** 100) == hash(2.0 ** 100))
# expect: 0 1 -2 -2 465258685558744706 True True
print(10 ** 18 * 10, 3037000500 ** 2, -9223372036854775808 - 1, 9223372036854775807 + 1, 4611686018427387904 - 1, 4611686018427387903 + 1)
# expect: 10000000000000000000 9223372037000250000 -9223372036854775809 9223372036854775808 4611686018427387903 4611686018427387904
f = 1
for n in range(1, 31): f *= n
print(f, f // 30, str(2 ** 200)[::-1][:20])
# expect: 265252859812191058636308480000000 8841761993739701954543616000000 67310353829728739920
for case in ('1 // 0', '1 % 0', '2 ** -1 // 0', '1 << -1', '1 >> -1', "int('1.5')", "int('')", "int('1__0')", 'int(float("nan"))', 'int(float("inf"))', '(300).to_bytes(1, "big")', 'pow(2, 3, 0)', 'pow(2, -1, 4)', '1 / 0', '10 ** 400 / 1', 'float(10 ** 400)'):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: ZeroDivisionError: integer division or modulo by zero
    # expect: ZeroDivisionError: integer division or modulo by zero
    # expect: ZeroDivisionError: float floor division by zero
    # expect: ValueError: negative shift count
    # expect: ValueError: negative shift count
    # expect: ValueError: invalid literal for int() with base 10: '1.5'
    # expect: ValueError: invalid literal for int() with base 10: ''
    # expect: ValueError: invalid literal for int() with base 10: '1__0'
    # expect: ValueError: cannot convert float NaN to integer
    # expect: OverflowError: cannot convert float infinity to integer
    # expect: OverflowError: int too big to convert
    # expect: ValueError: pow() 3rd argument cannot be 0
    # expect: ValueError: base is not invertible for the given modulus
    # expect: ZeroDivisionError: division by zero
    # expect: OverflowError: integer division result too large for a float
    # expect: OverflowError: int too large to convert to float
