"""Calendars as data, text and HTML, and `-m calendar`.

A month is a range of day numbers in whole weeks, which begins below 1 and ends beyond the month's last day; all else is
made of it.
"""
import datetime
import locale as _locale
import sys
from itertools import count

__all__ = ['IllegalMonthError', 'IllegalWeekdayError', 'setfirstweekday', 'firstweekday', 'isleap', 'leapdays',
           'weekday', 'monthrange', 'monthcalendar', 'prmonth', 'month', 'prcal', 'calendar', 'timegm', 'month_name',
           'month_abbr', 'day_name', 'day_abbr', 'Calendar', 'TextCalendar', 'HTMLCalendar', 'LocaleTextCalendar',
           'LocaleHTMLCalendar', 'weekheader', 'FRIDAY', 'MONDAY', 'SATURDAY', 'SUNDAY', 'THURSDAY', 'TUESDAY',
           'WEDNESDAY']

error = ValueError


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


class IllegalWeekdayError(ValueError):
    def __init__(self, weekday):
        self.weekday = weekday

    def __str__(self):
        return f'bad weekday number {self.weekday!r}; must be 0 (Monday) to 6 (Sunday)'


January, February = 1, 2
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class _Names:
    # Names of months or days, as strftime gives them now.
    def __init__(self, format, dates):
        self.format, self._dates = format, dates

    def __getitem__(self, i):
        found = self._dates[i]
        if isinstance(i, slice):
            return [date and date.strftime(self.format) for date in found]
        return found and found.strftime(self.format)

    def __len__(self):
        return len(self._dates)


_days = [datetime.date(2001, 1, i + 1) for i in range(7)]
_months = [''] + [datetime.date(2001, i + 1, 1) for i in range(12)]
day_name, day_abbr = _Names('%A', _days), _Names('%a', _days)
month_name, month_abbr = _Names('%B', _months), _Names('%b', _months)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def isleap(year):
    """Is it a leap year?"""
    return year % (4 if year % 100 else 400) == 0


def leapdays(y1, y2):
    """How many leap years there are from y1 up to y2."""
    # How many there are before a year.
    before = [(year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 for year in (y1, y2)]
    return before[1] - before[0]


def weekday(year, month, day):
    """The day of the week, 0 for Monday."""
    # Beyond the years of dates the weeks repeat every 400 years.
    within = datetime.MINYEAR <= year <= datetime.MAXYEAR
    return datetime.date(year if within else 2000 + year % 400, month, day).weekday()


def monthrange(year, month):
    """(the first day's day of the week, how many days the month has)."""
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _monthlen(year, month)


def _monthlen(year, month):
    return mdays[month] + (isleap(year) and month == February)


def _moved(year, month, by):
    # A month before or after.
    years, month = divmod(month - 1 + by, 12)
    return year + years, month + 1


class Calendar:
    """Calendars as data."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self._firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self._firstweekday = firstweekday

    firstweekday = property(fget=getfirstweekday, fset=setfirstweekday)

    def iterweekdays(self):
        start = self.firstweekday
        return (day % 7 for day in range(start, start + 7))

    def _whole_weeks(self, year, month):
        # Day numbers, and how many of them are in the month.
        first, length = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        return range(1 - before, length + 1 + (-before - length) % 7), length

    def itermonthdates(self, year, month):
        """The dates of a month's weeks, whole ones."""
        for place in self.itermonthdays3(year, month):
            yield datetime.date(*place)

    def itermonthdays(self, year, month):
        """Their days; 0 outside the month."""
        days, length = self._whole_weeks(year, month)
        for day in days:
            yield day if 0 < day <= length else 0

    def itermonthdays2(self, year, month):
        """(day, day of the week)."""
        for day, at in zip(self.itermonthdays(year, month), count(self.firstweekday)):
            yield day, at % 7

    def itermonthdays3(self, year, month):
        """(year, month, day)."""
        days, length = self._whole_weeks(year, month)
        earlier, later = _moved(year, month, -1), _moved(year, month, 1)
        for day in days:
            if day < 1:
                yield *earlier, _monthlen(*earlier) + day
            elif day > length:
                yield *later, day - length
            else:
                yield year, month, day

    def itermonthdays4(self, year, month):
        """(year, month, day, day of the week)."""
        for place, at in zip(self.itermonthdays3(year, month), count(self.firstweekday)):
            yield *place, at % 7

    @staticmethod
    def _weeks(days):
        return list(map(list, zip(*[iter(days)] * 7)))

    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))

    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))

    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))

    def _year(self, of_month, year, width):
        months = [of_month(year, month) for month in range(January, January + 12)]
        return [months[i:i + width] for i in range(0, len(months), width)]

    def yeardatescalendar(self, year, width=3):
        return self._year(self.monthdatescalendar, year, width)

    def yeardays2calendar(self, year, width=3):
        return self._year(self.monthdays2calendar, year, width)

    def yeardayscalendar(self, year, width=3):
        return self._year(self.monthdayscalendar, year, width)


