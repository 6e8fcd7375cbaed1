# Dates and times. The clock, the zone and C's strftime are native (`_clock`, `_local`, `_strftime`); the
# calendar and all arithmetic is here.

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


class IsoCalendarDate(tuple):
    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _iso_year_start(year):
    # The ordinal of the Monday of ISO week 1, the week with January 4th.
    fourth = _to_ordinal(year, 1, 4)
    return fourth - (fourth + 6) % 7


class date:
    'date(year, month, day) --> date object'

    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year=_missing, month=_missing, day=_missing):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        'Create a date from a POSIX timestamp, in local time.'
        return cls(*_local(_seconds(timestamp))[:3])

    @classmethod
    def today(cls):
        "Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."
        seconds, us = _clock()
        return cls.fromtimestamp(seconds + us / 1000000)

    @classmethod
    def fromordinal(cls, ordinal, /):
        'int -> date corresponding to a proleptic Gregorian ordinal.'
        ordinal = _index(ordinal)
        if ordinal < 1:
            raise ValueError('ordinal must be >= 1')
        if ordinal > _MAX_ORDINAL:
            raise ValueError(f'year {_from_ordinal(ordinal)[0]} is out of range')
        return cls(*_from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        'str -> Construct a date from the output of date.isoformat()'
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields = _parse_date(date_string)
        except ValueError:
            fields = None
        if fields is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        'int, int, int -> Construct a date from the ISO year, week number and weekday.'
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        weeks = (_iso_year_start(year + 1) - _iso_year_start(year)) // 7
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        return cls(*_from_ordinal(_iso_year_start(year) + (week - 1) * 7 + day - 1))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def __repr__(self):
        return f'{_full_name(self)}({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        'Return string in ISO 8601 format, YYYY-MM-DD.'
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        'Return ctime() style string.'
        return f'{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self._month]} {self._day:2d} 00:00:00 {self._year:04d}'

    def strftime(self, format):
        'format -> strftime() style string.'
        return _format(self, format, self._fields(0, 0, 0, -1))

    def __format__(self, format_spec, /):
        if not isinstance(format_spec, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format_spec).__name__}')
        return self.strftime(format_spec) if format_spec else str(self)

    def _fields(self, hour, minute, second, dst):
        return (self._year, self._month, self._day, hour, minute, second, self.weekday(),
                _day_of_year(self._year, self._month, self._day), dst)

    def timetuple(self):
        'Return time tuple, compatible with time.localtime().'
        return _struct_time(self._fields(0, 0, 0, -1))

    def toordinal(self):
        'Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.'
        return _to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        'Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6'
        return (_to_ordinal(self._year, self._month, self._day) + 6) % 7

    def isoweekday(self):
        'Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7'
        return self.weekday() + 1

    def isocalendar(self):
        'Return a named tuple containing ISO year, week number, and weekday.'
        year = self._year
        today = _to_ordinal(year, self._month, self._day)
        if today < _iso_year_start(year):
            year -= 1
        elif today >= _iso_year_start(year + 1):
            year += 1
        week, day = divmod(today - _iso_year_start(year), 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def replace(self, year=None, month=None, day=None):
        'Return date with new specified fields.'
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def _key(self):
        return self._year, self._month, self._day

    def _order(self, other):
        # The keys of both; None where they cannot be compared.
        if isinstance(other, date) and not isinstance(other, datetime):
            return (self._year, self._month, self._day), (other._year, other._month, other._day)
        return None

    def __eq__(self, other):
        keys = date._order(self, other)
        return NotImplemented if keys is None else keys[0] == keys[1]

    def _refuse(self, other):
        if isinstance(other, datetime) and not isinstance(self, datetime):
            raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")

    def __lt__(self, other):
        keys = self._order(other)
        return date._refuse(self, other) or NotImplemented if keys is None else keys[0] < keys[1]

    def __le__(self, other):
        keys = self._order(other)
        return date._refuse(self, other) or NotImplemented if keys is None else keys[0] <= keys[1]

    def __gt__(self, other):
        keys = self._order(other)
        return date._refuse(self, other) or NotImplemented if keys is None else keys[0] > keys[1]

    def __ge__(self, other):
        keys = self._order(other)
        return date._refuse(self, other) or NotImplemented if keys is None else keys[0] >= keys[1]

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def _moved(self, days):
        ordinal = self.toordinal() + days
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        return type(self)(*_from_ordinal(ordinal))

    def __add__(self, other):
        return self._moved(other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    'Abstract base class for time zone info objects.'

    __slots__ = ()

    def tzname(self, dt, /):
        'datetime -> string name of time zone.'
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt, /):
        'datetime -> timedelta showing offset from UTC, negative values indicating West of UTC'
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt, /):
        'datetime -> DST offset as timedelta positive east of UTC.'
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt, /):
        'datetime in UTC -> datetime in local time.'
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        dst = dt.dst()
        if dst is None:
            raise ValueError('fromutc: non-None dst() result required')
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
        return dt + dst

    def __reduce__(self):
        init = getattr(self, '__getinitargs__', None)
        args = init() if init else ()
        state = getattr(self, '__dict__', None) or None
        return (type(self), args) if state is None else (type(self), args, state)


