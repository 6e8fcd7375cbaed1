# decimal: arithmetic, rounding, contexts, traps, texts.
import copy, decimal, pickle
from decimal import *
from fractions import Fraction

print(*[repr(Decimal(text)) for text in (
    '1', '-1.50e10', ' 12 ', '1_000.5', '+inf', 'nan123', '-0.00', '1e-8', '5.', '٣.١', (1, (1, 2, 3), -2), 0.1, 2 ** 70)])
    # expect: Decimal('1') Decimal('-1.50E+10') Decimal('12') Decimal('1000.5') Decimal('Infinity') Decimal('NaN123') Decimal('-0.00') Decimal('1E-8') Decimal('5') Decimal('3.1') Decimal('-1.23') Decimal('0.1000000000000000055511151231257827021181583404541015625') Decimal('1180591620717411303424')
a, b = Decimal('7.125'), Decimal('-2.5')
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 3, a ** b, -a, +a, abs(b), 1 / a, 2 ** Decimal('0.5'), pow(Decimal(3), 5, 7))
# expect: 4.625 9.625 -17.8125 -2.85 -2 2.125 (Decimal('-2'), Decimal('2.125')) 361.705078125 0.007379685065094295329650014134 -7.125 7.125 2.5 0.1403508771929824561403508772 1.414213562373095048801688724 5
print(Decimal('0.1') + Decimal('0.2'), Decimal(1) / 3, Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(50).log10())
# expect: 0.3 0.3333333333333333333333333333 1.414213562373095048801688724 2.718281828459045235360287471 2.302585092994045684017991455 1.698970004336018804786261105
print(a == 7.125, a < Fraction(29, 4), a > 7, hash(Decimal('0.5')) == hash(0.5), sorted([a, b, Decimal('NaN').copy_abs()][:2]), Decimal(1).compare(2))
# expect: True True True True [Decimal('-2.5'), Decimal('7.125')] -1
print(round(Decimal('2.5')), round(Decimal('2.675'), 2), int(b), float(a), a.as_tuple(), a.as_integer_ratio(), a.adjusted(), Decimal('1200').normalize())
# expect: 2 2.68 -2 7.125 DecimalTuple(sign=0, digits=(7, 1, 2, 5), exponent=-3) (57, 8) 0 1.2E+3
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(rounding, [str(Decimal(x).quantize(Decimal('0.1'), rounding)) for x in ('1.25', '-1.25', '1.01', '-1.09', '1.35')])
    # expect: ROUND_UP ['1.3', '-1.3', '1.1', '-1.1', '1.4']
    # expect: ROUND_DOWN ['1.2', '-1.2', '1.0', '-1.0', '1.3']
    # expect: ROUND_CEILING ['1.3', '-1.2', '1.1', '-1.0', '1.4']
    # expect: ROUND_FLOOR ['1.2', '-1.3', '1.0', '-1.1', '1.3']
    # expect: ROUND_HALF_UP ['1.3', '-1.3', '1.0', '-1.1', '1.4']
    # expect: ROUND_HALF_DOWN ['1.2', '-1.2', '1.0', '-1.1', '1.3']
    # expect: ROUND_HALF_EVEN ['1.2', '-1.2', '1.0', '-1.1', '1.4']
    # expect: ROUND_05UP ['1.2', '-1.2', '1.1', '-1.1', '1.3']
for spec in ('', '.2f', '.3e', 'g', '.1%', ',.2f', '>12', '012,.1f', '+', '*^9'):
    print(spec, [format(Decimal(x), spec) for x in ('1234567.891', '-0.000012345', '0', 'NaN', '1E+10')])
    # expect:  ['1234567.891', '-0.000012345', '0', 'NaN', '1E+10']
    # expect: .2f ['1234567.89', '-0.00', '0.00', 'NaN', '10000000000.00']
    # expect: .3e ['1.235e+6', '-1.234e-5', '0.000e+3', 'NaN', '1.000e+10']
    # expect: g ['1234567.891', '-0.000012345', '0', 'NaN', '1e+10']
    # expect: .1% ['123456789.1%', '-0.0%', '0.0%', 'NaN%', '1000000000000.0%']
    # expect: ,.2f ['1,234,567.89', '-0.00', '0.00', 'NaN', '10,000,000,000.00']
    # expect: >12 [' 1234567.891', '-0.000012345', '           0', '         NaN', '       1E+10']
    # expect: 012,.1f ['01,234,567.9', '-0,000,000.0', '00,000,000.0', '         NaN', '10,000,000,000.0']
    # expect: + ['+1234567.891', '-0.000012345', '+0', '+NaN', '+1E+10']
    # expect: *^9 ['1234567.891', '-0.000012345', '****0****', '***NaN***', '**1E+10**']
for bad in (lambda: a / 0, lambda: Decimal(0) / 0, lambda: Decimal('x'), lambda: Decimal(-1).sqrt(), lambda: Decimal('1e999999') * 10,
            lambda: Decimal(1).quantize(Decimal('1e-40')), lambda: Decimal('sNaN') + 1, lambda: a + 1.5, lambda: Context(prec=0)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).replace('decimal.Decimal', 'Decimal'))
        # expect: DivisionByZero [<class 'decimal.DivisionByZero'>]
        # expect: InvalidOperation [<class 'decimal.DivisionUndefined'>]
        # expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
        # expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
        # expect: Overflow [<class 'decimal.Overflow'>]
        # expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
        # expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
        # expect: TypeError unsupported operand type(s) for +: 'Decimal' and 'float'
        # expect: ValueError valid range for prec is [1, MAX_PREC]
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / 3, context.flags[Inexact], Decimal('123456') + 0)  # expect: 0.33333 True 1.2346E+5
    context.traps[Inexact] = True
    try:
        Decimal(1) / 7
    except Inexact as error:
        print(error, isinstance(error, ArithmeticError))  # expect: [<class 'decimal.Inexact'>] True
print(getcontext().prec, Context(prec=3).divide(2, 3), ExtendedContext.divide(1, 0), BasicContext)
# expect: 28 0.667 Infinity Context(prec=9, rounding=ROUND_HALF_UP, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[Clamped, InvalidOperation, DivisionByZero, Overflow, Underflow])
tiny = Context(prec=3, Emin=-5, Emax=5, traps=[])
print(tiny.create_decimal('1234567'), tiny.create_decimal('1.234e-6'), tiny.multiply(Decimal('1e-5'), Decimal('1e-4')), tiny)
# expect: Infinity 0.0000012 0E-7 Context(prec=3, rounding=ROUND_HALF_EVEN, Emin=-5, Emax=5, capitals=1, clamp=0, flags=[Clamped, Inexact, Overflow, Rounded, Subnormal, Underflow], traps=[])
print(a.next_plus(), a.shift(2), Decimal('1101').logical_xor(Decimal('11')), a.fma(2, 3), a.remainder_near(2), a.number_class(), a.to_eng_string())
# expect: 7.125000000000000000000000001 712.500 1110 17.250 -0.875 +Normal 7.125
print(pickle.loads(pickle.dumps(a)), copy.deepcopy(a) is a, sum([Decimal('0.1')] * 10), max(a, b))
# expect: 7.125 True 1.0 7.125
for call in lambda c: c.is_nan(), lambda c: c.compare_total(1), lambda c: c.is_nan(1, 2):
    try:
        call(decimal.Context())
    except TypeError:
        print('TypeError')
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
