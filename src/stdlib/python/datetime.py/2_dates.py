# Part two: dates and zones.


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
        if not _fits(year, month, day):
            year, month, day = _check_date(year, month, day)
        self._year, self._month, self._day = year, month, day
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
        return cls(*_civil(ordinal))

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
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        'Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6'
        return (_ordinal(self._year, self._month, self._day) + 6) % 7

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
        return type(self)(*_civil(ordinal))

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
