"""`Decimal`: a sign, a coefficient and an exponent, by the General Decimal Arithmetic specification.

Each operation takes exact or slightly over-long results and rounds them once (`_fix`). Contexts and signals stand in
`decimal`, which shows this class.
"""
import sys
from _decimal_functions import count_digits, digits_of, int_of
from numbers import Number as _Number, Rational as _Rational

_FINITE, _INFINITE, _QUIET, _SIGNALING = range(4)
_MODULUS = sys.hash_info.modulus
_TEN_INVERSE = pow(10, -1, _MODULUS)


def _make(sign, coefficient, exponent, kind=_FINITE):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exponent
    self._kind = kind
    return self


def _context(context):
    if context is None:
        from decimal import getcontext
        return getcontext()
    return context


def _parse(text):
    """Sign, coefficient, exponent and kind of a numeral; None if it is none."""
    text = text.strip().replace('_', '').lower()
    sign = 0
    if text[:1] in ('+', '-'):
        sign = int(text[0] == '-')
        text = text[1:]
    if text in ('inf', 'infinity'):
        return sign, 0, 0, _INFINITE
    for name, kind in ('nan', _QUIET), ('snan', _SIGNALING):
        if text.startswith(name):
            payload = text[len(name):]
            if payload and not payload.isdecimal():
                return None
            return sign, int_of(payload) if payload else 0, 0, kind
    mantissa, e, exponent = text.partition('e')
    whole, _, fraction = mantissa.partition('.')
    digits = whole + fraction
    if not digits.isdecimal():
        return None
    if e:
        unsigned = exponent[1:] if exponent[:1] in ('+', '-') else exponent
        if not unsigned.isdecimal():
            return None
        power = int_of(unsigned)
        power = -power if exponent[0] == '-' else power
    else:
        power = 0
    return sign, int_of(digits), power - len(fraction), _FINITE


