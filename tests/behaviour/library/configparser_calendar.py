# configparser and calendar.
import configparser as C, io, calendar
p=C.ConfigParser(); p.read_string('''[DEFAULT]
base = /x
[a]
; comment
Key = %(base)s/y
multi = one
  two

  three
n: 5
b = yes
e =
[b c]
x = 50%%
''')
print(p.sections(), p['a']['key'], repr(p['a']['multi']), p.getint('a','n'), p.getboolean('a','b'), p['b c']['x'], dict(p['a']), p.has_option('a','BASE'), p.items('a'), p.get('a','zz',fallback='fb'), p['a'].getint('n'), p['a'].get('q','d'), list(p), len(p), p['a'])
# expect: ['a', 'b c'] /x/y 'one\ntwo\n\nthree' 5 True 50% {'key': '/x/y', 'multi': 'one\ntwo\n\nthree', 'n': '5', 'b': 'yes', 'e': '', 'base': '/x'} True [('base', '/x'), ('key', '/x/y'), ('multi', 'one\ntwo\n\nthree'), ('n', '5'), ('b', 'yes'), ('e', '')] fb 5 d ['DEFAULT', 'a', 'b c'] 3 <Section: a>
for f in [lambda: p.get('zz','a'), lambda: p.get('a','zz'), lambda: p['zz'], lambda: p.add_section('a'), lambda: p.add_section('DEFAULT'), lambda: p.set('a','k',5), lambda: p.set('a','k','%'), lambda: p.read_string('x=1'), lambda: p.read_string('[a]\nfoo\nbar'), lambda: p.read_string('[q]\na=1\na=2'), lambda: p.read_string('[q]\n[q]'), lambda: p.getboolean('a','n') , lambda: p.getint('a','key'), lambda: p.read('/nonexi'), lambda: p.set('zz','a','b'), lambda: p.remove_option('a','n'), lambda: p.remove_section('nope'), lambda: p.read_dict({'d':{'x':1,'y':None}})]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: NoSectionError No section: 'zz'
    # expect: NoOptionError No option 'zz' in section: 'a'
    # expect: KeyError 'zz'
    # expect: DuplicateSectionError Section 'a' already exists
    # expect: ValueError Invalid section name: 'DEFAULT'
    # expect: TypeError option values must be strings
    # expect: ValueError invalid interpolation syntax in '%' at position 0
    # expect: MissingSectionHeaderError File contains no section headers.
    # expect: file: '<string>', line: 1
    # expect: 'x=1'
    # expect: ParsingError Source contains parsing errors: '<string>'
    # expect: 	[line  2]: 'foo\n'
    # expect: 	[line  3]: 'bar'
    # expect: DuplicateOptionError While reading from '<string>' [line  3]: option 'a' in section 'q' already exists
    # expect: DuplicateSectionError While reading from '<string>' [line  2]: section 'q' already exists
    # expect: ValueError Not a boolean: 5
    # expect: ValueError invalid literal for int() with base 10: '/x/y'
# expect: []
# expect: NoSectionError No section: 'zz'
# expect: True
# expect: False
# expect: TypeError option values must be strings
p.set('a','bad','%(nope)s')
try: p.get('a','bad')
except C.InterpolationMissingOptionError as e: print(e)
# expect: Bad value substitution: option 'bad' in section 'a' contains an interpolation key 'nope' which is not a valid option name. Raw value: '%(nope)s'
p.set('a','r','%(r)s')
try: p.get('a','r')
except C.InterpolationDepthError as e: print(e)
# expect: Recursion limit exceeded in value substitution: option 'r' in section 'a' contains an interpolation key which cannot be substituted in 10 steps. Raw value: '%(r)s'
p.remove_option('a','bad'); p.remove_option('a','r')
o=io.StringIO(); p.write(o); print(o.getvalue())
# expect: [DEFAULT]
# expect: base = /x
# expect:
# expect: [a]
# expect: key = %(base)s/y
# expect: multi = one
# expect: 	two
# expect:
# expect: 	three
# expect: b = yes
# expect: e =
# expect:
# expect: [b c]
# expect: x = 50%%
# expect:
# expect: [q]
# expect: a = ['1']
# expect:
# expect: [d]
# expect: x = 1
# expect:
# expect:
q=C.ConfigParser(interpolation=C.ExtendedInterpolation(), allow_no_value=True, inline_comment_prefixes=('#',), delimiters=('=',), converters={'list':lambda v:v.split(',')}); q.read_string('[s]\na=1 # c\nb=${a}2\nc=${t:d}\nnoval\nl=x,y\n[t]\nd=$$5\n'); print(q['s']['b'],q['s']['c'],q['s']['noval'],q.getlist('s','l'),q['s'].getlist('l'),q['s']['a'])
# expect: 12 $5 None ['x', 'y'] ['x', 'y'] 1
r=C.RawConfigParser(); r.read_dict({'x':{'y':'%(z)s'}}); print(r['x']['y']); r['n']={'k':'v'}; print(r.sections(), 'n' in r, r.has_section('q')); del r['n']; print(r.sections())
# expect: %(z)s
# expect: ['x', 'n'] True False
# expect: ['x']
print(calendar.month(2024,2)); print(calendar.calendar(2023)[:300]); print(calendar.monthrange(2024,2), calendar.isleap(1900), calendar.leapdays(2000,2025), calendar.weekday(2024,1,1), calendar.monthcalendar(2024,2)); print(calendar.HTMLCalendar(6).formatmonth(2024,2)[:200], calendar.day_name[0], list(calendar.month_abbr), calendar.timegm((2024,1,1,0,0,0)))
# expect:    February 2024
# expect: Mo Tu We Th Fr Sa Su
# expect:           1  2  3  4
# expect:  5  6  7  8  9 10 11
# expect: 12 13 14 15 16 17 18
# expect: 19 20 21 22 23 24 25
# expect: 26 27 28 29
# expect:
# expect:                                   2023
# expect:
# expect:       January                   February                   March
# expect: Mo Tu We Th Fr Sa Su      Mo Tu We Th Fr Sa Su      Mo Tu We Th Fr Sa Su
# expect:                    1             1  2  3  4  5             1  2  3  4  5
# expect:  2  3  4  5  6  7  8       6  7  8  9 10 11 12
# expect: (3, 29) False 7 0 [[0, 0, 0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 16, 17, 18], [19, 20, 21, 22, 23, 24, 25], [26, 27, 28, 29, 0, 0, 0]]
# expect: <table border="0" cellpadding="0" cellspacing="0" class="month">
# expect: <tr><th colspan="7" class="month">February 2024</th></tr>
# expect: <tr><th class="sun">Sun</th><th class="mon">Mon</th><th class="tue">Tue</th>< Monday ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] 1704067200
try: calendar.monthrange(2024,13)
except calendar.IllegalMonthError as e: print(e)  # expect: bad month number 13; must be 1-12
try: calendar.setfirstweekday(8)
except ValueError as e: print(e)  # expect: bad weekday number 8; must be 0 (Monday) to 6 (Sunday)
print(list(calendar.Calendar(6).itermonthdates(2024,2))[0], calendar.TextCalendar(6).formatweekheader(9))
# expect: 2024-01-28   Sunday    Monday   Tuesday  Wednesday  Thursday   Friday   Saturday
