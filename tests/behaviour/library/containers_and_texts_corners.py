# Keywords of OrderedDict's methods, weak dictionaries that change while something iterates, re's results as plain str
# and bytes
import collections
import collections.abc
import re
import weakref

ordered = collections.OrderedDict(a=1)
print(ordered.pop('b', default=2), ordered.setdefault('c', default=3), ordered.pop('a'), ordered)
# expect: 2 3 1 OrderedDict([('c', 3)])
try:
    ordered.pop('a')
except KeyError as error:
    print(repr(error))  # expect: KeyError('a')


class Loud(collections.OrderedDict):
    def __delitem__(self, key):
        print('deletes', key)
        super().__delitem__(key)

    def __setitem__(self, key, value):
        print('sets', key)
        super().__setitem__(key, value)


loud = Loud()
print(loud.setdefault('x', 5), loud.pop('x', 6), loud)
# expect: sets x
# expect: deletes x
# expect: 5 5 Loud()


class Thing:
    pass


things = [Thing() for _ in range(4)]
by_thing = weakref.WeakKeyDictionary((thing, None) for thing in things)
by_number = weakref.WeakValueDictionary(enumerate(things))
print(isinstance(weakref.WeakSet(), collections.abc.MutableSet), len(by_thing), len(by_number))  # expect: True 4 4
iterators = iter(by_thing), iter(by_number.items())
for iterator in iterators:
    next(iterator)
del things[-1], iterator
print(len(by_thing), len(by_number), 3 in by_number)  # expect: 3 3 False
del by_thing[things[1]], by_number[1]
print(len(by_thing), len(by_number))  # expect: 2 2
del iterators
print(len(by_thing.data), len(by_number.data))  # expect: 2 2
try:
    next(weakref.proxy(things[0]))
except TypeError as error:
    print(error)  # expect: Weakref proxy referenced a non-iterator 'Thing' object


class Text(str):
    pass


print([type(piece).__name__ for piece in re.split('b', Text('abc')) + re.findall('.', Text('d'))])
# expect: ['str', 'str', 'str']
found = re.search(b'b(c)?', bytearray(b'abd'))
print(found, found.group(), re.sub(b'b', bytearray(b'x'), bytearray(b'abc')))
# expect: <re.Match object; span=(1, 2), match=b'b'> b'b' b'axc'
try:
    re.finditer('a', {})
except TypeError as error:
    print(error)  # expect: expected string or bytes-like object