class Decimal:
    """Construct a new Decimal object. 'value' can be an integer, string, tuple, or another Decimal object."""
    __slots__ = '_sign', '_int', '_exp', '_kind', '__weakref__'
    __module__ = 'decimal'

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        if isinstance(value, int):
            self._sign, self._int, self._exp, self._kind = int(value < 0), abs(int(value)), 0, _FINITE
        elif isinstance(value, Decimal):
            if type(value) is cls:
                return value
            self._sign, self._int, self._exp, self._kind = value._sign, value._int, value._exp, value._kind
        elif isinstance(value, str):
            parsed = _parse(value)
            if parsed is None:
                from decimal import ConversionSyntax
                return _copy_into(self, _context(context)._signal(ConversionSyntax))
            self._sign, self._int, self._exp, self._kind = parsed
        elif isinstance(value, float):
            from decimal import FloatOperation
            _context(context)._signal(FloatOperation)
            return _copy_into(self, Decimal.from_float(value))
        elif isinstance(value, (tuple, list)):
            self._sign, self._int, self._exp, self._kind = _of_tuple(value)
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        return self

    @classmethod
    def from_float(cls, f):
        """Class method that converts a float to a decimal number, exactly."""
        if isinstance(f, int):
            result = _make(int(f < 0), abs(int(f)), 0)
        elif not isinstance(f, float):
            raise TypeError('argument must be int or float')
        elif f != f or f in (float('inf'), float('-inf')):
            result = Decimal(repr(f))
        else:
            n, d = abs(f).as_integer_ratio()
            k = d.bit_length() - 1
            negative = f < 0 or f == 0 and str(f)[0] == '-'
            result = _make(int(negative), n * 5 ** k, -k)
        return result if cls is Decimal else cls(result)

    # ---- looking at it

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        """Return self."""
        return self

    def is_finite(self):
        return self._kind == _FINITE

    def is_infinite(self):
        return self._kind == _INFINITE

    def is_nan(self):
        return self._kind >= _QUIET

    def is_qnan(self):
        return self._kind == _QUIET

    def is_snan(self):
        return self._kind == _SIGNALING

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self._kind == _FINITE and not self._int

    def adjusted(self):
        """Return the adjusted exponent of the number."""
        return 0 if self._kind else self._exp + count_digits(self._int) - 1

    def as_tuple(self):
        """Return a tuple representation of the number."""
        from decimal import DecimalTuple
        if self._kind == _INFINITE:
            return DecimalTuple(self._sign, (0,), 'F')
        digits = tuple(map(int, digits_of(self._int)))
        if self._kind:
            return DecimalTuple(self._sign, digits if self._int else (), 'n' if self._kind == _QUIET else 'N')
        return DecimalTuple(self._sign, digits, self._exp)

    def __bool__(self):
        return bool(self._kind or self._int)

    def __hash__(self):
        if self._kind:
            if self._kind == _SIGNALING:
                raise TypeError('Cannot hash a signaling NaN value')
            if self._kind == _QUIET:
                return object.__hash__(self)
            return -314159 if self._sign else 314159
        if self._exp >= 0:
            power = pow(10, self._exp, _MODULUS)
        else:
            power = pow(_TEN_INVERSE, -self._exp, _MODULUS)
        value = self._int * power % _MODULUS
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # ---- as text and as other numbers

    def __str__(self, eng=False, context=None):
        sign = '-' if self._sign else ''
        if self._kind:
            if self._kind == _INFINITE:
                return sign + 'Infinity'
            return sign + ('NaN' if self._kind == _QUIET else 'sNaN') + (digits_of(self._int) if self._int else '')
        digits = digits_of(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = '0', '.' + '0' * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + '0' * (point - len(digits)), ''
        else:
            whole, fraction = digits[:point], '.' + digits[point:]
        if left == point:
            exponent = ''
        else:
            exponent = f'{"E" if _context(context).capitals else "e"}{left - point:+d}'
        return sign + whole + fraction + exponent

    def __repr__(self):
        return f"Decimal('{self!s}')"

    def __format__(self, spec, context=None):
        if spec == '':
            return str(self)
        from _decimal_format import formatted
        return formatted(self, spec, _context(context))

    def __int__(self):
        if self._kind:
            if self._kind == _INFINITE:
                raise OverflowError('cannot convert Infinity to integer')
            raise ValueError('cannot convert NaN to integer')
        n = self._int * 10 ** self._exp if self._exp >= 0 else _shortened(self._int, -self._exp)[0]
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._kind >= _QUIET:
            if self._kind == _SIGNALING:
                raise ValueError('cannot convert signaling NaN to float')
            return float('-nan' if self._sign else 'nan')
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self._whole('ROUND_FLOOR'))

    def __ceil__(self):
        return int(self._whole('ROUND_CEILING'))

    def _whole(self, rounding):
        if self._kind == _INFINITE:
            raise OverflowError('cannot convert Infinity to integer')
        if self._kind:
            raise ValueError('cannot convert NaN to integer')
        return _rescaled(self, 0, rounding)

    def __round__(self, n=None):
        if n is None:
            return int(self._whole('ROUND_HALF_EVEN'))
        if not isinstance(n, int):
            raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
        if self._kind:
            return self.quantize(_make(0, 1, -n)) if self._kind >= _QUIET else self._quantize_infinite()
        return self.quantize(_make(0, 1, -n), rounding='ROUND_HALF_EVEN')

    def _quantize_infinite(self):
        from decimal import InvalidOperation
        return _context(None)._signal(InvalidOperation)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # ---- comparisons

    def __eq__(self, other, context=None):
        self, other = _comparable(self, other, True)
        if other is NotImplemented:
            return other
        if self._kind >= _QUIET or other._kind >= _QUIET:
            if _SIGNALING in (self._kind, other._kind):
                from decimal import InvalidOperation
                _context(context)._signal(InvalidOperation)
            return False
        return _order(self, other) == 0

    def _less(self, other, accept, context=None):
        self, other = _comparable(self, other, False)
        if other is NotImplemented:
            return other
        if self._kind >= _QUIET or other._kind >= _QUIET:
            from decimal import InvalidOperation
            _context(context)._signal(InvalidOperation)
            return False
        return _order(self, other) in accept

    def __lt__(self, other, context=None):
        return self._less(other, (-1,), context)

    def __le__(self, other, context=None):
        return self._less(other, (-1, 0), context)

    def __gt__(self, other, context=None):
        return self._less(other, (1,), context)

    def __ge__(self, other, context=None):
        return self._less(other, (1, 0), context)

    def compare(self, other, context=None):
        """Compare self to other.  Return a decimal value."""
        other = _operand(other)
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
        return Decimal(_order(self, other))

    # ---- signs

    def copy_abs(self):
        """Return a copy with the sign set to 0."""
        return _make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        """Return a copy with the sign inverted."""
        return _make(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        """Return a copy with the sign of other."""
        return _make(_operand(other)._sign, self._int, self._exp, self._kind)

    def __neg__(self, context=None):
        return self._signed(1 - self._sign, context)

    def __pos__(self, context=None):
        return self._signed(self._sign, context)

    def __abs__(self, context=None):
        return self._signed(0, context)

    def _signed(self, sign, context):
        context = _context(context)
        if self._kind >= _QUIET:
            return _nan(self, self, context)
        if self.is_zero() and sign and context.rounding != 'ROUND_FLOOR':
            sign = 0
        return _make(sign, self._int, self._exp, self._kind)._fix(context)

    # ---- rounding

    def _fix(self, context):
        """The number as the context can hold it."""
        if self._kind:
            if self._kind >= _QUIET:
                most = context.prec - context.clamp
                if count_digits(self._int) > most:
                    return _make(self._sign, self._int % 10 ** most, 0, self._kind)
            return self
        from decimal import Clamped, Inexact, Overflow, Rounded, Subnormal, Underflow
        coefficient, exponent = self._int, self._exp
        etiny = context.Emin - context.prec + 1
        etop = context.Emax - context.prec + 1
        if not coefficient:
            new = min(max(exponent, etiny), etop if context.clamp else context.Emax)
            if new == exponent:
                return self
            return context._signal(Clamped, result=_make(self._sign, 0, new))
        least = count_digits(coefficient) + exponent - context.prec
        if least > etop:
            return _overflow(self._sign, context)
        subnormal = least < etiny
        least = max(least, etiny)
        if exponent < least:
            quotient, rest = _shortened(coefficient, least - exponent)
            quotient += _rounds_up(context.rounding, self._sign, quotient, rest)
            if count_digits(quotient) > context.prec:
                quotient //= 10
                least += 1
            if least > etop:
                return _overflow(self._sign, context)
            result = _make(self._sign, quotient, least)
            signals = [Rounded]
            if rest:
                signals.append(Inexact)
            if subnormal:
                signals.append(Subnormal)
                if rest:
                    signals.append(Underflow)
            if not quotient:
                signals.append(Clamped)
            return context._signal(*signals, result=result)
        result = self
        if context.clamp and exponent > etop:
            result = context._signal(Clamped, result=_make(self._sign, coefficient * 10 ** (exponent - etop), etop))
        return context._signal(Subnormal, result=result) if subnormal else result

    def quantize(self, exp, rounding=None, context=None):
        """Quantize self so its exponent is the same as that of exp."""
        from decimal import InvalidOperation
        context = _context(context)
        exp = _operand(exp)
        if self._kind or exp._kind:
            nan = _nan(self, exp, context)
            if nan is not None:
                return nan
            if self._kind and exp._kind:
                return self
            return context._signal(InvalidOperation)
        wanted = exp._exp
        if not context.Emin - context.prec + 1 <= wanted <= context.Emax:
            return context._signal(InvalidOperation)
        if not self._int:
            return _make(self._sign, 0, wanted)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - wanted + 1 > context.prec:
            return context._signal(InvalidOperation)
        result = _rescaled(self, wanted, rounding or context.rounding)
        if result.adjusted() > context.Emax or count_digits(result._int) > context.prec:
            return context._signal(InvalidOperation)
        return _rounded_from(self, result, context)._fix(context)

    def to_integral_value(self, rounding=None, context=None):
        """Round to the nearest integer without signaling Inexact or Rounded."""
        context = _context(context)
        if self._kind:
            nan = _nan(self, self, context)
            return self if nan is None else nan
        return self if self._exp >= 0 else _rescaled(self, 0, rounding or context.rounding)

    to_integral = to_integral_value

    # ---- arithmetic

    def __add__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if self._kind and other._kind and self._sign != other._sign:
                from decimal import InvalidOperation
                return context._signal(InvalidOperation)
            return self if self._kind else other
        exponent = min(self._exp, other._exp)
        if not self._int and not other._int:
            sign = min(self._sign, other._sign)
            if context.rounding == 'ROUND_FLOOR' and self._sign != other._sign:
                sign = 1
            return _make(sign, 0, exponent)._fix(context)
        for zero, value in (self, other), (other, self):
            if not zero._int:
                exponent = max(exponent, value._exp - context.prec - 1)
                return _rescaled(value, exponent, 'ROUND_DOWN')._fix(context) if exponent < value._exp else value._fix(context)
        a, b, exponent = _aligned(self, other, context.prec)
        total = (-a if self._sign else a) + (-b if other._sign else b)
        if not total:
            return _make(int(context.rounding == 'ROUND_FLOOR'), 0, exponent)._fix(context)
        return _make(int(total < 0), abs(total), exponent)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        if self._kind >= _QUIET or other._kind >= _QUIET:
            return _nan(self, other, context)
        return self.__add__(other.copy_negate(), context)

    def __rsub__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__sub__(self, context)

    def __mul__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if not self or not other:
                from decimal import InvalidOperation
                return context._signal(InvalidOperation)
            return _make(sign, 0, 0, _INFINITE)
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if self._kind and other._kind:
                from decimal import InvalidOperation
                return context._signal(InvalidOperation)
            if self._kind:
                return _make(sign, 0, 0, _INFINITE)
            from decimal import Clamped
            return context._signal(Clamped, result=_make(sign, 0, context.Etiny()))
        if not other._int:
            return _by_zero(self, sign, context)
        ideal = self._exp - other._exp
        if not self._int:
            return _make(sign, 0, ideal)._fix(context)
        shift = count_digits(other._int) - count_digits(self._int) + context.prec + 1
        if shift >= 0:
            quotient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            quotient, rest = divmod(self._int, other._int * 10 ** -shift)
        exponent = ideal - shift
        if rest:
            # A last digit that no rounding takes for exact.
            quotient += quotient % 5 == 0
        else:
            while exponent < ideal and not quotient % 10:
                quotient //= 10
                exponent += 1
        return _make(sign, quotient, exponent)._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__truediv__(self, context)

    def _divided(self, other, context):
        """The whole quotient and the remainder, unrounded. The operands are no NaNs, self is finite, other not 0."""
        from decimal import DivisionImpossible
        sign = self._sign ^ other._sign
        ideal = self._exp if other._kind else min(self._exp, other._exp)
        distance = self.adjusted() - other.adjusted()
        if not self._int or other._kind or distance <= -2:
            rest = self if self._exp == ideal else _rescaled(self, ideal, context.rounding)
            return _make(sign, 0, 0), rest
        if distance <= context.prec:
            a, b = self._int * 10 ** (self._exp - ideal), other._int * 10 ** (other._exp - ideal)
            quotient, rest = divmod(a, b)
            if quotient < 10 ** context.prec:
                return _make(sign, quotient, 0), _make(self._sign, rest, ideal)
        nan = context._signal(DivisionImpossible)
        return nan, nan

    def _dividing(self, other, context, which):
        other = _converted(other)
        if other is NotImplemented:
            return other
        from decimal import DivisionUndefined, InvalidOperation
        context = _context(context)
        if self._kind or other._kind:
            nan = _nan(self, other, context)
            if nan is not None:
                return (nan, nan) if which == 2 else nan
        infinite = _make(self._sign ^ other._sign, 0, 0, _INFINITE)
        if self._kind:
            if which == 0 and not other._kind:
                return infinite
            nan = context._signal(InvalidOperation)
            if which == 2:
                return (nan if other._kind else infinite), nan
            return nan
        if not other:
            if which == 0:
                return _by_zero(self, infinite._sign, context)
            if not self._int:
                nan = context._signal(DivisionUndefined)
                return (nan, nan) if which == 2 else nan
            if which == 1:
                return context._signal(InvalidOperation)
            from decimal import DivisionByZero
            return context._signal(DivisionByZero, InvalidOperation, result=(infinite, Decimal('NaN')))
        quotient, rest = self._divided(other, context)
        if which == 0:
            return quotient
        rest = rest._fix(context)
        return (quotient, rest) if which == 2 else rest

    def __floordiv__(self, other, context=None):
        return self._dividing(other, context, 0)

    def __rfloordiv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__floordiv__(self, context)

    def __pow__(self, other, modulo=None, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        from _decimal_power import power, power_modulo
        context = _context(context)
        if modulo is None:
            return power(self, other, context)
        modulo = _converted(modulo)
        return modulo if modulo is NotImplemented else power_modulo(self, other, modulo, context)

    def __rpow__(self, other, modulo=None, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__pow__(self, modulo, context)


_Number.register(Decimal)


def _copy_into(self, other):
    self._sign, self._int, self._exp, self._kind = other._sign, other._int, other._exp, other._kind
    return self


def _of_tuple(value):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if exponent == 'F':
        return sign, 0, 0, _INFINITE
    if any(not isinstance(digit, int) or not 0 <= digit <= 9 for digit in digits):
        raise ValueError('coefficient must be a tuple of digits')
    coefficient = int_of(''.join(map(str, digits)) or '0')
    if exponent in ('n', 'N'):
        return sign, coefficient, 0, _QUIET if exponent == 'n' else _SIGNALING
    if not isinstance(exponent, int):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    return sign, coefficient, exponent, _FINITE


def _converted(other):
    """An operand of an operator: Decimals and ints."""
    if isinstance(other, Decimal):
        return other
    return _make(int(other < 0), abs(int(other)), 0) if isinstance(other, int) else NotImplemented


def _operand(other):
    converted = _converted(other)
    if converted is NotImplemented:
        raise TypeError(f'conversion from {type(other).__name__} to Decimal is not supported')
    return converted


def _comparable(value, other, equality):
    """Two Decimals that compare as the operands do."""
    if isinstance(other, Decimal):
        return value, other
    if isinstance(other, int):
        return value, _make(int(other < 0), abs(int(other)), 0)
    if equality and isinstance(other, complex) and other.imag == 0:
        other = other.real
    if isinstance(other, float):
        from decimal import FloatOperation, getcontext
        context = getcontext()
        if equality:
            context.flags[FloatOperation] = True
        else:
            context._signal(FloatOperation)
        return value, Decimal.from_float(other)
    if isinstance(other, _Rational):
        scaled = _make(value._sign, value._int * other.denominator, value._exp, value._kind)
        return scaled, _make(int(other.numerator < 0), abs(other.numerator), 0)
    return value, NotImplemented


def _order(a, b):
    if a._kind or b._kind:
        x = (1 - 2 * a._sign) * (a._kind == _INFINITE)
        y = (1 - 2 * b._sign) * (b._kind == _INFINITE)
        return (x > y) - (x < y)
    if not a._int or not b._int:
        x = (1 - 2 * a._sign) * bool(a._int)
        y = (1 - 2 * b._sign) * bool(b._int)
        return (x > y) - (x < y)
    if a._sign != b._sign:
        return -1 if a._sign else 1
    order = -1 if a._sign else 1
    x, y = a.adjusted(), b.adjusted()
    if x == y:
        exponent = min(a._exp, b._exp)
        x, y = a._int * 10 ** (a._exp - exponent), b._int * 10 ** (b._exp - exponent)
    return order * ((x > y) - (x < y))


def _nan(a, b, context):
    """The NaN that an operation gives for NaN operands; None if there are none."""
    if a._kind < _QUIET and b._kind < _QUIET:
        return None
    context = _context(context)
    for value in a, b:
        if value._kind == _SIGNALING:
            from decimal import InvalidOperation
            result = _make(value._sign, value._int, 0, _QUIET)._fix(context)
            return context._signal(InvalidOperation, result=result)
    return (a if a._kind >= _QUIET else b)._fix(context)


def _by_zero(self, sign, context):
    from decimal import DivisionByZero, DivisionUndefined
    if not self._int:
        return context._signal(DivisionUndefined)
    return context._signal(DivisionByZero, result=_make(sign, 0, 0, _INFINITE))


def _overflow(sign, context):
    from decimal import Inexact, Overflow, Rounded
    rounding = context.rounding
    toward_zero = (rounding in ('ROUND_DOWN', 'ROUND_05UP') or rounding == 'ROUND_CEILING' and sign or
                   rounding == 'ROUND_FLOOR' and not sign)
    if toward_zero:
        result = _make(sign, 10 ** context.prec - 1, context.Etop())
    else:
        result = _make(sign, 0, 0, _INFINITE)
    return context._signal(Overflow, Inexact, Rounded, result=result)


def _aligned(a, b, prec):
    """Both coefficients at one exponent; a part too small to count becomes a single digit."""
    high, low = (a, b) if a._exp >= b._exp else (b, a)
    limit = high._exp + min(-1, count_digits(high._int) - prec - 2)
    low_int, low_exp = low._int, low._exp
    if low_exp + count_digits(low_int) - 1 < limit:
        low_int, low_exp = 1, limit
    high_int = high._int * 10 ** (high._exp - low_exp)
    return (high_int, low_int, low_exp) if high is a else (low_int, high_int, low_exp)


def _shortened(coefficient, digits):
    """The coefficient without its last digits, and those compared with a half: 0, 1 below, 2 equal, 3 above."""
    if digits > count_digits(coefficient) + 1:
        return 0, int(coefficient > 0)
    quotient, rest = divmod(coefficient, 10 ** digits)
    if not rest:
        return quotient, 0
    twice, unit = 2 * rest, 10 ** digits
    return quotient, 2 + (twice > unit) - (twice < unit)


def _rounds_up(rounding, sign, quotient, rest):
    if not rest:
        return 0
    if rounding == 'ROUND_HALF_EVEN':
        return int(rest == 3 or rest == 2 and quotient & 1)
    if rounding == 'ROUND_HALF_UP':
        return int(rest >= 2)
    if rounding == 'ROUND_HALF_DOWN':
        return int(rest == 3)
    if rounding == 'ROUND_UP':
        return 1
    if rounding == 'ROUND_CEILING':
        return 1 - sign
    if rounding == 'ROUND_FLOOR':
        return sign
    if rounding == 'ROUND_05UP':
        return int(quotient % 5 == 0)
    if rounding == 'ROUND_DOWN':
        return 0
    raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                    'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')


def _rescaled(value, exponent, rounding):
    """The finite value with this exponent, whatever the number of digits."""
    if not value._int:
        return _make(value._sign, 0, exponent)
    if value._exp >= exponent:
        return _make(value._sign, value._int * 10 ** (value._exp - exponent), exponent)
    quotient, rest = _shortened(value._int, exponent - value._exp)
    return _make(value._sign, quotient + _rounds_up(rounding, value._sign, quotient, rest), exponent)


def _rounded_from(old, new, context):
    """`new`, which `old` was rescaled to, after the signals that this deserves."""
    if new._exp <= old._exp:
        return new
    from decimal import Inexact, Rounded
    return context._signal(Rounded, *([Inexact] if _order(old, new) else []), result=new)