class timezone(tzinfo):
    'Fixed offset from UTC implementation of tzinfo.'

    __slots__ = ('_offset', '_name')

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f'timezone() argument 1 must be datetime.timedelta, not {_type_name(offset)}')
        if name is not None and not isinstance(name, str):
            raise TypeError(f'timezone() argument 2 must be str, not {_type_name(name)}')
        if not -_DAY_US < offset._us < _DAY_US:
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        if name is None and not offset._us and hasattr(cls, 'utc'):
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def utcoffset(self, dt, /):
        'Return fixed offset.'
        self._check(dt, 'utcoffset')
        return self._offset

    def tzname(self, dt, /):
        'If name is specified when timezone is created, returns the name.  Otherwise returns offset as UTC(+|-)HH:MM.'
        self._check(dt, 'tzname')
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def dst(self, dt, /):
        'Return None.'
        self._check(dt, 'dst')
        return None

    def _check(self, dt, method):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f'{method}(dt) argument must be a datetime instance or None, not {_type_name(dt)}')

    def fromutc(self, dt, /):
        'datetime in UTC -> datetime in local time.'
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime instance')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'{_full_name(self)}({self._offset!r})'
        return f'{_full_name(self)}({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _naive_and_aware(what):
    return TypeError(f"can't {what} offset-naive and offset-aware {{}}")


