"""Methods of `Decimal` that ordinary programs seldom call, the functions with rounding of their own among them.

The class takes them over at the end.
"""
from math import isqrt
from _decimal_functions import count_digits, digits_of, exp as _exp_fixed, ln as _ln_fixed, ln10, strip_zeros
from _decimal_number import (Decimal, _FINITE, _INFINITE, _QUIET, _SIGNALING, _context, _converted, _make, _nan, _operand,
                             _order, _rescaled, _rounded_from)


def _half_even(context):
    """The context with the rounding that these functions have in any."""
    rounded = context.copy()
    rounded.rounding = 'ROUND_HALF_EVEN'
    rounded.flags = context.flags
    return rounded


class _Methods:
    def canonical(self):
        """Return the canonical encoding of the argument."""
        return self

    def radix(self):
        """Return Decimal(10)."""
        return Decimal(10)

    def is_canonical(self):
        return True

    def as_integer_ratio(self):
        """Decimal.as_integer_ratio() -> (int, int)"""
        if self._kind == _INFINITE:
            raise OverflowError('cannot convert Infinity to integer ratio')
        if self._kind:
            raise ValueError('cannot convert NaN to integer ratio')
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        from math import gcd
        d = 10 ** -self._exp
        g = gcd(n, d)
        return n // g, d // g

    def to_eng_string(self, context=None):
        """Convert to an engineering-type string."""
        return self.__str__(True, context)

    def is_normal(self, context=None):
        if self._kind or not self._int:
            return False
        return self.adjusted() >= _context(context).Emin

    def is_subnormal(self, context=None):
        if self._kind or not self._int:
            return False
        return self.adjusted() < _context(context).Emin

    def number_class(self, context=None):
        """Return a string describing the class of the operand."""
        if self._kind >= _QUIET:
            return 'NaN' if self._kind == _QUIET else 'sNaN'
        sign = '-' if self._sign else '+'
        if self._kind:
            return sign + 'Infinity'
        if not self._int:
            return sign + 'Zero'
        return sign + ('Subnormal' if self.is_subnormal(context) else 'Normal')

    def same_quantum(self, other, context=None):
        """Test whether self and other have the same exponent or whether both are NaN."""
        other = _operand(other)
        if self._kind or other._kind:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def compare_signal(self, other, context=None):
        """Identical to compare, except that all NaNs signal."""
        other = _operand(other)
        if self._kind >= _QUIET or other._kind >= _QUIET:
            from decimal import InvalidOperation
            nan = _nan(self, other, context)
            return _context(context)._signal(InvalidOperation, result=nan)
        return Decimal(_order(self, other))

    def compare_total(self, other, context=None):
        """Compare two operands using their abstract representation."""
        other = _operand(other)
        a, b = _total_key(self), _total_key(other)
        return Decimal((a > b) - (a < b))

    def compare_total_mag(self, other, context=None):
        """As compare_total, but without the signs."""
        return self.copy_abs().compare_total(_operand(other).copy_abs())

    def _choose(self, other, context, wanted, magnitude):
        context = _context(context)
        other = _operand(other)
        if self._kind >= _QUIET or other._kind >= _QUIET:
            if self._kind == _QUIET and other._kind < _QUIET:
                return other._fix(context)
            if other._kind == _QUIET and self._kind < _QUIET:
                return self._fix(context)
            return _nan(self, other, context)
        order = _order(self.copy_abs(), other.copy_abs()) if magnitude else 0
        order = order or _order(self, other)
        if order == 0:
            order = int(self.compare_total(other))
        return (self if order == wanted or order == 0 else other)._fix(context)

    def max(self, other, context=None):
        """Maximum of self and other."""
        return self._choose(other, context, 1, False)

    def min(self, other, context=None):
        """Minimum of self and other."""
        return self._choose(other, context, -1, False)

    def max_mag(self, other, context=None):
        """As max, but by absolute values."""
        return self._choose(other, context, 1, True)

    def min_mag(self, other, context=None):
        """As min, but by absolute values."""
        return self._choose(other, context, -1, True)

    def to_integral_exact(self, rounding=None, context=None):
        """Round to the nearest integer, signaling Inexact or Rounded."""
        context = _context(context)
        if self._kind:
            nan = _nan(self, self, context)
            return self if nan is None else nan
        if self._exp >= 0:
            return self
        if not self._int:
            return _make(self._sign, 0, 0)
        return _rounded_from(self, _rescaled(self, 0, rounding or context.rounding), context)

    def normalize(self, context=None):
        """Normalize the number by stripping the rightmost trailing zeros."""
        context = _context(context)
        if self._kind >= _QUIET:
            return _nan(self, self, context)
        value = self._fix(context)
        if value._kind:
            return value
        if not value._int:
            return _make(value._sign, 0, 0)
        coefficient, zeros = strip_zeros(value._int)
        most = context.Emax - context.prec + 1 if context.clamp else context.Emax
        fewer = max(0, value._exp + zeros - most)
        return _make(value._sign, coefficient * 10 ** fewer, value._exp + zeros - fewer)

    def __mod__(self, other, context=None):
        return self._dividing(other, context, 1)

    def __rmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__mod__(self, context)

    def __divmod__(self, other, context=None):
        return self._dividing(other, context, 2)

    def __rdivmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__divmod__(self, context)

    def remainder_near(self, other, context=None):
        """Return the remainder from dividing self by other, nearest to zero."""
        from decimal import DivisionImpossible, DivisionUndefined, InvalidOperation
        context = _context(context)
        other = _operand(other)
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
        if self._kind or not other:
            return context._signal(InvalidOperation if self else DivisionUndefined)
        if other._kind:
            return self._fix(context)
        exponent = min(self._exp, other._exp)
        if not self._int:
            return _make(self._sign, 0, exponent)._fix(context)
        distance = self.adjusted() - other.adjusted()
        if distance >= context.prec + 1:
            return context._signal(DivisionImpossible)
        if distance <= -2:
            return _rescaled(self, exponent, context.rounding)._fix(context)
        a, b = self._int * 10 ** (self._exp - exponent), other._int * 10 ** (other._exp - exponent)
        quotient, rest = divmod(a, b)
        if 2 * rest + (quotient & 1) > b:
            rest -= b
            quotient += 1
        if quotient >= 10 ** context.prec:
            return context._signal(DivisionImpossible)
        sign = self._sign
        if rest < 0:
            sign, rest = 1 - sign, -rest
        return _make(sign, rest, exponent)._fix(context)

    def fma(self, other, third, context=None):
        """Fused multiply-add: self * other + third with no rounding of the intermediate product."""
        other, third = _operand(other), _operand(third)
        if self._kind or other._kind:
            context = _context(context)
            if third._kind >= _QUIET and self._kind < _QUIET and other._kind < _QUIET:
                return _nan(third, third, context)
            product = self.__mul__(other, context)
        else:
            product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    def sqrt(self, context=None):
        """Return the square root of the argument to full precision."""
        from decimal import InvalidOperation
        context = _context(context)
        if self._kind:
            nan = _nan(self, self, context)
            if nan is not None:
                return nan
            if not self._sign:
                return self
        if not self:
            return _make(self._sign, 0, self._exp >> 1)._fix(context)
        if self._sign:
            return context._signal(InvalidOperation)
        work = context.prec + 1
        half = self._exp >> 1
        coefficient = self._int * 10 if self._exp & 1 else self._int
        size = count_digits(coefficient)
        shift = work - (size + 1 >> 1)
        exact = True
        if shift >= 0:
            coefficient *= 100 ** shift
        else:
            coefficient, rest = divmod(coefficient, 100 ** -shift)
            exact = not rest
        half -= shift
        root = isqrt(coefficient)
        exact = exact and root * root == coefficient
        if exact:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            half += shift
        else:
            root += root % 5 == 0
        return _make(0, root, half)._fix(_half_even(context))

    def _surely(self, context, compute):
        """A result that cannot be exact: `compute(places)` gives coefficient and exponent, the last digit uncertain."""
        places = context.prec + 5
        while True:
            coefficient, exponent = compute(places)
            extra = count_digits(abs(coefficient)) - context.prec
            if extra >= 3:
                tail = abs(coefficient) % 10 ** extra
                half = 5 * 10 ** (extra - 1)
                if 10 < tail < 10 ** extra - 10 and abs(tail - half) > 10 or places > 3 * context.prec + 60:
                    break
            places += max(10, 3 - extra)
        if places > 3 * context.prec + 60:
            # As near to a short number as can be told: that is meant.
            unit = 10 ** extra
            coefficient = (coefficient + unit // 2) // unit * unit
        return _make(int(coefficient < 0), abs(coefficient), exponent)._fix(context)

    def exp(self, context=None):
        """Return e ** self."""
        context = _context(context)
        if self._kind:
            nan = _nan(self, self, context)
            if nan is not None:
                return nan
            return _make(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        context = _half_even(context)
        adjusted = self.adjusted()
        if adjusted > len(str((context.Emax + 1) * 3)):
            extreme = _make(0, 1, context.Emax + 1) if not self._sign else _make(0, 1, context.Etiny() - 1)
            return extreme._fix(context)
        if adjusted < -context.prec - 2:
            # So near to 1 that only the direction counts.
            near = 10 ** (context.prec + 3)
            return _make(0, near + 1 - 2 * self._sign, -context.prec - 3)._fix(context)
        signed = -self._int if self._sign else self._int

        def compute(places):
            shift = self._exp + places
            x = signed * 10 ** shift if shift >= 0 else signed // 10 ** -shift
            return _exp_fixed(x, places)
        return self._surely(context, compute)

    def _logarithm(self, context, compute):
        from decimal import InvalidOperation
        if self._kind >= _QUIET:
            return _nan(self, self, context)
        if not self:
            return _make(1, 0, 0, _INFINITE)
        if self._sign:
            return context._signal(InvalidOperation)
        return self if self._kind else self._surely(_half_even(context), compute)

    def ln(self, context=None):
        """Return the natural (base e) logarithm of the operand."""
        context = _context(context)
        if not self._kind and self == 1:
            return Decimal(0)
        return self._logarithm(context, lambda places: (_ln_fixed(self._int, self._exp, places), -places))

    def log10(self, context=None):
        """Return the base ten logarithm of the operand."""
        context = _context(context)
        if not self._kind and not self._sign and self._int:
            one, zeros = strip_zeros(self._int)
            if one == 1:
                return Decimal(self._exp + zeros)._fix(_half_even(context))

        def compute(places):
            work = places + 5
            return _ln_fixed(self._int, self._exp, work) * 10 ** places // ln10(work), -places
        return self._logarithm(context, compute)

    def logb(self, context=None):
        """Return the adjusted exponent as a Decimal."""
        from decimal import DivisionByZero
        context = _context(context)
        if self._kind >= _QUIET:
            return _nan(self, self, context)
        if self._kind:
            return _make(0, 0, 0, _INFINITE)
        if not self._int:
            return context._signal(DivisionByZero, result=_make(1, 0, 0, _INFINITE))
        return Decimal(self.adjusted())._fix(context)

    def next_minus(self, context=None):
        """Return the largest representable number smaller than self."""
        return self._next(_context(context), 'ROUND_FLOOR', 1)

    def next_plus(self, context=None):
        """Return the smallest representable number larger than self."""
        return self._next(_context(context), 'ROUND_CEILING', 0)

    def _next(self, context, rounding, down):
        if self._kind:
            nan = _nan(self, self, context)
            if nan is not None:
                return nan
            if self._sign == down:
                return self
            return _make(self._sign, 10 ** context.prec - 1, context.Etop())
        quiet = context.copy()
        quiet.rounding = rounding
        quiet._ignore_all_flags()
        new = self._fix(quiet)
        if new != self:
            return new
        return self.__add__(_make(down, 1, context.Etiny() - 1), quiet)

    def next_toward(self, other, context=None):
        """Return the number closest to self, in the direction towards other."""
        context = _context(context)
        other = _operand(other)
        nan = _nan(self, other, context)
        if nan is not None:
            return nan
        order = _order(self, other)
        if order == 0:
            return self.copy_sign(other)
        result = self.next_plus(context) if order < 0 else self.next_minus(context)
        from decimal import Clamped, Inexact, Overflow, Rounded, Subnormal, Underflow
        if result._kind:
            context._signal(Overflow, Inexact, Rounded)
        elif result.adjusted() < context.Emin:
            context._signal(Underflow, Subnormal, Inexact, Rounded)
            if not result:
                context._signal(Clamped)
        return result

    def scaleb(self, other, context=None):
        """Return the first operand with the exponent adjusted by the second."""
        from decimal import InvalidOperation
        context = _context(context)
        other = _operand(other)
        nan = _nan(self, other, context)
        if nan is not None:
            return nan
        limit = 2 * (context.Emax + context.prec)
        if other._kind or other._exp != 0 or not -limit <= int(other) <= limit:
            return context._signal(InvalidOperation)
        return self if self._kind else _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def _moved(self, other, context, move):
        from decimal import InvalidOperation
        context = _context(context)
        other = _operand(other)
        nan = _nan(self, other, context)
        if nan is not None:
            return nan
        if other._kind or other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._signal(InvalidOperation)
        if self._kind:
            return self
        size = 10 ** context.prec
        return _make(self._sign, move(self._int % size, int(other), context.prec) % size, self._exp)

    def shift(self, other, context=None):
        """Return the digits of self shifted."""
        return self._moved(other, context, lambda n, by, prec: n * 10 ** by if by >= 0 else n // 10 ** -by)

    def rotate(self, other, context=None):
        """Return the digits of self rotated."""
        return self._moved(other, context, lambda n, by, prec: (
            n * 10 ** (by % prec) + n // 10 ** (prec - by % prec)))

    def _logical(self, others, context, combine):
        from decimal import InvalidOperation
        context = _context(context)
        digits = []
        for value in (self, *others):
            value = _operand(value)
            text = digits_of(value._int)
            if value._sign or value._exp or value._kind or set(text) - {'0', '1'}:
                return context._signal(InvalidOperation)
            digits.append(int(text[-context.prec:], 2))
        bits = combine(*digits) & (1 << context.prec) - 1
        return _make(0, int(f'{bits:b}'), 0)

    def logical_and(self, other, context=None):
        """Return the digit-wise 'and' of the two (logical) operands."""
        return self._logical((other,), context, lambda a, b: a & b)

    def logical_or(self, other, context=None):
        """Return the digit-wise 'or' of the two (logical) operands."""
        return self._logical((other,), context, lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        """Return the digit-wise 'exclusive or' of the two (logical) operands."""
        return self._logical((other,), context, lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        """Return the digit-wise inversion of the (logical) operand."""
        return self._logical((), context, lambda a: ~a)


def _total_key(value):
    """What orders all numbers, NaNs and zeros of each exponent too."""
    sign = -1 if value._sign else 1
    kind = {_FINITE: 0, _INFINITE: 1, _SIGNALING: 2, _QUIET: 3}[value._kind]
    if kind:
        inner = (value._int, 0)
    else:
        inner = _Magnitude(value), value._exp
    return _Key(sign, kind, inner)


class _Magnitude:
    def __init__(self, value):
        self.value = value.copy_abs()

    def __eq__(self, other):
        return _order(self.value, other.value) == 0

    def __lt__(self, other):
        return _order(self.value, other.value) < 0


class _Key:
    def __init__(self, sign, kind, inner):
        self.parts = sign, kind, inner

    def __lt__(self, other):
        (sign, *rest), (other_sign, *other_rest) = self.parts, other.parts
        if sign != other_sign:
            return sign < other_sign
        return rest < other_rest if sign > 0 else other_rest < rest

    def __gt__(self, other):
        return other < self


for _name, _function in list(vars(_Methods).items()):
    if callable(_function):
        _function.__qualname__ = f'Decimal.{_name}'
        setattr(Decimal, _name, _function)