class TextCalendar(Calendar):
    """Calendars as text."""

    def prweek(self, theweek, width):
        print(self.formatweek(theweek, width), end='')

    def formatday(self, day, weekday, width):
        return ('' if day == 0 else '%2i' % day).center(width)

    def formatweek(self, theweek, width):
        return ' '.join(self.formatday(d, wd, width) for d, wd in theweek)

    def formatweekday(self, day, width):
        name = (day_abbr if width < 9 else day_name)[day]
        return name[:width].center(width)

    def formatweekheader(self, width):
        return ' '.join([self.formatweekday(day, width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = month_name[themonth]
        return (f'{name} {theyear!r}' if withyear else name).center(width)

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end='')

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, end = max(2, w), '\n' * max(1, l)
        lines = [self.formatmonthname(theyear, themonth, 7 * w + 6), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(theyear, themonth)]
        return ''.join([line.rstrip() + end for line in lines])

    def formatyear(self, theyear, w=2, l=1, c=6, m=3):
        w, end, gap = max(2, w), '\n' * max(1, l), max(2, c)
        width = 7 * w + 6
        lines, head = [repr(theyear).center(width * m + gap * (m - 1))], self.formatweekheader(w)
        for start, months in zip(count(January, m), self.yeardays2calendar(theyear, m)):
            columns = [[self.formatmonthname(theyear, month, width, False), head,
                        *(self.formatweek(week, w) for week in weeks)] for month, weeks in enumerate(months, start)]
            height = max(map(len, columns))
            rows = zip(*(column + [''] * (height - len(column)) for column in columns))
            lines += ['', *(formatstring(row, width, gap) for row in rows)]
        return ''.join([line.rstrip() + end for line in lines])

    def pryear(self, theyear, w=0, l=0, c=6, m=3):
        print(self.formatyear(theyear, w, l, c, m), end='')


class HTMLCalendar(Calendar):
    """Calendars as HTML."""

    cssclasses = cssclasses_weekday_head = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    cssclass_noday = 'noday'
    cssclass_month_head = cssclass_month = 'month'
    cssclass_year_head = cssclass_year = 'year'

    def formatday(self, day, weekday):
        if day == 0:
            return f'<td class="{self.cssclass_noday}">&nbsp;</td>'
        return f'<td class="{self.cssclasses[weekday]}">{day}</td>'

    def formatweek(self, theweek):
        return f'<tr>{"".join(self.formatday(d, wd) for d, wd in theweek)}</tr>'

    def formatweekday(self, day):
        return f'<th class="{self.cssclasses_weekday_head[day]}">{day_abbr[day]}</th>'

    def formatweekheader(self):
        return f'<tr>{"".join(self.formatweekday(i) for i in self.iterweekdays())}</tr>'

    def formatmonthname(self, theyear, themonth, withyear=True):
        s = f'{month_name[themonth]} {theyear}' if withyear else f'{month_name[themonth]}'
        return f'<tr><th colspan="7" class="{self.cssclass_month_head}">{s}</th></tr>'

    def formatmonth(self, theyear, themonth, withyear=True):
        lines = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_month}">',
                 self.formatmonthname(theyear, themonth, withyear=withyear), self.formatweekheader()]
        lines += [self.formatweek(week) for week in self.monthdays2calendar(theyear, themonth)]
        return '\n'.join(lines + ['</table>', ''])

    def formatyear(self, theyear, width=3):
        width = max(width, 1)
        v = [f'<table border="0" cellpadding="0" cellspacing="0" class="{self.cssclass_year}">\n'
             f'<tr><th colspan="{width}" class="{self.cssclass_year_head}">{theyear}</th></tr>']
        for i in range(January, January + 12, width):
            v.append('<tr>')
            for m in range(i, min(i + width, 13)):
                v.append(f'<td>{self.formatmonth(theyear, m, withyear=False)}</td>')
            v.append('</tr>')
        return ''.join(v) + '</table>'

    def formatyearpage(self, theyear, width=3, css='calendar.css', encoding=None):
        encoding = sys.getdefaultencoding() if encoding is None else encoding
        v = [f'<?xml version="1.0" encoding="{encoding}"?>\n',
             '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
             '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n',
             '<html>\n', '<head>\n', f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}" />\n']
        if css is not None:
            v.append(f'<link rel="stylesheet" type="text/css" href="{css}" />\n')
        v += [f'<title>Calendar for {theyear}</title>\n', '</head>\n', '<body>\n', self.formatyear(theyear, width),
              '</body>\n', '</html>\n']
        return ''.join(v).encode(encoding, 'xmlcharrefreplace')


