"""Random numbers by the Mersenne Twister, the same for a seed as CPython's."""
from bisect import bisect as _bisect
from itertools import accumulate as _accumulate, repeat as _repeat
from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, floor as _floor,
                  isfinite as _isfinite, log as _log, pi as _pi, sin as _sin, sqrt as _sqrt)
from operator import index as _index
from _random import Random as _Twister, _sha512, _urandom

__all__ = ['Random', 'SystemRandom', 'betavariate', 'choice', 'choices', 'expovariate', 'gammavariate', 'gauss',
           'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint',
           'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform',
           'vonmisesvariate', 'weibullvariate']

NV_MAGICCONST = _exp(-0.5) * 4 / _sqrt(2.0)
LOG4, SG_MAGICCONST = _log(4.0), _log(4.5) + 1.0
TWOPI = _pi * 2.0
BPF = 53
RECIP_BPF = 2 ** -BPF
_ONE = 1
_SEEDS = type(None), int, float, str, bytes, bytearray


def _warn(text, category=UserWarning, level=2):
    import warnings
    warnings.warn(text, category, level + 1)


def _old_hash(text):
    # What hash() of a text was when hashes were the same in every run.
    if isinstance(text, bytes):
        text = text.decode('latin-1')
    x = ord(text[0]) << 7 if text else 0
    for letter in text:
        x = (x * 1000003 ^ ord(letter)) & 2 ** 64 - 1
    x ^= len(text)
    return -2 if x == -1 else x


