# Loops and names at module level, whose specialised forms meet other objects than before.


class Loud(enumerate):
    def __next__(self):
        count, item = super().__next__()
        return item, -count


def pairs(iterator):
    found = []
    for a, b in iterator:
        found.append((a, b))
    return found


for _ in range(3):
    for kind in (list, tuple, str, iter, reversed):
        assert pairs(enumerate(kind('abc') if kind in (list, tuple, str) else kind(['a', 'b', 'c'])))[0][0] == 0
print(pairs(enumerate('ab', 2 ** 62 - 1)))  # expect: [(4611686018427387903, 'a'), (4611686018427387904, 'b')]
print(pairs(Loud('ab')))  # expect: [('a', 0), ('b', -1)]
print(pairs(zip([1, 2], 'xyz')), pairs(zip('ab', range(9))))  # expect: [(1, 'x'), (2, 'y')] [('a', 0), ('b', 1)]
print(pairs({1: 2}.items()), pairs(['xy', (1, 2)]))  # expect: [(1, 2)] [('x', 'y'), (1, 2)]
try:
    pairs(zip([1], [], strict=True))
except ValueError as error:
    print(error)  # expect: zip() argument 2 is shorter than argument 1
for wrong in (zip('a'), zip('a', 'b', 'c'), [3]):
    try:
        pairs(wrong)
    except (ValueError, TypeError) as error:
        print(error)
        # expect: not enough values to unpack (expected 2, got 1)
        # expect: too many values to unpack (expected 2)
        # expect: cannot unpack non-iterable int object


def ending():
    yield 1, 2
    return 'done'


class Ends:
    def __init__(self, error):
        self.error, self.left = error, 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise self.error
        return self.left


print(pairs(ending()), pairs(enumerate(Ends(StopIteration('x')))))  # expect: [(1, 2)] [(0, 1), (1, 0)]
try:
    pairs(zip(Ends(KeyError('k')), [1, 2, 3]))
except KeyError as error:
    print(repr(error))  # expect: KeyError('k')
# An iterator that has ended is asked once more only by who asks.
ended = iter([1])
for number, item in enumerate(ended):
    pass
print(number, item, list(ended))  # expect: 0 1 []


def letters(texts):
    return [c for text in texts for c in text]


print(letters(['ab', 'é€', ('x',), 'z', b'!', '\U0001f600a']))  # expect: ['a', 'b', 'é', '€', 'x', 'z', 33, '😀', 'a']


class Shouting(str):
    def __iter__(self):
        return iter(self.upper())


print(letters(['a', Shouting('bc'), 'd']))  # expect: ['a', 'B', 'C', 'd']

# Names of a module: its globals, the builtins, and namespaces that are neither.
total = 0
text = ''
for i in range(20):
    total = total + len(str(i))
    text += 'xy' * 20
    if i == 10:
        def len(value):
            return 100
    if i == 15:
        del len
print(total, text == 'xy' * 400)  # expect: 520 True

code = compile('''
for i in range(8):
    seen = value
    value = seen + len('ab')
''', 'code', 'exec')
for namespace in ({'value': 0}, {'value': 10, 'len': lambda text: 5}, {'value': 'x', 'len': lambda text: 'y'}):
    exec(code, namespace)
    print(namespace['value'], namespace['seen'])
    # expect: 16 14
    # expect: 50 45
    # expect: xyyyyyyyy xyyyyyyy


class Asked(dict):
    def __missing__(self, name):
        if name == 'value':
            return 7
        raise KeyError(name)


outer, inner = {'value': 1}, Asked()
exec(code, outer, inner)
print(outer['value'], inner['value'])  # expect: 1 23
value = 1
exec(code)
print(value, i)  # expect: 17 7
for i in range(6):
    if i == 3:
        del value
        value = 'new'
    elif i > 3:
        value = value + '!'
print(value)  # expect: new!!
for i in range(6):
    globals()['value'] = i
    if i == 4:
        globals().update({f'name{k}': k for k in range(50)})
    value = value * 2
print(value, name49)  # expect: 10 49
# Sequences from either end, and bytes.


def doubled(iterator):
    return [item * 2 for item in iterator]


shrinking = [1, 2, 3, 4]
kinds = reversed([1, 2]), b'\x01\x02', 'ab', bytearray(b'\x03'), reversed((5,)), [7], reversed(range(2)), 'é€'
print(*map(doubled, kinds))  # expect: [4, 2] [2, 4] ['aa', 'bb'] [6] [10] [14] [2, 0] ['éé', '€€']
for item in reversed(shrinking):
    print(item, end=' ')
    del shrinking[-2:]
print(shrinking)  # expect: 4 [1, 2]


class Own(list):
    def append(self, item):
        super().append(-item)


def fill(target):
    for i in range(9):
        target.append(i)
    return target


print(fill([]), fill(Own()), sum(fill([0] * 3)), [].append(1))
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8] [0, -1, -2, -3, -4, -5, -6, -7, -8] 36 None
try:
    fill(())
except AttributeError as error:
    print(error)  # expect: 'tuple' object has no attribute 'append'
