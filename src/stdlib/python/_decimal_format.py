"""`format(Decimal, spec)`."""
from _decimal_functions import count_digits, digits_of
from _decimal_number import _make, _rescaled

_fields = None


def _parsed(spec):
    global _fields
    if _fields is None:
        import re
        _fields = re.compile(r'(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?\Z', re.DOTALL)
    found = _fields.match(spec)
    if found is None:
        raise ValueError('invalid format string')
    return found.groups()


def formatted(value, spec, context):
    if not isinstance(spec, str):
        raise TypeError('format argument must be str')
    fill, align, sign, zero, width, comma, precision, kind = _parsed(spec)
    if zero and (fill or align):
        raise ValueError('invalid format string')
    if zero:
        fill, align = '0', '='
    fill = fill or ' '
    align = align or '>'
    width = int(width or 0)
    before = '-' if value._sign else sign if sign in ('+', ' ') else ''
    if value._kind:
        body = str(value.copy_abs()) + ('%' if kind == '%' else '')
        if zero:
            fill = ' '
            align = '>'
        return _padded(before, body, fill, align, width)
    kind = kind or ('G' if context.capitals else 'g')
    thousands, point = (',', '.') if comma else ('', '.')
    if kind == 'n':
        import locale
        kind = 'g'
        conventions = locale.localeconv()
        thousands, point = conventions['thousands_sep'], conventions['decimal_point']
    rounding = context.rounding
    if kind == '%':
        value = _make(value._sign, value._int, value._exp + 2)
    if precision is not None:
        precision = int(precision)
        if kind in 'eE':
            value = _to_digits(value, precision + 1, rounding)
        elif kind in 'fF%':
            value = _rescaled(value, -precision, rounding)
        elif count_digits(value._int) > max(precision, 1):
            value = _to_digits(value, max(precision, 1), rounding)
    if not value._int and value._exp > 0 and kind in 'fF%':
        value = _rescaled(value, 0, rounding)
    digits = digits_of(value._int)
    left = value._exp + len(digits)
    if kind in 'eE':
        place = 1 - precision if not value._int and precision is not None else 1
    elif kind in 'fF%':
        place = left
    else:
        place = left if value._exp <= 0 and left > -6 else 1
    if place < 0:
        whole, fraction = '0', '0' * -place + digits
    elif place > len(digits):
        whole, fraction = digits + '0' * (place - len(digits)), ''
    else:
        whole, fraction = digits[:place] or '0', digits[place:]
    exponent = left - place
    tail = (point + fraction if fraction else '') + ('%' if kind == '%' else '')
    if exponent or kind in 'eE':
        letter = {'E': 'E', 'e': 'e', 'G': 'E', 'g': 'e'}[kind]
        tail += f'{letter}{exponent:+}'
    if thousands:
        whole = _grouped(whole, thousands, width - len(before) - len(tail) if zero else 0)
    elif zero:
        whole = whole.rjust(width - len(before) - len(tail), '0')
    return _padded(before, whole + tail, fill, align, width)


def _to_digits(value, places, rounding):
    """Rounded to this many significant digits."""
    if not value._int:
        return value
    rounded = _rescaled(value, value.adjusted() + 1 - places, rounding)
    if count_digits(rounded._int) > places:
        rounded = _make(rounded._sign, rounded._int // 10, rounded._exp + 1)
    return rounded


def _grouped(digits, separator, least):
    groups = []
    while True:
        part = min(max(len(digits), least, 1), 3)
        groups.append(digits[-part:].rjust(part, '0'))
        digits = digits[:-part]
        least -= part
        if not digits and least <= 0:
            return separator.join(reversed(groups))
        least -= len(separator)


def _padded(sign, body, fill, align, width):
    room = fill * (width - len(sign) - len(body))
    if align == '<':
        return sign + body + room
    if align == '>':
        return room + sign + body
    if align == '=':
        return sign + room + body
    half = len(room) // 2
    return room[:half] + sign + body + room[half:]
