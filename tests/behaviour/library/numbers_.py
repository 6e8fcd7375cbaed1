# cmath, fractions, numbers, statistics, bisect.
import bisect, cmath, fractions, math, numbers, statistics
from fractions import Fraction

for z in (1 + 2j, -1.5 + 0j, 0j, complex(-0.0, -0.0), 1e300 + 1e300j, 1e-310j, complex('inf'), complex('nan+infj'), 720 + 1j):
    for f in (cmath.sqrt, cmath.exp, cmath.log, cmath.acos, cmath.acosh, cmath.asinh, cmath.atanh, cmath.cosh, cmath.tanh, cmath.sin,
              cmath.polar, cmath.atan):
        try:
            result = f(z)
            parts = result if isinstance(result, tuple) else (result.real, result.imag)
            print(f.__name__, z, *[f'{part:.12g}' for part in parts])
            # expect: sqrt (1+2j) 1.27201964951 0.786151377757
            # expect: exp (1+2j) -1.13120438376 2.471726672
            # expect: log (1+2j) 0.804718956217 1.10714871779
            # expect: acos (1+2j) 1.1437177404 -1.52857091948
            # expect: acosh (1+2j) 1.52857091948 1.1437177404
            # expect: asinh (1+2j) 1.46935174437 1.06344002358
            # expect: atanh (1+2j) 0.17328679514 1.1780972451
            # expect: cosh (1+2j) -0.642148124716 1.06860742138
            # expect: tanh (1+2j) 1.16673625724 -0.243458201186
            # expect: sin (1+2j) 3.16577851322 1.95960104142
            # expect: polar (1+2j) 2.2360679775 1.10714871779
            # expect: atan (1+2j) 1.33897252229 0.402359478109
            # expect: sqrt (-1.5+0j) 0 1.22474487139
            # expect: exp (-1.5+0j) 0.223130160148 0
            # expect: log (-1.5+0j) 0.405465108108 3.14159265359
            # expect: acos (-1.5+0j) 3.14159265359 -0.962423650119
            # expect: acosh (-1.5+0j) 0.962423650119 3.14159265359
            # expect: asinh (-1.5+0j) -1.19476321729 0
            # expect: atanh (-1.5+0j) -0.804718956217 1.57079632679
            # expect: cosh (-1.5+0j) 2.35240961524 -0
            # expect: tanh (-1.5+0j) -0.905148253645 0
            # expect: sin (-1.5+0j) -0.997494986604 0
            # expect: polar (-1.5+0j) 1.5 3.14159265359
            # expect: atan (-1.5+0j) -0.982793723247 0
            # expect: sqrt 0j 0 0
            # expect: exp 0j 1 0
        except (ValueError, OverflowError) as error:
            print(f.__name__, z, type(error).__name__, error)  # expect: log 0j ValueError math domain error
# expect: acos 0j 1.57079632679 -0
# expect: acosh 0j 0 1.57079632679
# expect: asinh 0j 0 0
# expect: atanh 0j 0 0
# expect: cosh 0j 1 0
# expect: tanh 0j 0 0
# expect: sin 0j 0 0
# expect: polar 0j 0 0
# expect: atan 0j 0 0
# expect: sqrt (-0-0j) 0 -0
# expect: exp (-0-0j) 1 -0
# expect: log (-0-0j) ValueError math domain error
# expect: acos (-0-0j) 1.57079632679 0
# expect: acosh (-0-0j) 0 -1.57079632679
# expect: asinh (-0-0j) -0 -0
# expect: atanh (-0-0j) -0 -0
# expect: cosh (-0-0j) 1 0
# expect: tanh (-0-0j) -0 -0
# expect: sin (-0-0j) -0 -0
# expect: polar (-0-0j) 0 -3.14159265359
# expect: atan (-0-0j) -0 -0
# expect: sqrt (1e+300+1e+300j) 1.09868411347e+150 4.55089860562e+149
# expect: exp (1e+300+1e+300j) OverflowError math range error
# expect: log (1e+300+1e+300j) 691.122101488 0.785398163397
# expect: acos (1e+300+1e+300j) 0.785398163397 -691.815248669
# expect: acosh (1e+300+1e+300j) 691.815248669 0.785398163397
# expect: asinh (1e+300+1e+300j) 691.815248669 0.785398163397
# expect: atanh (1e+300+1e+300j) 5e-301 1.57079632679
# expect: cosh (1e+300+1e+300j) OverflowError math range error
# expect: tanh (1e+300+1e+300j) 1 0
# expect: sin (1e+300+1e+300j) OverflowError math range error
# expect: polar (1e+300+1e+300j) 1.41421356237e+300 0.785398163397
# expect: atan (1e+300+1e+300j) 1.57079632679 5e-301
# expect: sqrt 1e-310j 7.07106781187e-156 7.07106781187e-156
# expect: exp 1e-310j 1 1e-310
# expect: log 1e-310j -713.801378828 1.57079632679
# expect: acos 1e-310j 1.57079632679 -1e-310
# expect: acosh 1e-310j 1e-310 1.57079632679
# expect: asinh 1e-310j 0 1e-310
# expect: atanh 1e-310j 0 1e-310
# expect: cosh 1e-310j 1 0
# expect: tanh 1e-310j 0 1e-310
# expect: sin 1e-310j 0 1e-310
# expect: polar 1e-310j 1e-310 1.57079632679
# expect: atan 1e-310j 0 1e-310
# expect: sqrt (inf+0j) inf 0
# expect: exp (inf+0j) inf 0
# expect: log (inf+0j) inf 0
# expect: acos (inf+0j) 0 -inf
# expect: acosh (inf+0j) inf 0
# expect: asinh (inf+0j) inf 0
# expect: atanh (inf+0j) 0 1.57079632679
# expect: cosh (inf+0j) inf 0
# expect: tanh (inf+0j) 1 0
# expect: sin (inf+0j) ValueError math domain error
# expect: polar (inf+0j) inf 0
# expect: atan (inf+0j) 1.57079632679 0
# expect: sqrt (nan+infj) inf inf
# expect: exp (nan+infj) nan nan
# expect: log (nan+infj) inf nan
# expect: acos (nan+infj) nan -inf
# expect: acosh (nan+infj) inf nan
# expect: asinh (nan+infj) inf nan
# expect: atanh (nan+infj) 0 1.57079632679
# expect: cosh (nan+infj) nan nan
# expect: tanh (nan+infj) nan nan
# expect: sin (nan+infj) nan -inf
# expect: polar (nan+infj) inf nan
# expect: atan (nan+infj) nan 0
# expect: sqrt (720+1j) 26.8328222001 0.0186338953194
# expect: exp (720+1j) OverflowError math range error
# expect: log (720+1j) 6.57925217652 0.00138888799583
# expect: acos (720+1j) 0.00138888933542 -7.27239887482
# expect: acosh (720+1j) 7.27239887482 0.00138888933542
# expect: asinh (720+1j) 7.27239983933 0.00138888665624
# expect: atanh (720+1j) 0.00138888710276 1.57079439778
# expect: cosh (720+1j) OverflowError math range error
# expect: tanh (720+1j) 1 0
# expect: sin (720+1j) -0.839546498725 -0.986039316096
# expect: polar (720+1j) 720.000694444 0.00138888799583
# expect: atan (720+1j) 1.56940744148 1.92900490354e-06
print(cmath.rect(2, 0), cmath.phase(-1j), cmath.isclose(1, 1 + 1e-10j), cmath.log(8, 2), cmath.infj, cmath.isnan(cmath.nanj))
# expect: (2+0j) -1.5707963267948966 True (3+0j) infj True