class time:
    '''time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

All arguments are optional. tzinfo may be None, or an instance of
a tzinfo subclass. The remaining arguments may be ints.'''

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._fold = fields
        self._tzinfo = tzinfo
        return self

    @classmethod
    def fromisoformat(cls, time_string, /):
        'string -> time from time.isoformat() output'
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields, tz = _parse_time(time_string)
        except ValueError:
            fields = None
        if fields is None:
            raise ValueError(f'Invalid isoformat string: {time_string!r}')
        return cls(*fields, tz)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def utcoffset(self):
        'Return self.tzinfo.utcoffset(self).'
        return None if self._tzinfo is None else _check_offset('utcoffset', self._tzinfo.utcoffset(None))

    def dst(self):
        'Return self.tzinfo.dst(self).'
        return None if self._tzinfo is None else _check_offset('dst', self._tzinfo.dst(None))

    def tzname(self):
        'Return self.tzinfo.tzname(self).'
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def _us(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _order(self, other, equality=False):
        if not isinstance(other, time):
            return None
        mine, theirs = self._us(), other._us()
        if self._tzinfo is not other._tzinfo:
            offset, its_offset = self.utcoffset(), other.utcoffset()
            if offset != its_offset:
                if offset is None or its_offset is None:
                    if equality:
                        return 0, 1
                    raise TypeError("can't compare offset-naive and offset-aware times")
                mine -= offset // _delta(1)
                theirs -= its_offset // _delta(1)
        return mine, theirs

    def __eq__(self, other):
        keys = self._order(other, True)
        return NotImplemented if keys is None else keys[0] == keys[1]

    def __lt__(self, other):
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] < keys[1]

    def __le__(self, other):
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] <= keys[1]

    def __gt__(self, other):
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] > keys[1]

    def __ge__(self, other):
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] >= keys[1]

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset()
        return hash(self._us() if offset is None else self._us() - offset // _delta(1))

    def __repr__(self):
        text = f'{self._hour}, {self._minute}'
        if self._second or self._microsecond:
            text += f', {self._second}'
        if self._microsecond:
            text += f', {self._microsecond}'
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            text += ', fold=1'
        return f'{_full_name(self)}({text})'

    def isoformat(self, timespec='auto'):
        'Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].'
        return (_clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        'format -> strftime() style string.'
        return _format(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, format_spec, /):
        if not isinstance(format_spec, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format_spec).__name__}')
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        'Return time with new specified fields.'
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def __reduce__(self):
        args = (self._hour, self._minute, self._second, self._microsecond)
        return type(self), args if self._tzinfo is None else args + (self._tzinfo,)


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = _delta(1)


def _seconds(timestamp):
    # The whole seconds of a timestamp, rounded down.
    if isinstance(timestamp, float):
        return timestamp.__floor__()
    return _index(timestamp)


def _split(timestamp):
    # Seconds and microseconds, rounded half to even.
    if isinstance(timestamp, float):
        seconds = int(timestamp)
        us = round((timestamp - seconds) * 1000000)
        carry, us = divmod(us, 1000000)
        return seconds + carry, us
    return _index(timestamp), 0


def _as_seconds(fields):
    year, month, day, hour, minute, second = fields[:6]
    days = _to_ordinal(year, month, day) - _EPOCH_ORDINAL
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def _from_seconds(seconds):
    # UTC fields.
    days, seconds = divmod(seconds, 86400)
    ordinal = days + _EPOCH_ORDINAL
    if not 1 <= ordinal <= _MAX_ORDINAL:
        raise ValueError(f'year {1970 + days // 365} is out of range')
    minutes, second = divmod(seconds, 60)
    return (*_from_ordinal(ordinal), minutes // 60, minutes % 60, second)


def _zone_shift(seconds):
    return _as_seconds(_local(seconds)) - seconds


class datetime(date):
    '''datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

The year, month and day arguments are required. tzinfo may be None, or an
instance of a tzinfo subclass. The remaining arguments may be ints.'''

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year=_missing, month=_missing, day=_missing, hour=0, minute=0, second=0,
                microsecond=0, tzinfo=None, *, fold=0):
        day_fields = _check_date(year, month, day)
        fields = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = day_fields
        self._hour, self._minute, self._second, self._microsecond, self._fold = fields
        self._tzinfo = tzinfo
        return self

    @classmethod
    def _at(cls, seconds, us, tz):
        if tz is not None:
            made = cls(*_from_seconds(seconds), us, tz)
            return tz.fromutc(made)
        fields = _local(seconds)
        if not MINYEAR <= fields[0] <= MAXYEAR:
            raise ValueError(f'year {fields[0]} is out of range')
        made = cls(*fields[:5], min(fields[5], 59), us)
        # Was the clock set back within the last day, so that this time comes for the second time?
        if seconds > 86400:
            before = _zone_shift(seconds - 86400)
            gap = before - _zone_shift(seconds)
            if gap > 0 and _as_seconds(_local(seconds - gap)) == _as_seconds(fields):
                made._fold = 1
        return made

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        "timestamp[, tz] -> tz's local time from POSIX timestamp."
        _check_tzinfo(tz)
        return cls._at(*_split(timestamp), tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        'Construct a naive UTC datetime from a POSIX timestamp.'
        seconds, us = _split(timestamp)
        return cls(*_from_seconds(seconds), us)

    @classmethod
    def now(cls, tz=None):
        '''Returns new datetime object representing current time local to tz.

  tz
    Timezone object.

If no tz is specified, uses local timezone.'''
        _check_tzinfo(tz)
        return cls._at(*_clock(), tz)

    @classmethod
    def utcnow(cls):
        'Return a new datetime representing UTC day and time.'
        seconds, us = _clock()
        return cls(*_from_seconds(seconds), us)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        'date, time -> datetime with same date and time fields'
        if not isinstance(date, _date):
            raise TypeError(f'combine() argument 1 must be datetime.date, not {_type_name(date)}')
        if not isinstance(time, _time):
            raise TypeError(f'combine() argument 2 must be datetime.time, not {_type_name(time)}')
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(date._year, date._month, date._day, time._hour, time._minute, time._second, time._microsecond,
                   tzinfo, fold=time._fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        'string -> datetime from datetime.isoformat() output'
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            fields = _parse_date(date_string[:10])
            clock, tz = _parse_time(date_string[11:]) if len(date_string) > 10 else ((), None)
        except ValueError:
            fields = None
        if fields is None:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        return cls(*fields, *clock, tzinfo=tz)

    @classmethod
    def strptime(cls, date_string, format, /):
        'string, format -> new datetime parsed from a string (like time.strptime()).'
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def date(self):
        'Return date object with same year, month and day.'
        return _date(self._year, self._month, self._day)

    def time(self):
        'Return time object with same time but with tzinfo=None.'
        return _time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        'Return time object with same time and tzinfo.'
        return _time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        'Return self.tzinfo.utcoffset(self).'
        return None if self._tzinfo is None else _check_offset('utcoffset', self._tzinfo.utcoffset(self))

    def dst(self):
        'Return self.tzinfo.dst(self).'
        return None if self._tzinfo is None else _check_offset('dst', self._tzinfo.dst(self))

    def tzname(self):
        'Return self.tzinfo.tzname(self).'
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def timetuple(self):
        'Return time tuple, compatible with time.localtime().'
        dst = self.dst()
        return _struct_time(self._fields(self._hour, self._minute, self._second, -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        'Return UTC time tuple, compatible with time.localtime().'
        offset = self.utcoffset()
        moved = self if not offset else self - offset
        return _struct_time(moved._fields(moved._hour, moved._minute, moved._second, 0))

    def _local_seconds(self):
        # The POSIX time of naive local fields, by trying the shifts of the zone around it.
        wanted = _as_seconds((self._year, self._month, self._day, self._hour, self._minute, self._second))
        shift = _zone_shift(wanted)
        first = wanted - shift
        if _as_seconds(_local(first)) == wanted:
            # There may be a second solution, a day before or after.
            other = _zone_shift(first + (86400 if self._fold else -86400))
            if other == shift:
                return first
        else:
            other = _zone_shift(first)
        second = wanted - other
        if _as_seconds(_local(second)) == wanted:
            return second
        if _as_seconds(_local(first)) == wanted:
            return first
        # In a gap: there is no such local time.
        return min(first, second) if self._fold else max(first, second)

    def timestamp(self):
        'Return POSIX timestamp as float.'
        if self._tzinfo is None:
            return self._local_seconds() + self._microsecond / 1000000
        return (self - _EPOCH).total_seconds()

    def _local_zone(self):
        seconds = self._local_seconds() if self._tzinfo is None else (self - _EPOCH)._us // 1000000
        fields = _local(seconds)
        return timezone(timedelta(seconds=fields[9]), fields[10])

    def astimezone(self, tz=None):
        'tz -> convert to local time in new timezone tz'
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, tzinfo):
            raise TypeError(f'tzinfo argument must be an instance of tzinfo, not {_type_name(tz)}')
        mine = self._tzinfo
        if mine is None:
            mine = self._local_zone()
            offset = mine.utcoffset(self)
        else:
            if tz is mine:
                return self
            offset = self.utcoffset()
            if offset is None:
                mine = self.replace(tzinfo=None)._local_zone()
                offset = mine.utcoffset(self)
        if tz is mine:
            return self
        utc = (self - offset).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        'Return datetime with new specified fields.'
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def __repr__(self):
        text = f'{self._year}, {self._month}, {self._day}, {self._hour}, {self._minute}'
        if self._second or self._microsecond:
            text += f', {self._second}'
        if self._microsecond:
            text += f', {self._microsecond}'
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        if self._fold:
            text += ', fold=1'
        return f'{_full_name(self)}({text})'

    def isoformat(self, sep='T', timespec='auto'):
        '''[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].
sep is used to separate the year from the time, and defaults to 'T'.
The optional argument timespec specifies the number of additional terms
of the time to include. Valid options are 'auto', 'hours', 'minutes',
'seconds', 'milliseconds' and 'microseconds'.'''
        if not isinstance(sep, str):
            raise TypeError(f'isoformat() argument 1 must be a unicode character, not {_type_name(sep)}')
        if len(sep) != 1:
            raise TypeError('isoformat() argument 1 must be a unicode character, not str')
        return (f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}'
                + _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
                + _offset_text(self.utcoffset()))

    def __str__(self):
        return self.isoformat(sep=' ')

    def ctime(self):
        'Return ctime() style string.'
        return (f'{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self._month]} {self._day:2d} '
                f'{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}')

    def strftime(self, format):
        'format -> strftime() style string.'
        return _format(self, format, self._fields(self._hour, self._minute, self._second, -1))

    def _us(self):
        # Microseconds since the beginning of year 1, without regard to the zone.
        return _as_seconds((self._year, self._month, self._day, self._hour, self._minute, self._second)) * 1000000 \
            + self._microsecond

    def _order(self, other, equality=False):
        if not isinstance(other, datetime):
            if isinstance(other, date) and not equality:
                raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
            return None
        mine, theirs = self._us(), other._us()
        if self._tzinfo is not other._tzinfo:
            offset, its_offset = self.utcoffset(), other.utcoffset()
            if equality:
                # Times whose offset depends on fold are equal to none of another zone.
                if (offset != self.replace(fold=not self._fold).utcoffset()
                        or its_offset != other.replace(fold=not other._fold).utcoffset()):
                    return 0, 1
            if offset != its_offset:
                if offset is None or its_offset is None:
                    if equality:
                        return 0, 1
                    raise TypeError("can't compare offset-naive and offset-aware datetimes")
                mine -= offset._us
                theirs -= its_offset._us
        return mine, theirs

    def __eq__(self, other):
        keys = self._order(other, True)
        if keys is None:
            return False if isinstance(other, date) else NotImplemented
        return keys[0] == keys[1]

    def __hash__(self):
        plain = self.replace(fold=0) if self._fold else self
        offset = plain.utcoffset()
        return hash(self._us() if offset is None else self._us() - offset._us)

    def _shifted(self, us):
        days, us = divmod(self._us() + us, _DAY_US)
        ordinal = days + _EPOCH_ORDINAL
        if not 1 <= ordinal <= _MAX_ORDINAL:
            raise OverflowError('date value out of range')
        seconds, us = divmod(us, 1000000)
        minutes, second = divmod(seconds, 60)
        return type(self)(*_from_ordinal(ordinal), minutes // 60, minutes % 60, second, us, self._tzinfo)

    def __add__(self, other):
        return self._shifted(other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._shifted(-other._us)
        if not isinstance(other, datetime):
            return NotImplemented
        difference = self._us() - other._us()
        if self._tzinfo is not other._tzinfo:
            offset, its_offset = self.utcoffset(), other.utcoffset()
            if offset != its_offset:
                if offset is None or its_offset is None:
                    raise TypeError("can't subtract offset-naive and offset-aware datetimes")
                difference += its_offset._us - offset._us
        return _delta(difference)

    def __reduce__(self):
        args = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        return type(self), args if self._tzinfo is None else args + (self._tzinfo,)


# datetime's methods have parameters and names of their own called date and time.
_date, _time = date, time

datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = _delta(1)

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def _struct_time(fields):
    import time
    return time.struct_time(fields)


_seal(date, datetime, time, timedelta, timezone, tzinfo, IsoCalendarDate)
