"""Statistics of numeric data: means, medians, spread, correlation, the normal distribution.

Covers all of CPython's module. Sums are exact: each number is taken as a fraction, the numerators are added up by their
denominators, and what is wanted of the total is worked out of it at the end.
"""
import math
import operator
import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, namedtuple
from fractions import Fraction
from itertools import groupby, repeat
from math import erf, exp, fabs, fsum, hypot, log, sqrt, tau
from numbers import Real

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode', 'multimode',
           'pstdev', 'pvariance', 'quantiles', 'stdev', 'variance']

_SQRT2 = sqrt(2.0)


class StatisticsError(ValueError):
    pass


def _sum(data):
    """The kind of the numbers, their exact sum and how many they are."""
    kind, count, tops = int, 0, defaultdict(int)
    for cls, group in groupby(data, type):
        kind = _coerce(kind, cls)
        for numerator, denominator in map(_exact_ratio, group):
            tops[denominator] += numerator
            count += 1
    return kind, _total(tops), count


def _total(tops):
    # Of numerators by their denominators; an infinity or nan has None below it.
    if None in tops or not tops:
        return tops[None]
    common = math.lcm(*tops)
    return Fraction(sum(top * (common // bottom) for bottom, top in tops.items()), common)


def _isfinite(x):
    return x.is_finite() if hasattr(x, 'is_finite') else math.isfinite(x)


def _coerce(T, S):
    """The kind that numbers of two kinds give together."""
    assert T is not bool, 'initial type T is bool'
    if T is S or S is int or S is bool:
        return T
    if T is int:
        return S
    orders = (S, T), (T, S)
    for winner, base in orders:
        if issubclass(winner, base):
            return winner
    for winner, loser in orders:
        if issubclass(loser, int) or issubclass(winner, float) and issubclass(loser, Fraction):
            return winner
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _exact_ratio(x):
    try:
        return x.as_integer_ratio()
    except (ValueError, OverflowError):
        assert not _isfinite(x)
        return x, None
    except AttributeError:
        if not hasattr(x, 'numerator') or not hasattr(x, 'denominator'):
            raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")
        return x.numerator, x.denominator


def _convert(value, T):
    if type(value) is T:
        return value
    kind = float if issubclass(T, int) and value.denominator != 1 else T
    try:
        return kind(value)
    except TypeError:
        # Decimals are not made of fractions.
        if all(base.__name__ != 'Decimal' for base in kind.__mro__):
            raise
        return kind(value.numerator) / value.denominator


def _find_lteq(a, x):
    """The first place of x in sorted values"""
    at = bisect_left(a, x)
    if at < len(a) and a[at] == x:
        return at
    raise ValueError


def _find_rteq(a, l, x):
    """The last place of x in sorted values, which is not before l"""
    at = bisect_right(a, x, lo=l) - 1
    if 0 <= at < len(a) and a[at] == x:
        return at
    raise ValueError


def _fail_neg(values, errmsg='negative value'):
    for value in values:
        if value < 0:
            raise StatisticsError(errmsg)
        yield value


def _listed(data):
    return list(data) if iter(data) is data else data


def _at_least(count, data, what):
    # The data as something that has a length, if that is great enough.
    data = _listed(data)
    if len(data) < count:
        points = 'one data point' if count == 1 else 'two data points'
        raise StatisticsError(f'{what} requires at least {points}')
    return data


def mean(data):
    """The arithmetic mean: the sum by the number."""
    data = _at_least(1, data, 'mean')
    kind, total, count = _sum(data)
    return _convert(total / count, kind)


def fmean(data):
    """The arithmetic mean as a float, quickly."""
    if not hasattr(data, '__len__'):
        data = list(data)
    total, count = fsum(data), len(data)
    if not count:
        raise StatisticsError('fmean requires at least one data point')
    return total / count


def geometric_mean(data):
    """The float whose power is the product."""
    try:
        logarithm = fmean(map(log, data))
        return exp(logarithm)
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset containing positive numbers') from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals, which may be weighted."""
    data = _at_least(1, data, 'harmonic_mean')
    negative = 'harmonic mean does not support negative values'
    if weights is None:
        if len(data) == 1:
            only = data[0]
            if not isinstance(only, Real) and not hasattr(only, 'as_integer_ratio'):
                raise TypeError('unsupported type')
            return next(_fail_neg([only], negative))
        weights, weight = repeat(1), len(data)
    else:
        weights = _listed(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
        weight = _sum(_fail_neg(weights, negative))[1]
    try:
        kind, total, _ = _sum(share / x if share else 0 for share, x in zip(weights, _fail_neg(data, negative)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(weight / total, kind)


def _ordered(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data, len(data) // 2


def median(data):
    """The value in the middle, or halfway between the two there."""
    data, half = _ordered(data)
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    """The value in the middle, the smaller of two."""
    data, half = _ordered(data)
    return data[half if len(data) % 2 else half - 1]


def median_high(data):
    """The value in the middle, the greater of two."""
    data, half = _ordered(data)
    return data[half]


def median_grouped(data, interval=1):
    """The median of values that stand for intervals around them."""
    data, half = _ordered(data)
    middle = data[half]
    if len(data) == 1:
        return middle
    for value in middle, interval:
        if isinstance(value, (bytes, str)):
            raise TypeError('expected number but got %r' % value)
    try:
        low = middle - interval / 2
    except TypeError:
        low = float(middle) - float(interval) / 2
    before = _find_lteq(data, middle)
    equal = _find_rteq(data, before, middle) - before + 1
    return low + interval * (len(data) / 2 - before) / equal


def mode(data):
    """The value that is there most often, the first of several."""
    for value, _ in Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data')


def multimode(data):
    """All values that are there most often, in their order."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 values between n parts of equal probability."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    # Exclusive: there may be something beyond either end.
    beyond = int(method == 'exclusive')
    span = size - 1 + 2 * beyond
    cuts = []
    for place in range(span, n * span, span):
        left = min(max(place // n, beyond), size - 2 + beyond)
        part = place - left * n
        low, high = data[left - beyond:left - beyond + 2]
        cuts.append((low * (n - part) + high * part) / n)
    return cuts


def _ss(data, c=None):
    """The sum of square deviations from c, by default from the mean."""
    if c is not None:
        return _sum((away := x - c) * away for x in data)[:2]
    kind, total, count = _sum(data)
    mean = total / count
    # This is where an infinity or nan is refused.
    mean.as_integer_ratio()
    squares = defaultdict(int)
    for numerator, denominator in map(_exact_ratio, data):
        squares[denominator ** 2] += numerator ** 2
    return kind, _total(squares) - total * mean


def _spread(data, centre, what, lost):
    data = _at_least(lost + 1, data, what)
    kind, squares = _ss(data, centre)
    return _convert(squares / (len(data) - lost), kind)


def _root(variance):
    return variance.sqrt() if hasattr(variance, 'sqrt') else sqrt(variance)


def variance(data, xbar=None):
    """The variance of a sample, whose mean may be given."""
    return _spread(data, xbar, 'variance', 1)


def pvariance(data, mu=None):
    """The variance of a whole population, whose mean may be given."""
    return _spread(data, mu, 'pvariance', 0)


def stdev(data, xbar=None):
    """The square root of variance()."""
    return _root(variance(data, xbar))


def pstdev(data, mu=None):
    """The square root of pvariance()."""
    return _root(pvariance(data, mu))


def _deviations(what, x, y):
    # How far each value is from the mean of its own.
    if len(x) != len(y):
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    means = [fsum(values) / len(x) for values in (x, y)]
    return [[value - mean for value in values] for values, mean in zip((x, y), means)] + means


def _products(left, right):
    return fsum(map(operator.mul, left, right))


def _squares(deviations):
    return fsum(away ** 2.0 for away in deviations)


def covariance(x, y, /):
    """How x and y vary together, as samples."""
    dx, dy, *_ = _deviations('covariance', x, y)
    return _products(dx, dy) / (len(dx) - 1)


def correlation(x, y, /):
    """Pearson's coefficient: from -1 to 1."""
    dx, dy, *_ = _deviations('correlation', x, y)
    together = _products(dx, dy)
    try:
        return together / sqrt(_squares(dx) * _squares(dy))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


LinearRegression = namedtuple('LinearRegression', 'slope intercept')


def linear_regression(x, y, /):
    """The line y = slope * x + intercept that is nearest to the points."""
    dx, dy, xbar, ybar = _deviations('linear regression', x, y)
    try:
        slope = _products(dx, dy) / _squares(dx)
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope, ybar - slope * xbar)


def _ratio(numerators, denominators, x, factor=1.0):
    num = den = 0.0
    for n, d in zip(numerators, denominators):
        num = num * x + n
        den = den * x + d
    return num * factor / den


# Wichura's algorithm AS241: three rational functions, the last two for r = sqrt(-log(tail)).
_CENTRE = ((2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
            4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
            1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
           (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
            2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
            4.23133_30701_60091_1252e+1, 1.0))
_MIDDLE = ((7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
            1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
            4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
           (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
            1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
            2.05319_16266_37758_82187e+0, 1.0))
_TAIL = ((2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
          2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
          5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
         (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
          7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
          5.99832_20655_58879_37690e-1, 1.0))


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        return mu + _ratio(*_CENTRE, 0.180625 - q * q, q) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    x = _ratio(*_MIDDLE, r - 1.6) if r <= 5.0 else _ratio(*_TAIL, r - 5.0)
    return mu + (-x if q < 0.0 else x) * sigma


def _both(operate, doc):
    # With another distribution, or with a constant, which moves this one.
    def method(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(operate(x1._mu, x2._mu), hypot(x1._sigma, x2._sigma))
        return NormalDist(operate(x1._mu, x2), x1._sigma)
    method.__name__, method.__doc__ = f'__{operate.__name__}__', doc
    return method


def _scaled(operate, doc):
    def method(x1, x2):
        return NormalDist(operate(x1._mu, x2), operate(x1._sigma, fabs(x2)))
    method.__name__, method.__doc__ = f'__{operate.__name__}__', doc
    return method


class NormalDist:
    """A normal distribution: mean and standard deviation"""
    __slots__ = {'_mu': 'the mean', '_sigma': 'the standard deviation'}

    def __init__(self, mu=0.0, sigma=1.0):
        """mu is the mean, sigma the standard deviation."""
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that samples seem to be of."""
        samples = data if isinstance(data, (tuple, list)) else list(data)
        centre = fmean(samples)
        return cls(centre, stdev(samples, centre))

    def samples(self, n, *, seed=None):
        """n numbers that are distributed so."""
        source = random if seed is None else random.Random(seed)
        return [source.gauss(self._mu, self._sigma) for _ in range(n)]

    def _need_width(self, method):
        if not self._sigma:
            raise StatisticsError(f'{method}() not defined when sigma is zero')
        return self._sigma

    def pdf(self, x):
        """The density at x: P(x <= X < x+dx) / dx"""
        variance = self._need_width('pdf') ** 2.0
        return exp((x - self._mu) ** 2.0 / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        """How probable it is to be no greater: P(X <= x)"""
        width = self._need_width('cdf') * _SQRT2
        return (1.0 + erf((x - self._mu) / width)) * 0.5

    def inv_cdf(self, p):
        """The x with P(X <= x) = p"""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _normal_dist_inv_cdf(p, *self.__getstate__())

    def quantiles(self, n=4):
        """The n - 1 values between n parts of equal probability."""
        return [self.inv_cdf(part / n) for part in range(1, n)]

    def overlap(self, other):
        """The area below both densities, from 0 to 1."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        thin, wide = sorted((self, other), key=lambda one: (one._sigma, one._mu))
        v1, v2 = thin.variance, wide.variance
        if not v1 or not v2:
            raise StatisticsError('overlap() not defined when sigma is zero')
        between = fabs(wide._mu - thin._mu)
        excess = v2 - v1
        if not excess:
            return 1.0 - erf(between / (2.0 * thin._sigma * _SQRT2))
        # The two places where the curves cross.
        middle = thin._mu * v2 - wide._mu * v1
        apart = thin._sigma * wide._sigma * sqrt(between ** 2.0 + excess * log(v2 / v1))
        first, second = (fabs(wide.cdf(place) - thin.cdf(place))
                         for place in ((middle + apart) / excess, (middle - apart) / excess))
        return 1.0 - (first + second)

    def zscore(self, x):
        """How many standard deviations x is from the mean."""
        width = self._need_width('zscore')
        return (x - self._mu) / width

    mean = property(operator.attrgetter('_mu'), doc='The arithmetic mean.')
    median = property(operator.attrgetter('_mu'), doc='The median, which is the mean.')
    mode = property(operator.attrgetter('_mu'), doc='The mode, which is the mean.')
    stdev = property(operator.attrgetter('_sigma'), doc='The standard deviation.')
    variance = property(lambda self: self._sigma ** 2.0, doc='The square of the standard deviation.')

    __add__ = __radd__ = _both(operator.add, 'The sum with a constant or another distribution.')
    __sub__ = _both(operator.sub, 'The difference to a constant or another distribution.')
    __mul__ = __rmul__ = _scaled(operator.mul, 'Mean and deviation times a constant.')
    __truediv__ = _scaled(operator.truediv, 'Mean and deviation divided by a constant.')

    def __rsub__(x1, x2):
        """A constant less this."""
        return -(x1 - x2)

    def __pos__(self):
        """A copy."""
        return NormalDist(*self.__getstate__())

    def __neg__(self):
        """The same with the mean below zero instead of above, or the reverse."""
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        """Are mean and deviation the same?"""
        if isinstance(other, NormalDist):
            return self._mu == other._mu and self._sigma == other._sigma
        return NotImplemented

    def __hash__(self):
        """By mean and deviation."""
        return hash(self.__getstate__())

    def __repr__(self):
        return '{}(mu={!r}, sigma={!r})'.format(type(self).__name__, *self.__getstate__())

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