third = Fraction(1, 3)
print(third + 1, third * Fraction('0.75'), third ** -2, third // Fraction(1, 7), divmod(Fraction(7, 2), third), -third % 2, third + 0.5)
# expect: 4/3 1/4 9 2 (10, Fraction(1, 6)) 5/3 0.8333333333333333
print(Fraction('-3/6'), Fraction(1.5), Fraction(' 1e-3 '), math.floor(-third), round(Fraction(5, 2)), round(third, 2), float(third))
# expect: -1/2 3/2 1/1000 -1 2 33/100 0.3333333333333333
print(Fraction(math.pi).limit_denominator(1000), hash(Fraction(1, 2)) == hash(0.5), third == 1 / 3, third < 0.34, third.as_integer_ratio())
# expect: 355/113 True False True (1, 3)
for bad in (lambda: Fraction(1, 0), lambda: Fraction('x'), lambda: Fraction(1.5, 2), lambda: third / 0):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ZeroDivisionError Fraction(1, 0)
        # expect: ValueError Invalid literal for Fraction: 'x'
        # expect: TypeError both arguments should be Rational instances
        # expect: ZeroDivisionError Fraction(1, 0)
print(isinstance(1, numbers.Integral), isinstance(1.0, numbers.Rational), isinstance(third, numbers.Rational), issubclass(bool, numbers.Real))
# expect: True False True True

data = [1, 3, 3, 4.5, Fraction(7, 2)]
for name in ('mean', 'fmean', 'median', 'median_low', 'median_grouped', 'mode', 'multimode', 'pstdev', 'variance', 'quantiles',
             'harmonic_mean', 'geometric_mean'):
    print(name, getattr(statistics, name)(data))
    # expect: mean 3.0
    # expect: fmean 3.0
    # expect: median 3
    # expect: median_low 3
    # expect: median_grouped 3.25
    # expect: mode 3
    # expect: multimode [3]
    # expect: pstdev 1.140175425099138
    # expect: variance 1.625
    # expect: quantiles [2.0, Fraction(3, 1), 4.0]
    # expect: harmonic_mean 2.2992700729927007
    # expect: geometric_mean 2.6934233047113763
print(statistics.mean([0.1] * 10), statistics.variance([1, 2, 3, 4]), statistics.quantiles(range(20), n=5, method='inclusive'))
# expect: 0.1 1.6666666666666667 [3.8, 7.6, 11.4, 15.2]
print(statistics.correlation([1, 2, 3], [2, 4, 7]), statistics.linear_regression([1, 2, 3], [2, 4, 7]))
# expect: 0.9933992677987828 LinearRegression(slope=2.5, intercept=-0.666666666666667)
normal = statistics.NormalDist(5, 2)
print(normal.cdf(6), normal.inv_cdf(0.9), normal + 1, normal.overlap(statistics.NormalDist(6, 1)), normal.samples(2, seed=1))
# expect: 0.6914624612740131 7.563103131089202 NormalDist(mu=6.0, sigma=2.0) 0.6099343398789444 [7.576369506310925, 7.898891217399542]
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)  # expect: mean requires at least one data point

line = [1, 2, 2, 3]
print(bisect.bisect(line, 2), bisect.bisect_left(line, 2), bisect.bisect_right(line, 2, 0, 2), bisect.bisect_left(line, -2, key=lambda x: -x))
# expect: 3 1 2 0
bisect.insort(line, 2.5)
print(line)  # expect: [1, 2, 2, 2.5, 3]
