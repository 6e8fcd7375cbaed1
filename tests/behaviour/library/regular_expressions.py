# Patterns, their matches, replacements and errors.
import re
print(re.match(r'(\w+) (?P<x>\d+)', 'abc 123'), re.match(r'(\w+) (?P<x>\d+)', 'abc 123').groupdict(), re.findall(r'\d+','a1b22c333'))
print(re.sub(r'(a)(b)?', r'<\1\2>', 'abaa'), re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(x)|y','axbyc'), re.sub('x*','-','abxd'), re.split('x*','axbc'))
print(re.search(r'(?i)HELLO', 'say hello').span(), re.findall(r'(?m)^\w', 'ab\ncd'), re.fullmatch('a|ab','ab'), re.match(r'(a+)+$','aaaa').groups())
print(re.findall(r'(?<=a)b|(?<!a)c', 'abcac'), re.search(r'(.)\1','abccd').group(), re.sub(r'\b(\w)', lambda m: m.group(1).upper(), 'hello world'))
print(re.compile('a',re.I|re.M), re.compile(b'x').findall(b'axbx'), re.escape('a.b*c'), re.I, re.compile('x').flags)
for p in ('(', 'a)', '*a', 'a**', '[a', 'a{3,1}', r'\g', '(?P<a', '(?P<1>a)', '(?P=x)', '(?<=a*)b', '[z-a]', '(?z)', r'\2', '(?P<a>x)(?P<a>y)', 'a\\', '(?', '(?Px)', '(?<x)', '(?(2)a)', r'(a\1)'):
    try: re.compile(p); print('ok',p)
    except re.error as e: print(p, '|', e, e.pos)
print(re.match('(a*)*','aaa').groups(), re.match('(?:a|(b))*','abab').groups(), re.match('(a)|b','b').groups(), re.match(r'(?P<q>[\'"]).*?(?P=q)', '"abc"d"').group())
print(re.match('a{2,3}?','aaaa').group(), re.match('(?:ab){2,}','ababab').group(), re.match('(a)?(?(1)b|c)','ab').group(), re.findall('', 'ab'), [m.span() for m in re.finditer('a*','baac')])
print(re.match(r'[^\W\d_]+','abc1').group(), re.match(r'[\]\-a]+','a]-').group(), re.sub('(?P<n>a)',r'\g<n>\g<0>\n','a'), re.subn('a','b','aaa',2), re.match('x','y'))
print(re.search('é','É',re.I), re.match(r'\d','٣'), re.match(r'\d','٣',re.A), re.match('.', '\n', re.S), re.match(' a b # c\n c','abc',re.X))
m=re.match('(a)(b)?','a'); print(m.lastindex, m.lastgroup, m.regs, m[0], m.start(2), m.groups('z'), m.expand(r'\1x'))
try: m.group(5)
except IndexError as e: print(e)
try: re.match('a', b'a')
except TypeError as e: print(e)
try: re.match('a', 5)
except TypeError as e: print(e)
print(re.match('(?:x|y)+?z','xyxz').group(), re.match('((a)|b)*','ab').groups(), re.search('$','a\n').span(), re.findall(r'\Z|a','a\n'), re.match('(?s:.)b','\nb'), re.match('(?=(a))ab','ab').groups(), re.match('(?!b)a','a'))
# expect: <re.Match object; span=(0, 7), match='abc 123'> {'x': '123'} ['1', '22', '333']
# expect: <ab><a><a> ['a', 'b', 'c'] ['a', 'x', 'b', None, 'c'] -a-b--d- ['', 'a', '', 'b', 'c', '']
# expect: (4, 9) ['a', 'c'] <re.Match object; span=(0, 2), match='ab'> ('aaaa',)
# expect: ['b', 'c'] cc Hello World
# expect: re.compile('a', re.IGNORECASE|re.MULTILINE) [b'x', b'x'] a\.b\*c re.IGNORECASE 32
# expect: ( | missing ), unterminated subpattern at position 0 0
# expect: a) | unbalanced parenthesis at position 1 1
# expect: *a | nothing to repeat at position 0 0
# expect: a** | multiple repeat at position 2 2
# expect: [a | unterminated character set at position 0 0
# expect: a{3,1} | min repeat greater than max repeat at position 2 2
# expect: \g | bad escape \g at position 0 0
# expect: (?P<a | missing >, unterminated name at position 4 4
# expect: (?P<1>a) | bad character in group name '1' at position 4 4
# expect: (?P=x) | unknown group name 'x' at position 4 4
# expect: (?<=a*)b | look-behind requires fixed-width pattern None
# expect: [z-a] | bad character range z-a at position 1 1
# expect: (?z) | unknown extension ?z at position 1 1
# expect: \2 | invalid group reference 2 at position 1 1
# expect: (?P<a>x)(?P<a>y) | redefinition of group name 'a' as group 2; was group 1 at position 12 12
# expect: a\ | bad escape (end of pattern) at position 1 1
# expect: (? | unexpected end of pattern at position 2 2
# expect: (?Px) | unknown extension ?Px at position 1 1
# expect: (?<x) | unknown extension ?<x at position 1 1
# expect: (?(2)a) | invalid group reference 2 at position 3 3
# expect: (a\1) | cannot refer to an open group at position 2 2
# expect: ('',) ('b',) (None,) "abc"
# expect: aa ababab ab ['', '', ''] [(0, 0), (1, 3), (3, 3), (4, 4)]
# expect: abc a]- aa
# expect:  ('bba', 2) None
# expect: <re.Match object; span=(0, 1), match='É'> <re.Match object; span=(0, 1), match='٣'> None <re.Match object; span=(0, 1), match='\n'> <re.Match object; span=(0, 3), match='abc'>
# expect: 1 None ((0, 1), (0, 1), (-1, -1)) a -1 ('a', 'z') ax
# expect: no such group
# expect: cannot use a string pattern on a bytes-like object
# expect: expected string or bytes-like object
# expect: xyxz ('b', 'a') (1, 1) ['a', ''] <re.Match object; span=(0, 2), match='\nb'> ('a',) <re.Match object; span=(0, 1), match='a'>
