# Functions of math.
import math


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (math.factorial(20), math.gcd(12,18), math.lcm(4,6), math.comb(5,2), math.perm(5,2), math.isqrt(17), math.perm(5)))
# expect: (2432902008176640000, 6, 12, 10, 20, 4, 120)
show(lambda: (math.factorial(-1)))  # expect: ValueError factorial() not defined for negative values
show(lambda: (math.factorial(2.0)))  # expect: TypeError 'float' object cannot be interpreted as an integer
show(lambda: (math.comb(-1,2)))  # expect: ValueError n must be a non-negative integer
show(lambda: (math.isqrt(-1)))  # expect: ValueError isqrt() argument must be nonnegative
show(lambda: (math.sqrt(-1)))  # expect: ValueError math domain error
show(lambda: (math.log(0)))  # expect: ValueError math domain error
show(lambda: (math.log(10,1)))  # expect: ZeroDivisionError float division by zero
show(lambda: (math.log(10**400), math.log2(2**2000), math.log10(10**500), math.log(8,2)))
# expect: (921.0340371976182, 2000.0, 500.0, 3.0)
show(lambda: (math.exp(1000)))  # expect: OverflowError math range error
show(lambda: (math.floor(2.5), math.ceil(2.1), math.trunc(-2.5), math.floor(10**30)))
# expect: (2, 3, -2, 1000000000000000000000000000000)
show(lambda: (math.floor('x')))  # expect: TypeError must be real number, not str
show(lambda: (math.trunc('x')))  # expect: TypeError type str doesn't define __trunc__ method
show(lambda: (math.hypot(3,4), math.dist([1,2],[4,6]), math.fsum([.1]*10), math.prod([1,2,3]), math.prod([],start=5)))
# expect: (5.0, 5.0, 1.0, 6, 5)
show(lambda: (math.frexp(8.5), math.ldexp(.5,3), math.modf(-2.5), math.modf(float('inf')), math.frexp(5e-324)))
# expect: ((0.53125, 4), 4.0, (-0.5, -2.0), (0.0, inf), (0.5, -1073))
show(lambda: (math.ldexp(1.0,10**10)))  # expect: OverflowError math range error
show(lambda: (math.gamma(.5), math.lgamma(10.5), math.erf(.5), math.erfc(.5), math.gamma(-1.5), math.lgamma(-1.5), math.gamma(171.5)))
# expect: (1.7724538509055159, 13.940625219403763, 0.5204998778130465, 0.4795001221869535, 2.3632718012073544, 0.8600470153764812, 9.483367566824801e+307)
show(lambda: (math.gamma(-1)))  # expect: ValueError math domain error
show(lambda: (math.gamma(0)))  # expect: ValueError math domain error
show(lambda: (math.isclose(1,1+1e-10), math.copysign(1,-0.0), math.nextafter(1,2), math.ulp(1.0), math.remainder(5,3), math.fmod(-5,3)))
# expect: (True, -1.0, 1.0000000000000002, 2.220446049250313e-16, -1.0, -2.0)
show(lambda: (math.fmod(1,0)))  # expect: ValueError math domain error
show(lambda: (math.pow(0,-1)))  # expect: ValueError math domain error
show(lambda: (math.pow(2,2000)))  # expect: OverflowError math range error
show(lambda: (math.pow(-8,1/3)))  # expect: ValueError math domain error
show(lambda: (math.pow(0.0, float('-inf'))))  # expect: ValueError math domain error
show(lambda: (math.sin('x')))  # expect: TypeError must be real number, not str
show(lambda: (math.inf,math.nan,math.pi,math.e,math.tau))
# expect: (inf, nan, 3.141592653589793, 2.718281828459045, 6.283185307179586)
show(lambda: (math.degrees(math.pi), math.radians(180), math.acosh(2), math.atan2(1,-1), math.log1p(-0.0), math.expm1(1e-10)))
# expect: (180.0, 3.141592653589793, 1.3169578969248166, 2.356194490192345, -0.0, 1.00000000005e-10)
show(lambda: (math.cos(float('inf'))))  # expect: ValueError math domain error
