# Dates and moments whose fields are checked and counted natively.
from datetime import date, datetime, timedelta, timezone, time
import itertools
for args in ((2020, 2, 29), (2019, 2, 29), (0, 1, 1), (10000, 1, 1), (2020, 13, 1), (2020, 0, 1), (2020, 4, 31), (2020, 4, 0), (True, 1, True), (2020, 1.0, 1), ('a', 1, 1), (2020,), ()):
    for cls in (date, datetime):
        try: print(repr(cls(*args)), end='; ')
        except Exception as e: print(type(e).__name__, e, end='; ')
    print()
for args in ((24,), (23, 60), (23, 59, 60), (23, 59, 59, 1000000), (-1,), (1, 2, 3, 4, 5), (1, 2, 3, 4, None), (True, True)):
    try: print(repr(datetime(2020, 1, 1, *args)))
    except Exception as e: print(type(e).__name__, e)
for fold in (0, 1, 2, True):
    try: print(repr(datetime(2020, 1, 1, fold=fold)), datetime(2020, 1, 1, fold=fold).fold)
    except Exception as e: print(type(e).__name__, e)
d = datetime(2020, 2, 28, 23, 59, 59, 999999)
for us in (0, 1, 86400 * 10**6, -1, 10**15, -10**15, 366 * 86400 * 10**6):
    print(d + timedelta(microseconds=us), d - timedelta(microseconds=us), (d + timedelta(microseconds=us) - d) // timedelta(microseconds=1))
for bad in (lambda: datetime.max + timedelta(microseconds=1), lambda: datetime.min - timedelta(microseconds=1), lambda: datetime.max - timedelta.min, lambda: date.max + timedelta(1), lambda: date.fromordinal(0), lambda: date.fromordinal(3652060), lambda: timedelta(days=10**9), lambda: timedelta('1'), lambda: timedelta(None)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(timedelta(1, 2, 3, 4, 5, 6, 7), timedelta(True), timedelta(1.5), timedelta(hours=-1), timedelta(weeks=1, days=-7), timedelta(milliseconds=-1), timedelta(0.1, 0.2, 0.3))
class T(timedelta): pass
class D(datetime): pass
class N(date): pass
print(type(T(1)).__name__, repr(T(1)), repr(D(2020, 1, 1) + timedelta(1)), repr(N(2020, 1, 31) + timedelta(1)), N.fromordinal(5), type(D(2020, 1, 1) - D(2019, 1, 1)).__name__)
print([date.fromordinal(n).isoformat() for n in (1, 31, 32, 59, 60, 365, 366, 730, 731, 1461, 1462, 36524, 36525, 146097, 146098, 3652059)])
print(all(date.fromordinal(n).toordinal() == n for n in range(1, 3652059, 997)), sum(date.fromordinal(n).weekday() for n in range(700000, 710000, 7)))
x = datetime(1999, 12, 31, 23, 59, 59)
print(x.isoformat(), x.isoformat(' '), x.isoformat('é'), x.isoformat('ł', 'auto'), x.isoformat(timespec='hours'), x.replace(microsecond=5).isoformat(), str(x), x.replace(tzinfo=timezone.utc).isoformat(), datetime(1, 1, 1).isoformat())
for sep in ('', 'ab', 5):
    try: print(x.isoformat(sep))
    except Exception as e: print(type(e).__name__, e)
print(hash(datetime(2020, 1, 1)) == hash(datetime(2020, 1, 1, fold=1)), datetime(2020, 1, 1) == datetime(2020, 1, 1), datetime(2020, 1, 1) < datetime(2020, 1, 2), datetime(2020, 1, 1, tzinfo=timezone.utc) - datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=2))))
print(datetime(2020, 3, 1).isocalendar(), date(1, 1, 1).isocalendar(), date(9999, 12, 31).isocalendar(), date.fromisocalendar(2020, 53, 7), (date(2020, 3, 1) - date(2020, 2, 1)).days, datetime.fromisoformat('2020-02-29T01:02:03.000004'))
# expect: datetime.date(2020, 2, 29); datetime.datetime(2020, 2, 29, 0, 0); 
# expect: ValueError day is out of range for month; ValueError day is out of range for month; 
# expect: ValueError year 0 is out of range; ValueError year 0 is out of range; 
# expect: ValueError year 10000 is out of range; ValueError year 10000 is out of range; 
# expect: ValueError month must be in 1..12; ValueError month must be in 1..12; 
# expect: ValueError month must be in 1..12; ValueError month must be in 1..12; 
# expect: ValueError day is out of range for month; ValueError day is out of range for month; 
# expect: ValueError day is out of range for month; ValueError day is out of range for month; 
# expect: datetime.date(1, 1, 1); datetime.datetime(1, 1, 1, 0, 0); 
# expect: TypeError 'float' object cannot be interpreted as an integer; TypeError 'float' object cannot be interpreted as an integer; 
# expect: TypeError 'str' object cannot be interpreted as an integer; TypeError 'str' object cannot be interpreted as an integer; 
# expect: TypeError function missing required argument 'month' (pos 2); TypeError function missing required argument 'month' (pos 2); 
# expect: TypeError function missing required argument 'year' (pos 1); TypeError function missing required argument 'year' (pos 1); 
# expect: ValueError hour must be in 0..23
# expect: ValueError minute must be in 0..59
# expect: ValueError second must be in 0..59
# expect: ValueError microsecond must be in 0..999999
# expect: ValueError hour must be in 0..23
# expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
# expect: datetime.datetime(2020, 1, 1, 1, 2, 3, 4)
# expect: datetime.datetime(2020, 1, 1, 1, 1)
# expect: datetime.datetime(2020, 1, 1, 0, 0) 0
# expect: datetime.datetime(2020, 1, 1, 0, 0, fold=1) 1
# expect: ValueError fold must be either 0 or 1
# expect: datetime.datetime(2020, 1, 1, 0, 0, fold=1) 1
# expect: 2020-02-28 23:59:59.999999 2020-02-28 23:59:59.999999 0
# expect: 2020-02-29 00:00:00 2020-02-28 23:59:59.999998 1
# expect: 2020-02-29 23:59:59.999999 2020-02-27 23:59:59.999999 86400000000
# expect: 2020-02-28 23:59:59.999998 2020-02-29 00:00:00 -1
# expect: 2051-11-07 01:46:39.999999 1988-06-21 22:13:19.999999 1000000000000000
# expect: 1988-06-21 22:13:19.999999 2051-11-07 01:46:39.999999 -1000000000000000
# expect: 2021-02-28 23:59:59.999999 2019-02-27 23:59:59.999999 31622400000000
# expect: OverflowError date value out of range
# expect: OverflowError date value out of range
# expect: OverflowError date value out of range
# expect: OverflowError date value out of range
# expect: ValueError ordinal must be >= 1
# expect: ValueError year 10000 is out of range
# expect: OverflowError days=1000000000; must have magnitude <= 999999999
# expect: TypeError unsupported type for timedelta days component: str
# expect: TypeError unsupported type for timedelta days component: NoneType
# expect: 50 days, 6:05:02.004003 1 day, 0:00:00 1 day, 12:00:00 -1 day, 23:00:00 0:00:00 -1 day, 23:59:59.999000 2:24:00.200000
# expect: T T(days=1) D(2020, 1, 2, 0, 0) N(2020, 2, 1) 0001-01-05 timedelta
# expect: ['0001-01-01', '0001-01-31', '0001-02-01', '0001-02-28', '0001-03-01', '0001-12-31', '0002-01-01', '0002-12-31', '0003-01-01', '0004-12-31', '0005-01-01', '0100-12-31', '0101-01-01', '0400-12-31', '0401-01-01', '9999-12-31']
# expect: True 8574
# expect: 1999-12-31T23:59:59 1999-12-31 23:59:59 1999-12-31é23:59:59 1999-12-31ł23:59:59 1999-12-31T23 1999-12-31T23:59:59.000005 1999-12-31 23:59:59 1999-12-31T23:59:59+00:00 0001-01-01T00:00:00
# expect: TypeError isoformat() argument 1 must be a unicode character, not str
# expect: TypeError isoformat() argument 1 must be a unicode character, not str
# expect: TypeError isoformat() argument 1 must be a unicode character, not int
# expect: True True True 2:00:00
# expect: datetime.IsoCalendarDate(year=2020, week=9, weekday=7) datetime.IsoCalendarDate(year=1, week=1, weekday=1) datetime.IsoCalendarDate(year=9999, week=52, weekday=5) 2021-01-03 29 2020-02-29 01:02:03.000004
