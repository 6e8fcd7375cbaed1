"""Integers for `decimal`: digits of numbers, and exp, ln and powers as fixed-point numbers to any precision.

A fixed-point number is an int of units of 10 ** -places. Each function is right to a few units; who rounds asks
for more places until the rounding is sure.
"""
from math import isqrt

# int <-> str conversion is limited to 4300 digits; longer numbers go in halves.
_CHUNK = 4000


def int_of(digits):
    if len(digits) <= _CHUNK:
        return int(digits)
    half = len(digits) // 2
    return int_of(digits[:-half]) * 10 ** half + int_of(digits[-half:])


def digits_of(n):
    if n.bit_length() < 13000:
        return str(n)
    half = count_digits(n) // 2
    high, low = divmod(n, 10 ** half)
    return digits_of(high) + digits_of(low).rjust(half, '0')


def count_digits(n):
    """The number of decimal digits; 1 for 0."""
    bits = n.bit_length()
    if bits < 13000:
        return len(str(n))
    count = bits * 30103 // 100000
    while 10 ** count <= n:
        count += 1
    while 10 ** (count - 1) > n:
        count -= 1
    return count


def strip_zeros(n):
    """n without its trailing zeros, and how many they were."""
    if not n:
        return n, 0
    count = 0
    for step in 1024, 128, 16, 1:
        power = 10 ** step
        while not n % power:
            n //= power
            count += step
    return n, count


def _ln(x, places):
    """ln of the fixed-point number x > 0 that is near 1."""
    one = 10 ** places
    doublings = 0
    while abs(x - one) > one >> 7:
        x = isqrt(x * one)
        doublings += 1
    # 2 * artanh((x - 1) / (x + 1))
    z = abs(x - one) * one // (x + one)
    square = z * z // one
    total = term = z
    n = 1
    while term:
        term = term * square // one
        n += 2
        total += term // n
    total <<= doublings + 1
    return total if x >= one else -total


_ln10 = 0, 0


def ln10(places):
    global _ln10
    known, value = _ln10
    if known < places:
        known = places + 20
        value = _ln(10 * 10 ** known, known)
        # The square roots and the series lose a few digits.
        value //= 10 ** 10
        known -= 10
        _ln10 = known, value
    return value // 10 ** (known - places)


def ln(coefficient, exponent, places):
    """ln of coefficient * 10 ** exponent."""
    work = places + 15
    size = count_digits(coefficient)
    shift = work - (size - 1)
    x = coefficient * 10 ** shift if shift >= 0 else coefficient // 10 ** -shift
    power = exponent + size - 1
    if x > 3 * 10 ** work:
        x //= 10
        power += 1
    result = _ln(x, work)
    if power:
        result += power * ln10(work)
    return result // 10 ** 15


def exp(x, places):
    """e to the fixed-point number x, as an int of about `places` digits and its exponent of ten."""
    work = places + 15
    extra = max(0, count_digits(abs(x)) - places)
    lead = x * 10 ** (15 + extra)
    power, rest = divmod(lead, ln10(work + extra))
    rest //= 10 ** extra
    one = 10 ** work
    halvings = 10 + isqrt(places) // 4
    rest >>= halvings
    total = term = one
    n = 1
    while term:
        term = term * rest // (one * n)
        total += term
        n += 1
    for _ in range(halvings):
        total = total * total // one
    return total // 10 ** 15, power - places
