# Part four: moments, and what they need of the clock.


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
        if not _fits(year, month, day, hour, minute, second, microsecond) or fold not in (0, 1):
            year, month, day = _check_date(year, month, day)
            hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._fold = 1 if fold else 0
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

    # A moment has a time's fields.
    hour, minute, second = time.hour, time.minute, time.second
    microsecond, tzinfo, fold = time.microsecond, time.tzinfo, time.fold

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
        if timespec == 'auto' and self._tzinfo is None:
            return _iso(self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond,
                        sep)
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
        # Microseconds since 1970, without regard to the zone.
        return _micros(self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

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
        fields = _moment(self._us() + us)
        if fields is None:
            raise OverflowError('date value out of range')
        return type(self)(*fields, self._tzinfo)

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
