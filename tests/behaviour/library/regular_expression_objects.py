# Pattern, Match and scanner objects: attributes, arguments and errors.
import copy
import inspect
import pickle
import re

p = re.compile(r'(?P<a>\w)(?P<b>\d)?')
m = p.search('..x1y')
print(m, m.group(), m.group(1, 2), m['a'], m[2], m.groups(), m.groupdict())
# expect: <re.Match object; span=(2, 4), match='x1'> x1 ('x', '1') x 1 ('x', '1') {'a': 'x', 'b': '1'}
print(m.span('b'), m.start(), m.end(2), m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs, m.re is p, m.string)
# expect: (3, 4) 2 4 0 5 2 b ((2, 4), (2, 3), (3, 4)) True ..x1y
for group in 'z', 3, -1, None, 2.0, b'a', []:
    try:
        m.group(group)
    except Exception as error:
        print(type(error).__name__, error)
        # expect: IndexError no such group
        # expect: IndexError no such group
        # expect: IndexError no such group
        # expect: IndexError no such group
        # expect: IndexError no such group
        # expect: IndexError no such group
        # expect: TypeError unhashable type: 'list'
print(p, re.compile('a', re.I | re.X), re.compile(b'a', re.L))
# expect: re.compile('(?P<a>\\w)(?P<b>\\d)?') re.compile('a', re.IGNORECASE|re.VERBOSE) re.compile(b'a', re.LOCALE)
print(re.findall('a|', 'baac'), re.findall('(a)|b', 'abc'), re.findall(rb'\w', bytearray(b'ab')))
# expect: ['', 'a', 'a', '', ''] ['a', ''] [b'a', b'b']
print(re.split(r'(,)|;', 'a,b;c'), re.split(',', 'a,b,c', 1), re.split('x*', 'axbc'), re.split(b',', memoryview(b'a,b')))
# expect: ['a', ',', 'b', None, 'c'] ['a', 'b,c'] ['', 'a', '', 'b', 'c', ''] [b'a', b'b']
print(re.sub('a', 'b', 'banana', 2), re.subn('x', 'y', 'abc'), re.sub('(?P<n>.)', r'\g<n>-\1', 'ab'), re.sub('x*', '-', 'abxd'))
# expect: bbnbna ('abc', 0) a-ab-b -a-b--d-
print(re.sub('a', lambda m: m.group().upper(), 'banana'), re.sub('a', lambda m: None, 'banana'))
# expect: bAnAnA bnn
for call in (lambda: re.sub('a', b'x', 'xaa'), lambda: re.sub(b'a', 'x', b'xaa'), lambda: re.sub('a', lambda m: 5, 'xaa'),
             lambda: re.sub('a', 5, 'xaa'), lambda: re.sub('a', r'\2', 'xaa'), lambda: p.match(b'a'),
             lambda: re.match(b'a', 'a'), lambda: p.match(5), lambda: re.Pattern(), lambda: p < p):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError sequence item 1: expected str instance, bytes found
        # expect: TypeError sequence item 1: expected a bytes-like object, str found
        # expect: TypeError sequence item 1: expected str instance, int found
        # expect: TypeError decoding to str: need a bytes-like object, int found
        # expect: error invalid group reference 2 at position 1
        # expect: TypeError cannot use a string pattern on a bytes-like object
        # expect: TypeError cannot use a bytes pattern on a string-like object
        # expect: TypeError expected string or bytes-like object
        # expect: TypeError cannot create 're.Pattern' instances
        # expect: TypeError '<' not supported between instances of 're.Pattern' and 're.Pattern'
it = re.finditer('.', 'ab')
print(type(it).__name__, next(it), list(it), next(it, None))
# expect: callable_iterator <re.Match object; span=(0, 1), match='a'> [<re.Match object; span=(1, 2), match='b'>] None
scanner = p.scanner('a1b2')
print(type(scanner).__name__, scanner.pattern is p, scanner.match(), scanner.search(), scanner.match())
# expect: SRE_Scanner True <re.Match object; span=(0, 2), match='a1'> <re.Match object; span=(2, 4), match='b2'> None
print(copy.deepcopy(m) is m, pickle.loads(pickle.dumps(p)) == p, hash(p) == hash(re.compile(p.pattern)), p == 5)
# expect: True True True False
print(p.groupindex, p.groups, p.flags, re.Pattern[str], p.match('xa1', 1).span(), p.match('a', 5), p.fullmatch('a1b'))
# expect: {'a': 1, 'b': 2} 2 32 re.Pattern[str] (1, 3) None None
print(inspect.signature(p.match), inspect.signature(p.sub), inspect.signature(m.groups), m.expand(r'<\1:\g<b>>'))
# expect: (string, pos=0, endpos=9223372036854775807) (repl, string, count=0) (default=None) <x:1>
text = 'abc'
print(re.sub('x', 'y', text) is text, re.match('.*', text).group() is text)  # expect: True True
data = bytearray(b'abcdefgh')
found = re.search(b'[e-h]+', data)
data[:] = b'xyz'
print(found.group())  # expect: b''
