# OrderedDict: items come and go at both ends, each in constant time.
from collections import OrderedDict

d = OrderedDict.fromkeys('abcde')
d.move_to_end('d', last=False)
d.move_to_end('a')
print(''.join(d))  # expect: dbcea
print(d.popitem(last=False)[0], d.popitem()[0], ''.join(reversed(d)))  # expect: d a ecb
d.move_to_end('b', last=False)
d['z'] = 1
del d['b']
d.move_to_end('z', last=False)
print(''.join(d), d['z'], 'b' in d)  # expect: zce 1 False
d.move_to_end('missing')  # expect error: KeyError: 'missing'
