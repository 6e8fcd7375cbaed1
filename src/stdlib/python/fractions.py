"""Fractions: exact rational numbers. Covers all of CPython's module.

The arithmetic is functions of four ints, two numerators with their denominators; _operator() makes the methods of them
that know which types a fraction meets. _made() is for what is in lowest terms already.
"""
import math
import numbers
import operator
import sys

__all__ = ['Fraction']

_MODULUS, _HASH_OF_INFINITY = sys.hash_info.modulus, sys.hash_info.inf

_format = None


def _parse(text):
    """Numerator and denominator of a text."""
    global _format
    if _format is None:
        import re
        _format = re.compile(r"""
            \s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*)
            (?:(?:/(?P<denom>\d+))?|(?:\.(?P<decimal>\d*))?(?:E(?P<exp>[-+]?\d+))?)\s*\Z
        """, re.VERBOSE | re.IGNORECASE)
    found = _format.match(text)
    if found is None:
        raise ValueError('Invalid literal for Fraction: %r' % text)
    sign, whole, denominator, decimals, exponent = found.groups(default='')
    if denominator:
        return int(sign + whole), int(denominator)
    # The digits without their point, and how far the point is to be moved.
    digits = int(sign + whole + decimals)
    shift = int(exponent or 0) - len(decimals)
    return (digits * 10 ** shift, 1) if shift >= 0 else (digits, 10 ** -shift)


def _is_decimal(number):
    # Without importing decimal: an instance of it can be there only if that was imported.
    decimal = sys.modules.get('decimal')
    return decimal is not None and isinstance(number, decimal.Decimal)


def _made(numerator, denominator):
    self = object.__new__(Fraction)
    self._numerator, self._denominator = numerator, denominator
    return self


