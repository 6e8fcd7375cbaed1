'''Dates and times, complete. The clock, the zone and C's strftime are native (`_datetime`), the calendar and all
arithmetic is here.'''
from _datetime import (_clock, _local, _strftime, _index, _type_name, _seal, _fits, _micros, _moment, _span, _iso,
                       _ordinal, _civil)

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR')

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059
_DAY_US = 86400 * 1000000
_EPOCH_ORDINAL = 719163

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAY_NAMES = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_MONTH_NAMES = (None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _day_of_year(year, month, day):
    return _DAYS_BEFORE_MONTH[month] + (month > 2 and _is_leap(year)) + day


def _to_ordinal(year, month, day):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + _day_of_year(year, month, day)


def _from_ordinal(ordinal):
    cycles, rest = divmod(ordinal - 1, 146097)
    centuries = min(rest // 36524, 3)
    rest -= centuries * 36524
    fours, rest = divmod(rest, 1461)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    month = rest // 31 + 1
    if month < 12 and rest >= _day_of_year(year, month + 1, 0):
        month += 1
    return year, month, rest - _day_of_year(year, month, 0) + 1


_missing = object()


def _check_date(year, month, day):
    for place, (name, value) in enumerate((('year', year), ('month', month), ('day', day)), 1):
        if value is _missing:
            raise TypeError(f"function missing required argument '{name}' (pos {place})")
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _check_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -_DAY_US < offset._us < _DAY_US:
        raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and '
                         f'timedelta(hours=24), not {offset!r}.')
    return offset


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    sign = '-' if offset._us < 0 else '+'
    seconds, us = divmod(abs(offset._us), 1000000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f'{sign}{hours:02d}{colon}{minutes:02d}'
    if seconds or us:
        text += f'{colon}{seconds:02d}'
    if us:
        text += f'.{us:06d}'
    return text


def _clock_text(hour, minute, second, us, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    if timespec == 'hours':
        return f'{hour:02d}'
    if timespec == 'minutes':
        return f'{hour:02d}:{minute:02d}'
    if timespec == 'seconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}'
    if timespec == 'milliseconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}.{us // 1000:03d}'
    if timespec == 'microseconds':
        return f'{hour:02d}:{minute:02d}:{second:02d}.{us:06d}'
    raise ValueError('Unknown timespec value')


def _format(self, form, fields):
    # %f, %z and %Z are ours; the rest is C's.
    if not isinstance(form, str):
        raise TypeError(f'strftime() argument 1 must be str, not {type(form).__name__}')
    out = []
    at = 0
    while True:
        mark = form.find('%', at)
        if mark < 0 or mark + 1 >= len(form):
            out.append(form[at:])
            break
        out.append(form[at:mark])
        letter = form[mark + 1]
        if letter == 'f':
            out.append(f'{getattr(self, "microsecond", 0):06d}')
        elif letter == 'z':
            out.append(_offset_text(self.utcoffset(), '') if hasattr(self, 'utcoffset') else '')
        elif letter == 'Z':
            name = self.tzname() if hasattr(self, 'tzname') else None
            out.append('' if name is None else name.replace('%', '%%'))
        else:
            out.append(form[mark:mark + 2])
        at = mark + 2
    return _strftime(''.join(out), fields)


def _digits(text, start, end):
    part = text[start:end]
    if len(part) != end - start or not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)


def _parse_date(text):
    if len(text) != 10 or text[4] != '-' or text[7] != '-':
        raise ValueError
    return _digits(text, 0, 4), _digits(text, 5, 7), _digits(text, 8, 10)


def _parse_clock(text):
    # hh[:mm[:ss[.fff[fff]]]]
    fields = [0, 0, 0, 0]
    at = 0
    for place in range(3):
        fields[place] = _digits(text, at, at + 2)
        at += 2
        if at == len(text):
            return fields
        if place < 2:
            if text[at] != ':':
                raise ValueError
            at += 1
    if text[at] != '.' or len(text) - at - 1 not in (3, 6):
        raise ValueError
    fields[3] = _digits(text, at + 1, len(text)) * (1 if len(text) - at == 7 else 1000)
    return fields


def _parse_time(text):
    for at, letter in enumerate(text):
        if letter in '+-':
            break
    else:
        return _parse_clock(text), None
    hour, minute, second, us = _parse_clock(text[at + 1:])
    if len(text) - at - 1 not in (5, 8, 15):
        raise ValueError
    offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=us)
    if not offset:
        return _parse_clock(text[:at]), timezone.utc
    return _parse_clock(text[:at]), timezone(offset if letter == '+' else -offset)


_UNITS = (('microseconds', 1), ('milliseconds', 1000), ('seconds', 1000000), ('minutes', 60000000),
          ('hours', 3600000000), ('days', _DAY_US), ('weeks', 7 * _DAY_US))


def _half_even(numerator, denominator):
    # The nearest int to a quotient of ints.
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or 2 * rest == denominator and quotient & 1:
        quotient += 1
    return quotient


def _delta(us):
    # A timedelta from microseconds.
    days = us // _DAY_US
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f'days={days}; must have magnitude <= 999999999')
    self = object.__new__(timedelta)
    self._us = us
    return self


