# Reading dates and times by a format: a small backtracking matcher over the format's parts.

_DAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
_MONTHS = ('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
           'november', 'december')
_ABBREVIATED_DAYS = tuple(name[:3] for name in _DAYS)
_ABBREVIATED_MONTHS = tuple(name[:3] for name in _MONTHS)

# Number of digits and least and greatest value; a one-digit form comes after the full one.
_NUMBERS = {
    'd': (2, 1, 31), 'H': (2, 0, 23), 'I': (2, 1, 12), 'j': (3, 1, 366), 'm': (2, 1, 12), 'M': (2, 0, 59),
    'S': (2, 0, 61), 'U': (2, 0, 53), 'W': (2, 0, 53), 'V': (2, 0, 53), 'w': (1, 0, 6), 'u': (1, 1, 7),
}
_EXACT = {'y': 2, 'Y': 4, 'G': 4}
_COMPOSED = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}
_NAMES = {'a': _ABBREVIATED_DAYS, 'A': _DAYS, 'b': _ABBREVIATED_MONTHS, 'B': _MONTHS, 'p': ('am', 'pm')}


def _zone_names():
    import time
    return ('utc', 'gmt', *(name.lower() for name in time.tzname))


def _parts(format):
    # The format as letters of directives, literal characters (in tuples of one) and None for white space.
    parts = []
    at = 0
    while at < len(format):
        c = format[at]
        at += 1
        if c.isspace():
            if not parts or parts[-1] is not None:
                parts.append(None)
        elif c != '%':
            parts.append((c.lower(),))
        elif at == len(format):
            raise ValueError(f"stray % in format '{format}'") from None
        else:
            letter = format[at]
            at += 1
            if letter in _COMPOSED:
                parts.extend(_parts(_COMPOSED[letter]))
            elif letter == '%':
                parts.append(('%',))
            elif letter in _NUMBERS or letter in _EXACT or letter in _NAMES or letter in 'fzZ':
                parts.append(letter)
            else:
                bad = '%' if letter == '\\' else letter
                raise ValueError(f"'{bad}' is a bad directive in format '{format}'") from None
    return parts


def _is_digits(text):
    return text != '' and all(c.isdecimal() for c in text)


def _zone_ends(text, at):
    if text[at:at + 1] == 'Z':
        yield at + 1
        return
    if text[at:at + 1] not in ('+', '-') or not _is_digits(text[at + 1:at + 3]) or len(text[at + 1:at + 3]) < 2:
        return
    ends = []
    place = at + 3
    for least in (True, False):
        start = place + (text[place:place + 1] == ':')
        part = text[start:start + 2]
        if len(part) < 2 or not _is_digits(part) or part[0] > '5':
            break
        place = start + 2
        ends.append(place)
    if len(ends) == 2 and text[place:place + 1] == '.':
        end = place + 1
        while end - place <= 6 and text[end:end + 1].isdecimal():
            end += 1
        if end > place + 1:
            ends.append(end)
    yield from reversed(ends)


def _ends(letter, text, lowered, at):
    # Where a directive that starts at a place may end, best first.
    if letter in _NUMBERS:
        digits, least, greatest = _NUMBERS[letter]
        for count in range(digits, 0, -1):
            part = text[at:at + count]
            if len(part) == count and _is_digits(part) and least <= int(part) <= greatest:
                yield at + count
        if letter == 'd' and text[at:at + 1] == ' ' and text[at + 1:at + 2] in tuple('123456789'):
            yield at + 2
    elif letter in _EXACT:
        count = _EXACT[letter]
        part = text[at:at + count]
        if len(part) == count and _is_digits(part):
            yield at + count
    elif letter == 'f':
        for count in range(6, 0, -1):
            part = text[at:at + count]
            if len(part) == count and part.isascii() and _is_digits(part):
                yield at + count
    elif letter == 'z':
        yield from _zone_ends(text, at)
    else:
        names = _zone_names() if letter == 'Z' else _NAMES[letter]
        for name in sorted(names, key=len, reverse=True):
            if lowered.startswith(name, at):
                yield at + len(name)


def _match(parts, text):
    # Pairs of letter and text, and where the match ends; None if there is none.
    lowered = text.lower()
    tries = []
    found = []
    index = at = 0
    while index < len(parts):
        part = parts[index]
        end = None
        if part is None:
            end = at
            while end < len(text) and text[end].isspace():
                end += 1
            if end == at:
                end = None
        elif isinstance(part, tuple):
            if lowered[at:at + 1] == part[0]:
                end = at + 1
        else:
            choices = _ends(part, text, lowered, at)
            end = next(choices, None)
            if end is not None:
                tries.append((index, at, choices, len(found)))
                found.append((part, text[at:end]))
        while end is None:
            if not tries:
                return None
            index, start, choices, kept = tries[-1]
            end = next(choices, None)
            del found[kept:]
            if end is None:
                tries.pop()
            else:
                found.append((parts[index], text[start:end]))
        index, at = index + 1, end
    return found, at