def _add(na, da, nb, db):
    """a + b"""
    # Only what the denominators have in common can cancel.
    common = math.gcd(da, db)
    da, db = da // common, db // common
    top = na * db + nb * da
    cancelled = math.gcd(top, common)
    return _made(top // cancelled, common // cancelled * da * db)


def _sub(na, da, nb, db):
    """a - b"""
    return _add(na, da, -nb, db)


def _mul(na, da, nb, db):
    """a * b"""
    first, second = math.gcd(na, db), math.gcd(nb, da)
    return _made(na // first * (nb // second), da // second * (db // first))


def _div(na, da, nb, db):
    """a / b"""
    if nb == 0:
        raise ZeroDivisionError(f'Fraction({(na > 0) - (na < 0)}, 0)')
    return _mul(na, da, db, nb) if nb > 0 else _mul(na, da, -db, -nb)


def _floordiv(na, da, nb, db):
    """a // b"""
    return na * db // (da * nb)


def _divmod(na, da, nb, db):
    """(a // b, a % b)"""
    quotient, rest = divmod(na * db, da * nb)
    return quotient, Fraction(rest, da * db)


def _mod(na, da, nb, db):
    """a % b"""
    return Fraction(na * db % (da * nb), da * db)


def _operator(exact, inexact):
    # The methods for a OP b with a fraction on the left, and on the right.
    def forward(a, b):
        if isinstance(b, (Fraction, int)):
            return exact(a._numerator, a._denominator, b.numerator, b.denominator)
        for kind in float, complex:
            if isinstance(b, kind):
                return inexact(kind(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(a.numerator, a.denominator, b._numerator, b._denominator)
        for kind, convert in (numbers.Real, float), (numbers.Complex, complex):
            if isinstance(a, kind):
                return inexact(convert(a), convert(b))
        return NotImplemented

    forward.__doc__ = reverse.__doc__ = exact.__doc__
    forward.__name__, reverse.__name__ = f'__{inexact.__name__}__', f'__r{inexact.__name__}__'
    return forward, reverse


def _comparison(compare, doc):
    def method(a, b):
        if isinstance(b, numbers.Rational):
            return compare(a._numerator * b.denominator, b.numerator * a._denominator)
        if isinstance(b, float):
            return compare(a, a.from_float(b)) if math.isfinite(b) else compare(0.0, b)
        return NotImplemented

    method.__name__, method.__doc__ = f'__{compare.__name__}__', doc
    return method


class Fraction(numbers.Rational):
    """This class implements rational numbers."""
    __slots__ = '_numerator', '_denominator'

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        top, bottom = numerator, denominator
        if bottom is not None:
            if type(top) is not int or type(bottom) is not int:
                if not isinstance(top, numbers.Rational) or not isinstance(bottom, numbers.Rational):
                    raise TypeError('both arguments should be Rational instances')
                top, bottom = top.numerator * bottom.denominator, bottom.numerator * top.denominator
        elif isinstance(top, str):
            top, bottom = _parse(top)
        else:
            # These give their lowest terms themselves.
            _normalize = False
            if type(top) is int:
                bottom = 1
            elif isinstance(top, numbers.Rational):
                top, bottom = top.numerator, top.denominator
            elif isinstance(top, float) or _is_decimal(top):
                top, bottom = top.as_integer_ratio()
            else:
                raise TypeError('argument should be a string or a Rational instance')
        if bottom == 0:
            raise ZeroDivisionError(f'Fraction({top}, 0)')
        if _normalize:
            common = math.gcd(top, bottom) if bottom > 0 else -math.gcd(top, bottom)
            top, bottom = top // common, bottom // common
        self = super().__new__(cls)
        self._numerator, self._denominator = top, bottom
        return self

    @classmethod
    def from_float(cls, f):
        """Converts a finite float to a rational number, exactly."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        return cls._exactly(f, isinstance(f, float), 'from_float() only takes floats')

    @classmethod
    def from_decimal(cls, dec):
        """Converts a finite Decimal instance to a rational number, exactly."""
        if isinstance(dec, numbers.Integral):
            return cls(int(dec))
        return cls._exactly(dec, _is_decimal(dec), 'from_decimal() only takes Decimals')

    @classmethod
    def _exactly(cls, value, fits, complaint):
        if not fits:
            raise TypeError(f'{cls.__name__}.{complaint}, not {value!r} ({type(value).__name__})')
        numerator, denominator = value.as_integer_ratio()
        return cls(numerator, denominator)

    def as_integer_ratio(self):
        """Return the integer ratio as a tuple."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """Closest Fraction to self with denominator at most max_denominator."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        top, bottom = self.as_integer_ratio()
        if bottom <= max_denominator:
            return Fraction(self)
        # The last two convergents of the continued fraction whose denominators are small enough.
        (p0, q0), (p1, q1) = (0, 1), (1, 0)
        quotient, rest = divmod(top, bottom)
        while q0 + quotient * q1 <= max_denominator:
            (p0, q0), (p1, q1) = (p1, q1), (p0 + quotient * p1, q0 + quotient * q1)
            top, bottom = bottom, rest
            quotient, rest = divmod(top, bottom)
        steps = (max_denominator - q0) // q1
        candidates = Fraction(p1, q1), Fraction(p0 + steps * p1, q0 + steps * q1)
        return min(candidates, key=lambda candidate: abs(candidate - self))

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return f'{self.__class__.__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    __add__, __radd__ = _operator(_add, operator.add)
    __sub__, __rsub__ = _operator(_sub, operator.sub)
    __mul__, __rmul__ = _operator(_mul, operator.mul)
    __truediv__, __rtruediv__ = _operator(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operator(_floordiv, operator.floordiv)
    __divmod__, __rdivmod__ = _operator(_divmod, divmod)
    __mod__, __rmod__ = _operator(_mod, operator.mod)

    def __pow__(a, b):
        """a ** b: a Fraction if b is integral, else a float or complex."""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power, top, bottom = b.numerator, a._numerator, a._denominator
        if power < 0:
            if top == 0:
                raise ZeroDivisionError(f'Fraction({bottom ** -power}, 0)')
            power, top, bottom = -power, bottom if top > 0 else -bottom, abs(top)
        return _made(top ** power, bottom ** power)

    def __rpow__(b, a):
        """a ** b"""
        top, whole = b._numerator, b._denominator == 1
        if isinstance(a, numbers.Rational) and not (whole and top >= 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (top if whole else float(b))

    def __pos__(a):
        """+a: Coerces a subclass instance to Fraction"""
        return _made(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return _made(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return _made(abs(a._numerator), a._denominator)

    def __trunc__(a):
        """trunc(a)"""
        return a.__floor__() if a._numerator >= 0 else a.__ceil__()

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits), half to even"""
        if ndigits is not None:
            shift = 10 ** abs(ndigits)
            return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)
        whole, rest = divmod(self._numerator, self._denominator)
        # Exactly between two ints only the odd one goes up.
        return whole + ((rest * 2, whole % 2) > (self._denominator, 0))

    def __hash__(self):
        """hash(self), as that of an equal int, float or Decimal"""
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
            size = hash(abs(self._numerator)) * inverse % _MODULUS
        except ValueError:
            size = _HASH_OF_INFINITY
        return hash(size if self._numerator >= 0 else -size)

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._denominator == 1 and a._numerator == b
        if isinstance(b, numbers.Rational):
            return (a._numerator, a._denominator) == (b.numerator, b.denominator)
        if isinstance(b, numbers.Complex) and not b.imag:
            b = b.real
        if isinstance(b, float):
            return math.isfinite(b) and a == a.from_float(b)
        return NotImplemented

    __lt__ = _comparison(operator.lt, 'a < b')
    __gt__ = _comparison(operator.gt, 'a > b')
    __le__ = _comparison(operator.le, 'a <= b')
    __ge__ = _comparison(operator.ge, 'a >= b')

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        kind = type(self)
        return self if kind is Fraction else kind(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