class timedelta:
    '''Difference between two datetime values.

timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

All arguments are optional and default to 0.
Arguments may be integers or floats, and may be positive or negative.'''

    __slots__ = ('_us',)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = _span(days, seconds, microseconds, milliseconds, minutes, hours, weeks)
        if total is not None and cls is timedelta:
            return _delta(total)
        total = 0
        left = 0.0
        given = (microseconds, milliseconds, seconds, minutes, hours, days, weeks)
        for (name, unit), value in zip(_UNITS, given):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                total += whole * unit
                part = (value - whole) * unit
                total += int(part)
                left += part - int(part)
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {_type_name(value)}')
        if left:
            whole = round(left)
            if abs(whole - left) == 0.5:
                odd = total & 1
                whole = 2 * round((left + odd) * 0.5) - odd
            total += whole
        self = _delta(total)
        if cls is not timedelta:
            plain = self
            self = object.__new__(cls)
            self._us = plain._us
        return self

    @property
    def days(self):
        'Number of days.'
        return self._us // _DAY_US

    @property
    def seconds(self):
        'Number of seconds (>= 0 and less than 1 day).'
        return self._us % _DAY_US // 1000000

    @property
    def microseconds(self):
        'Number of microseconds (>= 0 and less than 1 second).'
        return self._us % 1000000

    def total_seconds(self):
        'Total seconds in the duration.'
        return self._us / 1000000

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in
                 (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if value]
        return f'{_full_name(self)}({", ".join(parts) or "0"})'

    def __str__(self):
        days = self.days
        minutes, second = divmod(self.seconds, 60)
        hour, minute = divmod(minutes, 60)
        text = f'{hour}:{minute:02d}:{second:02d}'
        if days:
            text = f'{days} day{"" if abs(days) == 1 else "s"}, {text}'
        if self.microseconds:
            text += f'.{self.microseconds:06d}'
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._us + other._us)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._us - other._us)
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return _delta(other._us - self._us)
        return NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return _delta(self._us)

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return _delta(_half_even(self._us * numerator, denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        if isinstance(other, int):
            return _delta(self._us // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError('integer division or modulo by zero')
            return _delta(_half_even(self._us, other))
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            if not numerator:
                raise ZeroDivisionError('integer division or modulo by zero')
            return _delta(_half_even(self._us * denominator, numerator))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _delta(self._us % other._us)
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._us, other._us)
            return quotient, _delta(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)


def _full_name(value):
    cls = type(value)
    return f'datetime.{cls.__name__}' if cls.__module__ == 'datetime' else cls.__name__


timedelta.min = _delta(-999999999 * _DAY_US)
timedelta.max = _delta(1000000000 * _DAY_US - 1)
timedelta.resolution = _delta(1)