class Random(_Twister):
    """Random number generator base class used by bound module functions."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        super().__init_subclass__(**kwargs)
        # Numbers below n come from bits, unless a subclass gives only random().
        for base in map(vars, cls.__mro__):
            if '_randbelow' in base:
                return
            for source, below in (('getrandbits', cls._randbelow_with_getrandbits),
                                  ('random', cls._randbelow_without_getrandbits)):
                if source in base:
                    cls._randbelow = below
                    return

    def seed(self, a=None, version=2):
        """Begin anew from None (the system's entropy or the time), an int, float, str, bytes or bytearray."""
        if not isinstance(a, _SEEDS):
            _warn('Seeding based on hashing is deprecated\n'
                  'since Python 3.9 and will be removed in a subsequent version. The only \n'
                  'supported seed types are: None, int, float, str, bytes, and bytearray.', DeprecationWarning)
        elif version == 2 and isinstance(a, (bytearray, bytes, str)):
            data = a.encode() if isinstance(a, str) else bytes(a)
            a = int.from_bytes(data + _sha512(data), 'big')
        elif version == 1 and isinstance(a, (bytes, str)):
            a = _old_hash(a)
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """All that decides about the numbers to come, for setstate()."""
        return (self.VERSION, super().getstate(), self.gauss_next)

    def setstate(self, state):
        """Go on from where getstate() was called."""
        version = state[0]
        if version not in (2, 3):
            raise ValueError(f'state with version {version} passed to Random.setstate() of version {self.VERSION}')
        _, words, self.gauss_next = state
        if version == 2:
            # Those may be negative.
            try:
                words = tuple([word % 2 ** 32 for word in words])
            except ValueError as error:
                raise TypeError from error
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return type(self), (), self.getstate()

    def _randbelow_with_getrandbits(self, n):
        if n == 0:
            return 0
        bits = n.bit_length()
        while (found := self.getrandbits(bits)) >= n:
            pass
        return found

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        draw = self.random
        if n >= maxsize:
            _warn('Underlying random() generator does not supply \n'
                  'enough bits to choose from a population range this large.\n'
                  'To remove the range limitation, add a getrandbits() method.', level=1)
            return _floor(draw() * n)
        if not n:
            return 0
        # Above the last multiple of n the first numbers would be likelier than the others.
        limit = (maxsize - maxsize % n) / maxsize
        while (found := draw()) >= limit:
            pass
        return _floor(found * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        """n random bytes."""
        bits = self.getrandbits(n * 8)
        return bits.to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=_ONE):
        """One of the ints of range(start, stop, step)."""
        first = self._whole(start, 'arg 1')
        if stop is None:
            if step is not _ONE:
                raise TypeError('Missing a non-None stop argument')
            if first > 0:
                return self._randbelow(first)
            raise ValueError('empty range for randrange()')
        last = self._whole(stop, 'stop')
        width = last - first
        stride = self._whole(step, 'step')
        if stride == 1:
            if width > 0:
                return first + self._randbelow(width)
            raise ValueError(f'empty range for randrange() ({first}, {last}, {width})')
        if stride > 0:
            count = (width + stride - 1) // stride
        elif stride < 0:
            count = (width + stride + 1) // stride
        else:
            raise ValueError('zero step for randrange()')
        if count <= 0:
            raise ValueError('empty range for randrange()')
        return first + stride * self._randbelow(count)

    @staticmethod
    def _whole(value, what):
        try:
            return _index(value)
        except TypeError:
            whole = int(value)
            if whole != value:
                _warn('randrange() will raise TypeError in the future', DeprecationWarning, 3)
                raise ValueError(f'non-integer {what} for randrange()') from None
            _warn('non-integer arguments to randrange() have been deprecated '
                  'since Python 3.10 and will be removed in a subsequent version', DeprecationWarning, 3)
            return whole

    def randint(self, a, b):
        """One of the ints from a up to b, which is one of them."""
        return self.randrange(a, b + 1)

    def choice(self, seq):
        """One of the elements of a sequence that has some."""
        at = self._randbelow(len(seq))
        return seq[at]

    def shuffle(self, x, random=None):
        """Bring the elements of a list into another order."""
        below = self._randbelow
        if random is not None:
            _warn('The *random* parameter to shuffle() has been deprecated\n'
                  'since Python 3.9 and will be removed in a subsequent version.', DeprecationWarning)

            def below(n):
                return _floor(random() * n)
        for last in range(len(x) - 1, 0, -1):
            other = below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        """k elements of a sequence, each one once; as often as `counts` says."""
        from collections.abc import Sequence, Set
        if not isinstance(population, Sequence):
            if not isinstance(population, Set):
                raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
            _warn('Sampling from a set deprecated\n'
                  'since Python 3.9 and will be removed in a subsequent version.', DeprecationWarning)
            population = tuple(population)
        n = len(population)
        if counts is not None:
            return self._sample_counted(population, k, list(_accumulate(counts)))
        if k < 0 or k > n:
            raise ValueError('Sample larger than population or is negative')
        below, found = self._randbelow, [None] * k
        # A set of the places that are taken, or a pool that shrinks: whichever is smaller.
        size_of_set = 21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0)
        if n > size_of_set:
            taken = {}
            while len(taken) < k:
                taken.setdefault(below(n))
            return [population[at] for at in taken]
        pool = list(population)
        for place in range(k):
            at, last = below(n - place), n - place - 1
            found[place], pool[at] = pool[at], pool[last]
        return found

    def _sample_counted(self, population, k, sums):
        if len(sums) != len(population):
            raise ValueError('The number of counts does not match the population')
        total = sums.pop()
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[_bisect(sums, place)] for place in self.sample(range(total), k=k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k elements, each drawn anew; weights make some likelier than others."""
        draw, n = self.random, len(population)
        if weights is None and cum_weights is None:
            n += 0.0
            return [population[_floor(draw() * n)] for _ in _repeat(None, k)]
        if cum_weights is None:
            try:
                cum_weights = [*_accumulate(weights)]
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError(f'The number of choices must be a keyword argument: k={weights}') from None
                raise
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(total):
            raise ValueError('Total of weights must be finite')
        return [population[_bisect(cum_weights, draw() * total, 0, n - 1)] for _ in _repeat(None, k)]

    def uniform(self, a, b):
        """A float from a to b; whether b can come is a matter of rounding."""
        width = b - a
        return a + width * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A float from low to high, likeliest near the mode, which is in the middle if it is not given."""
        draw = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if draw > peak:
            # From the other end.
            draw, peak, low, high = 1.0 - draw, 1.0 - peak, high, low
        return low + (high - low) * _sqrt(draw * peak)

    def normalvariate(self, mu, sigma):
        """The normal distribution, by the ratio of two uniform numbers."""
        draw = self.random
        while True:
            left, below = draw(), 1.0 - draw()
            z = (left - 0.5) * NV_MAGICCONST / below
            if z * z / 4.0 <= -_log(below):
                return mu + z * sigma

    def gauss(self, mu, sigma):
        """The normal distribution, two numbers at a time: the second is kept for the next call."""
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(_log(1.0 - self.random()) * -2.0)
            z, self.gauss_next = _cos(angle) * radius, _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """What has a logarithm that is distributed normally."""
        logarithm = self.normalvariate(mu, sigma)
        return _exp(logarithm)

    def expovariate(self, lambd):
        """The exponential distribution, whose mean is 1 / lambd."""
        left = 1.0 - self.random()
        return -_log(left) / lambd

    def vonmisesvariate(self, mu, kappa):
        """Angles around mu, the nearer the greater kappa is; by Fisher's rejection."""
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * draw())
            d = z / (r + z)
            height = draw()
            if not (height >= 1.0 - d * d and height > (1.0 - d) * _exp(d)):
                break
        q = 1.0 / r
        away = _acos((q + z) / (1.0 + q * z))
        return (mu + away if draw() > 0.5 else mu - away) % TWOPI

    def gammavariate(self, alpha, beta):
        """The gamma distribution, whose mean is alpha * beta."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (self._gamma_above_one if alpha > 1.0 else self._gamma_below_one)(alpha) * beta

    def _gamma_above_one(self, alpha):
        # Cheng's rejection.
        draw, spread = self.random, _sqrt(2.0 * alpha - 1.0)
        b, c = alpha - LOG4, alpha + spread
        while True:
            u = draw()
            if u <= 1e-7 or u >= 0.9999999:
                continue
            z = u * u * (1.0 - draw())
            v = _log(u / (1.0 - u)) / spread
            x = alpha * _exp(v)
            r = b + c * v - x
            if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                return x

    def _gamma_below_one(self, alpha):
        # Ahrens' and Dieter's: a power below 1, a logarithm above.
        draw, b = self.random, (_e + alpha) / _e
        while True:
            p = b * draw()
            if p <= 1.0:
                x = p ** (1.0 / alpha)
                limit = _exp(-x)
            else:
                x = -_log((b - p) / alpha)
                limit = x ** (alpha - 1.0)
            if draw() <= limit:
                return x

    def betavariate(self, alpha, beta):
        """The beta distribution, from 0 to 1."""
        one = self.gammavariate(alpha, 1.0)
        return one / (one + self.gammavariate(beta, 1.0)) if one else 0.0

    def paretovariate(self, alpha):
        """The Pareto distribution of the shape alpha."""
        left = 1.0 - self.random()
        return left ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """The Weibull distribution: alpha is the scale, beta the shape."""
        left = 1.0 - self.random()
        return alpha * (-_log(left)) ** (1.0 / beta)


class SystemRandom(Random):
    """Random numbers from the operating system."""

    def random(self):
        return (int.from_bytes(_urandom(7), 'big') >> 3) * RECIP_BPF

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        size = (k + 7) // 8
        return int.from_bytes(_urandom(size), 'big') >> (size * 8 - k)

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        return None

    def _stateless(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')
    setstate = getstate = _stateless


_inst = Random()
for _name in __all__[2:]:
    globals()[_name] = getattr(_inst, _name)
