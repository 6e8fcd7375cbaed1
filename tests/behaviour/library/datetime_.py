# datetime: arithmetic, comparison, texts.
from datetime import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (timedelta(1.5)))  # expect: datetime.timedelta(days=1, seconds=43200)
show(lambda: (timedelta(seconds=0.1,microseconds=.5)))  # expect: datetime.timedelta(microseconds=100000)
show(lambda: (timedelta('x')))  # expect: TypeError unsupported type for timedelta days component: str
show(lambda: (timedelta(10**9)))  # expect: OverflowError days=1000000000; must have magnitude <= 999999999
show(lambda: (str(timedelta(days=-1,seconds=3,microseconds=5))))  # expect: '-1 day, 0:00:03.000005'
show(lambda: (timedelta(seconds=5)*1.5, timedelta(seconds=5)/3, timedelta(1)/timedelta(2), divmod(timedelta(5),timedelta(2))))
# expect: (datetime.timedelta(seconds=7, microseconds=500000), datetime.timedelta(seconds=1, microseconds=666667), 0.5, (2, datetime.timedelta(days=1)))
show(lambda: (timedelta(1)+1))  # expect: TypeError unsupported operand type(s) for +: 'datetime.timedelta' and 'int'
show(lambda: (timedelta(1)<1))  # expect: TypeError '<' not supported between instances of 'datetime.timedelta' and 'int'
show(lambda: (datetime.max,datetime.min,date.max,timedelta.max))
# expect: (datetime.datetime(9999, 12, 31, 23, 59, 59, 999999), datetime.datetime(1, 1, 1, 0, 0), datetime.date(9999, 12, 31), datetime.timedelta(days=999999999, seconds=86399, microseconds=999999))
show(lambda: (date(2020,2,30)))  # expect: ValueError day is out of range for month
show(lambda: (date(2020,1,1)-date(2019,1,1), date(2020,1,1)+timedelta(400)))
# expect: (datetime.timedelta(days=365), datetime.date(2021, 2, 4))
show(lambda: (date(2020,12,31).isocalendar()))  # expect: datetime.IsoCalendarDate(year=2020, week=53, weekday=4)
show(lambda: (datetime.fromisoformat('2020-01-02T03:04:05.123456+01:30')))
# expect: datetime.datetime(2020, 1, 2, 3, 4, 5, 123456, tzinfo=datetime.timezone(datetime.timedelta(seconds=5400)))
show(lambda: (datetime.fromisoformat('2020-01-02 03:04:05.1234')))
# expect: ValueError Invalid isoformat string: '2020-01-02 03:04:05.1234'
show(lambda: (datetime(2020,1,1,tzinfo=timezone.utc)-datetime(2020,1,1)))
# expect: TypeError can't subtract offset-naive and offset-aware datetimes
show(lambda: (datetime(2020,1,1,tzinfo=timezone.utc)<datetime(2020,1,1)))
# expect: TypeError can't compare offset-naive and offset-aware datetimes
show(lambda: (datetime(2020,1,1)<date(2020,1,1)))  # expect: TypeError can't compare datetime.datetime to datetime.date
show(lambda: (date(2020,1,1)<datetime(2020,1,1)))  # expect: TypeError can't compare datetime.datetime to datetime.date
show(lambda: (date(2020,1,1)<1))  # expect: TypeError '<' not supported between instances of 'datetime.date' and 'int'
show(lambda: (datetime(2020,1,1)-1))  # expect: TypeError unsupported operand type(s) for -: 'datetime.datetime' and 'int'
show(lambda: (datetime(2020,1,1)+datetime(2020,1,1)))
# expect: TypeError unsupported operand type(s) for +: 'datetime.datetime' and 'datetime.datetime'
show(lambda: (timezone(timedelta(hours=24))))
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
show(lambda: (timezone.utc,timezone.min, str(timezone.max)))
# expect: (datetime.timezone.utc, datetime.timezone(datetime.timedelta(days=-1, seconds=60)), 'UTC+23:59')
show(lambda: (datetime(2020,1,1,12,tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=2)))))
# expect: datetime.datetime(2020, 1, 1, 14, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200)))
show(lambda: (datetime(2020,1,1,12,5,6,7).strftime('%Y-%m-%d %H:%M:%S.%f %a %b %j %z|%Z|%%')))
# expect: '2020-01-01 12:05:06.000007 Wed Jan 001 ||%'
show(lambda: (datetime.strptime('2020-01-02 03:04','%Y-%m-%d %H:%M')))  # expect: datetime.datetime(2020, 1, 2, 3, 4)
show(lambda: (datetime.strptime('x','%Y')))  # expect: ValueError time data 'x' does not match format '%Y'
show(lambda: (datetime.fromtimestamp(0),datetime.utcfromtimestamp(1.5),datetime.fromtimestamp(1e9+.25,timezone.utc)))
# expect: (datetime.datetime(1970, 1, 1, 0, 0), datetime.datetime(1970, 1, 1, 0, 0, 1, 500000), datetime.datetime(2001, 9, 9, 1, 46, 40, 250000, tzinfo=datetime.timezone.utc))
show(lambda: (datetime(2020,1,1,12).timestamp()))  # expect: 1577880000.0
show(lambda: (time(1,2,3,4), time(25)))  # expect: ValueError hour must be in 0..23
show(lambda: (type(datetime.now()), datetime, timedelta, datetime.__module__))
# expect: (<class 'datetime.datetime'>, <class 'datetime.datetime'>, <class 'datetime.timedelta'>, 'datetime')
show(lambda: (datetime.max.__class__.__name__, hash(date(2020,1,1))==hash(date(2020,1,1))))  # expect: ('datetime', True)
show(lambda: (sorted([date(2020,1,2),date(2020,1,1)])))  # expect: [datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)]
show(lambda: (datetime(2020,1,1)-datetime(2019,12,31,23,59,57)).total_seconds())  # expect: 3.0
show(lambda: (str(datetime(2020,1,1,0,0,3)-datetime(2020,1,1))))  # expect: '0:00:03'
show(lambda: (setattr(datetime,'x',1)))  # expect: TypeError cannot set 'x' attribute of immutable type 'datetime.datetime'
show(lambda: (type('D',(datetime,),{})(2020,1,1)+timedelta(1)))  # expect: D(2020, 1, 2, 0, 0)
show(lambda: (type('D',(timezone,),{})))  # expect: TypeError type 'datetime.timezone' is not an acceptable base type
show(lambda: (datetime(2020,1,1).x))  # expect: AttributeError 'datetime.datetime' object has no attribute 'x'
show(lambda: ({datetime(2020,1,1):1}[datetime(2020,1,1)]))  # expect: 1
show(lambda: (f'{datetime(2020,1,1):%d.%m.}'))  # expect: '01.01.'
show(lambda: (isinstance(datetime.now(), date), datetime.now()>=datetime(2020,1,1), datetime.now()-timedelta(seconds=1)<datetime.now()))
# expect: (True, True, True)
show(lambda: (datetime.now(1)))  # expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
show(lambda: (abs((datetime.now(timezone.utc)-datetime.now().astimezone()).total_seconds())<1))  # expect: True
show(lambda: (datetime(1,1)))  # expect: TypeError function missing required argument 'day' (pos 3)
show(lambda: (date.today()==datetime.now().date()))  # expect: True