class different_locale:
    """Another locale for the time of a block."""

    def __init__(self, locale):
        self.locale = locale
        self.oldlocale = None

    def __enter__(self):
        self.oldlocale = _locale.setlocale(_locale.LC_TIME, None)
        self._set(self.locale)

    def __exit__(self, *args):
        if self.oldlocale is not None:
            self._set(self.oldlocale)

    def _set(self, locale):
        _locale.setlocale(_locale.LC_TIME, locale)


def _get_default_locale():
    found = _locale.setlocale(_locale.LC_TIME, None)
    if found == 'C':
        with different_locale(''):
            found = _locale.setlocale(_locale.LC_TIME, None)
    return found


class _InLocale:
    # What both calendars below have before what they are based on: names in the language of a locale.

    def __init__(self, firstweekday=0, locale=None):
        super().__init__(firstweekday)
        self.locale = _get_default_locale() if locale is None else locale

    def formatweekday(self, *args, **kwargs):
        with different_locale(self.locale):
            return super().formatweekday(*args, **kwargs)

    def formatmonthname(self, *args, **kwargs):
        with different_locale(self.locale):
            return super().formatmonthname(*args, **kwargs)


class LocaleTextCalendar(_InLocale, TextCalendar):
    """Calendars as text in a language."""


class LocaleHTMLCalendar(_InLocale, HTMLCalendar):
    """Calendars as HTML in a language."""


c = TextCalendar()
firstweekday = c.getfirstweekday


def setfirstweekday(firstweekday):
    """The day that weeks begin with, 0 for Monday."""
    if not MONDAY <= firstweekday <= SUNDAY:
        raise IllegalWeekdayError(firstweekday)
    c.firstweekday = firstweekday


monthcalendar, prweek, week, weekheader = c.monthdayscalendar, c.prweek, c.formatweek, c.formatweekheader
prmonth, month, calendar, prcal = c.prmonth, c.formatmonth, c.formatyear, c.pryear

_colwidth, _spacing = 20, 6


def format(cols, colwidth=_colwidth, spacing=_spacing):
    """Print columns."""
    print(formatstring(cols, colwidth, spacing))


def formatstring(cols, colwidth=_colwidth, spacing=_spacing):
    """Columns, each in the middle of its place."""
    return (' ' * spacing).join(col.center(colwidth) for col in cols)


EPOCH = 1970
_FIRST = datetime.date(EPOCH, 1, 1)


def timegm(tuple):
    """Seconds since the epoch of a time in UTC."""
    year, month, day, hours, minutes, seconds = tuple[:6]
    days = (datetime.date(year, month, 1) - _FIRST).days + day - 1
    return (days * 24 + hours) * 3600 + minutes * 60 + seconds


def main(args):
    """The command line."""
    import argparse
    parser = argparse.ArgumentParser()
    text, html = (parser.add_argument_group(f'{kind} only arguments') for kind in ('text', 'html'))
    for name, default, doc in (('width', 2, 'width of date column'), ('lines', 1, 'number of lines for each week'),
                               ('spacing', 6, 'spacing between months'), ('months', 3, 'months per row')):
        text.add_argument(f'-{name[0]}', f'--{name}', type=int, default=default, help=f'{doc} (default {default})')
    html.add_argument('-c', '--css', default='calendar.css', help='CSS to use for page')
    parser.add_argument('-L', '--locale', help='locale to be used from month and weekday names')
    parser.add_argument('-e', '--encoding', help='encoding to use for output')
    parser.add_argument('-t', '--type', default='text', choices=('text', 'html'), help='output type (text or html)')
    parser.add_argument('year', nargs='?', type=int, help='year number (1-9999)')
    parser.add_argument('month', nargs='?', type=int, help='month number (1-12, text only)')
    given = parser.parse_args(args[1:])
    if given.locale and not given.encoding:
        parser.error('if --locale is specified --encoding is required')
    year = datetime.date.today().year if given.year is None else given.year
    options = {'locale': (given.locale, given.encoding)} if given.locale else {}
    if given.type == 'html':
        if given.month is not None:
            parser.error('incorrect number of arguments')
        calendar = (LocaleHTMLCalendar if options else HTMLCalendar)(**options)
        shown = calendar.formatyearpage(year, css=given.css, encoding=given.encoding or sys.getdefaultencoding())
    else:
        calendar = (LocaleTextCalendar if options else TextCalendar)(**options)
        if given.month is None:
            shown = calendar.formatyear(year, given.width, given.lines, given.spacing, given.months)
        else:
            shown = calendar.formatmonth(year, given.month, given.width, given.lines)
        if given.encoding:
            shown = shown.encode(given.encoding)
    (sys.stdout if isinstance(shown, str) else sys.stdout.buffer).write(shown)


if __name__ == '__main__':
    main(sys.argv)