def _from_week(year, week, weekday, monday_first):
    # The day of the year; weeks before the first Monday (Sunday) are week 0.
    from datetime import date
    first = date(year, 1, 1).weekday()
    if not monday_first:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    '''The fields of a time tuple, microseconds, and the microseconds of the zone's offset.'''
    from datetime import date
    for number, value in enumerate((data_string, format)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {number} must be str, not {type(value)}')
    parts = _parts(format)
    matched = _match(parts, data_string)
    if matched is None:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}')
    found, end = matched
    if end != len(data_string):
        raise ValueError(f'unconverted data remains: {data_string[end:]}')

    year = iso_year = month = day = weekday = julian = week = iso_week = None
    monday_first = True
    hour = minute = second = fraction = 0
    half = None
    tz = -1
    zone_name = offset = None
    offset_fraction = 0
    for letter, text in found:
        lowered = text.lower()
        if letter == 'y':
            year = int(text)
            year += 2000 if year <= 68 else 1900
        elif letter == 'Y':
            year = int(text)
        elif letter == 'G':
            iso_year = int(text)
        elif letter == 'm':
            month = int(text)
        elif letter == 'B':
            month = _MONTHS.index(lowered) + 1
        elif letter == 'b':
            month = _ABBREVIATED_MONTHS.index(lowered) + 1
        elif letter == 'd':
            day = int(text)
        elif letter in 'HI':
            hour = int(text)
        elif letter == 'p':
            half = lowered
        elif letter == 'M':
            minute = int(text)
        elif letter == 'S':
            second = int(text)
        elif letter == 'f':
            fraction = int(text.ljust(6, '0'))
        elif letter == 'A':
            weekday = _DAYS.index(lowered)
        elif letter == 'a':
            weekday = _ABBREVIATED_DAYS.index(lowered)
        elif letter == 'w':
            weekday = (int(text) - 1) % 7
        elif letter == 'u':
            weekday = int(text) - 1
        elif letter == 'j':
            julian = int(text)
        elif letter in 'UW':
            week, monday_first = int(text), letter == 'W'
        elif letter == 'V':
            iso_week = int(text)
        elif letter == 'z':
            offset, offset_fraction = 0, 0
            if text != 'Z':
                zone = text
                if zone[3] == ':':
                    zone = zone[:3] + zone[4:]
                    if zone[5:6] not in ('', ':'):
                        raise ValueError(f'Inconsistent use of : in {text}')
                    zone = zone[:5] + zone[6:]
                offset = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60 + int(zone[5:7] or 0)
                offset_fraction = int(zone[8:].ljust(6, '0'))
                if text[0] == '-':
                    offset, offset_fraction = -offset, -offset_fraction
        elif letter == 'Z':
            import time
            zone_name = text
            if lowered in ('utc', 'gmt'):
                tz = 0
            elif time.tzname[0] != time.tzname[1] or not time.daylight:
                tz = int(lowered == time.tzname[1].lower() and lowered != time.tzname[0].lower())
    if half is not None and any(letter == 'I' for letter, _ in found):
        hour = hour % 12 + (12 if half == 'pm' else 0)
    elif any(letter == 'I' for letter, _ in found):
        hour = 0 if hour == 12 else hour

    if year is None and iso_year is not None:
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
    elif week is None and iso_week is not None:
        if weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year "
                         "'%G' instead.")
    # February 29th without a year.
    leap_guess = year is None and month == 2 and day == 29
    if year is None:
        year = 1904 if leap_guess else 1900
    if julian is None and weekday is not None:
        if week is not None:
            julian = _from_week(year, week, weekday, monday_first)
        elif iso_year is not None and iso_week is not None:
            moment = date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = moment.year, moment.month, moment.day
            julian = moment.toordinal() - date(year, 1, 1).toordinal() + 1
        if julian is not None and julian <= 0:
            year -= 1
            julian += date(year + 1, 1, 1).toordinal() - date(year, 1, 1).toordinal()
    if julian is None:
        month, day = month or 1, day or 1
        julian = date(year, month, day).toordinal() - date(year, 1, 1).toordinal() + 1
    else:
        moment = date.fromordinal(julian - 1 + date(year, 1, 1).toordinal())
        year, month, day = moment.year, moment.month, moment.day
    if weekday is None:
        weekday = date(year, month, day).weekday()
    if leap_guess:
        year = 1900
    return (year, month, day, hour, minute, second, weekday, julian, tz, zone_name, offset), fraction, offset_fraction


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    'What time.strptime gives.'
    import time
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    'What datetime.strptime gives.'
    from datetime import timedelta, timezone
    fields, fraction, offset_fraction = _strptime(data_string, format)
    name, offset = fields[-2:]
    arguments = fields[:6] + (fraction,)
    if offset is not None:
        delta = timedelta(seconds=offset, microseconds=offset_fraction)
        arguments += (timezone(delta, name) if name else timezone(delta),)
    return cls(*arguments)
