"""Powers of Decimals."""
from _decimal_functions import count_digits, exp as _exp_fixed, ln as _ln_fixed, strip_zeros
from _decimal_number import Decimal, _INFINITE, _make, _nan


def _is_whole(value):
    return value._exp >= 0 or not value._int or strip_zeros(value._int)[1] >= -value._exp


def power(base, exponent, context):
    """base ** exponent, rounded: exact where the result is, else within one unit of the last place."""
    from decimal import InvalidOperation
    nan = _nan(base, exponent, context)
    if nan is not None:
        return nan
    if not exponent:
        if not base:
            return context._signal(InvalidOperation)
        return Decimal(1)
    whole = not exponent._kind and _is_whole(exponent)
    sign = int(bool(base._sign and whole and int(exponent) & 1))
    if base._sign and not whole and (base or exponent._kind):
        if base and not exponent._kind or base and exponent._kind:
            return context._signal(InvalidOperation)
    grows = not exponent._sign
    if not base or base._kind:
        to_infinity = grows == bool(base._kind)
        return _make(sign, 0, 0, _INFINITE) if to_infinity else _make(sign, 0, 0)
    magnitude = base.copy_abs()
    if magnitude == 1:
        return _power_of_one(base, exponent, sign, whole, context)
    if exponent._kind:
        return _make(0, 0, 0, _INFINITE) if (magnitude > 1) == grows else _make(0, 0, 0)
    # Far too large or too small: the exponent's size tells.
    bound = abs(magnitude.adjusted() or 1)
    if exponent.adjusted() > 18 or abs(int(exponent)) * bound > 4 * (context.Emax + context.prec) and magnitude.adjusted() not in (0, -1):
        if exponent.adjusted() > 0 and magnitude.adjusted() not in (0, -1):
            extreme = context.Emax + 1 if (magnitude > 1) == grows else context.Etiny() - 2
            return _make(sign, 1, extreme)._fix(context)
    if whole:
        coefficient, zeros = strip_zeros(magnitude._int)
        n = abs(int(exponent))
        if count_digits(coefficient) * n <= 6 * context.prec + 60:
            result = coefficient ** n
            power_of_ten = (magnitude._exp + zeros) * n
            if grows:
                # As many digits as multiplying would give.
                shown = min(zeros * n, max(0, context.prec + 2 - count_digits(result)))
                return _make(sign, result * 10 ** shown, power_of_ten - shown)._fix(context)
            return _make(sign, 1, 0).__truediv__(_make(0, result, power_of_ten), context)
    if exponent.adjusted() + len(str(bound + 2)) < -context.prec - 3:
        # So near to 1 that it makes no difference.
        return _power_of_one(base, exponent, sign, False, context)
    numerator = int(exponent._int) * (-1 if exponent._sign else 1)

    def compute(places):
        work = places + max(0, exponent.adjusted()) + 25
        product = _ln_fixed(magnitude._int, magnitude._exp, work) * numerator
        shift = exponent._exp
        product = product * 10 ** shift if shift >= 0 else product // 10 ** -shift
        coefficient, power_of_ten = _exp_fixed(product // 10 ** (work - places), places)
        return (-coefficient if sign else coefficient), power_of_ten
    return magnitude._surely(context, compute)


def _power_of_one(base, exponent, sign, whole, context):
    from decimal import Inexact, Rounded
    if whole:
        n = -int(exponent) if exponent._sign else int(exponent)
        places = 0 if exponent._sign else base._exp * min(n, context.prec)
        if places <= 1 - context.prec or exponent._sign and base._exp:
            places = max(places, 1 - context.prec) if not exponent._sign else 0
            context._signal(Rounded)
        return _make(sign, 10 ** -places, places)
    context._signal(Inexact, Rounded)
    return _make(sign, 10 ** (context.prec - 1), 1 - context.prec)


def power_modulo(base, exponent, modulo, context):
    """base ** exponent % modulo for integers."""
    from decimal import InvalidOperation
    for a, b in (base, exponent), (modulo, modulo):
        nan = _nan(a, b, context)
        if nan is not None:
            return nan
    numbers = base, exponent, modulo
    if any(value._kind or not _is_whole(value) for value in numbers) or exponent._sign or not modulo:
        return context._signal(InvalidOperation)
    if modulo.adjusted() >= context.prec or not base and not exponent:
        return context._signal(InvalidOperation)
    sign = base._sign if int(exponent) & 1 else 0
    return _make(sign, pow(abs(int(base)), int(exponent), abs(int(modulo))), 0)
