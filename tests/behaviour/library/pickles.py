# pickle: every protocol and hook, byte for byte.
import collections, copyreg, datetime, enum, fractions, io, itertools, pickle, random

value = [1, 2.5, 'a\né', (1, 2), {1}, frozenset([2]), {'a': [None, True]}, 10 ** 30, -300, range(3), complex(1, 2)]
for protocol in range(6):
    data = pickle.dumps(value, protocol)
    print(data.hex()[:60], len(data), pickle.loads(data) == value)
    # expect: 286c70300a49310a6146322e350a6156615c7530303061e90a70310a6128 289 True
    # expect: 5d7100284b014740040000000000005804000000610ac3a97101284b014b 250 True
    # expect: 80025d7100284b014740040000000000005804000000610ac3a971014b01 225 True
    # expect: 80035d7100284b014740040000000000005804000000610ac3a971014b01 212 True
    # expect: 8004958c000000000000005d94284b014740040000000000008c04610ac3 151 True
    # expect: 8005958c000000000000005d94284b014740040000000000008c04610ac3 151 True


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Slotted:
    __slots__ = 'a', 'b'


class Counted(dict):
    pass


class Keyed:
    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self.given = args, kwargs
        return self

    def __getnewargs_ex__(self):
        return (1,), {'k': 2}


class Stated:
    def __getstate__(self):
        return 'state'

    def __setstate__(self, state):
        self.got = state


class Outer:
    class Inner:
        pass


class Colour(enum.Enum):
    RED = 1


Pair = collections.namedtuple('Pair', 'left right')

for protocol in range(6):
    def again(obj):
        return pickle.loads(pickle.dumps(obj, protocol))
    point = again(Point(1, [2]))
    counted = Counted(a=1)
    counted.extra = 5
    print(point.x, point.y, again(counted), again(counted).extra, again(Stated()).got, again(Colour.RED) is Colour.RED,
          again(Outer.Inner) is Outer.Inner, again(Pair(1, 2)), again(ValueError('x', 1)).args)
          # expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
    if protocol >= 2:
        slotted = Slotted()
        slotted.a = 1
        print(again(slotted).a, hasattr(again(slotted), 'b'), again(Keyed(7)).given)
    loop = []
    loop.append((loop,))
    print(again(loop)[0][0] is not loop, again(datetime.date(2020, 2, 29)), again(fractions.Fraction(1, 3)),
          again(collections.OrderedDict(a=1)), again(collections.deque([1], 3)), again(collections.Counter('aab')))
          # expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})
    for make in (lambda: iter([1, 2, 3]), lambda: iter('abc'), lambda: iter({1: 2, 3: 4}), lambda: reversed([1, 2, 3]),
                 lambda: enumerate('abc'), lambda: zip('abc', range(3)), lambda: map(str, [1, 2]),
                 lambda: itertools.chain('ab', 'cd'), lambda: itertools.islice(itertools.cycle('abc'), 7),
                 lambda: itertools.permutations('abc', 2), lambda: itertools.product('ab', repeat=2),
                 lambda: itertools.combinations('abcd', 3), lambda: itertools.accumulate([1, 2, 3], initial=5),
                 lambda: itertools.takewhile(bool, [1, 0, 2]),
                 lambda: itertools.zip_longest('ab', 'c', fillvalue='-'), lambda: itertools.tee('abc')[0]):
        iterator = make()
        next(iterator)
        copied = again(iterator)
        assert list(copied) == list(iterator), make
# expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
# expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})
# expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
# expect: 1 False ((7,), {})
# expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})
# expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
# expect: 1 False ((7,), {})
# expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})
# expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
# expect: 1 False ((7,), {})
# expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})
# expect: 1 [2] {'a': 1} 5 state True True Pair(left=1, right=2) ('x', 1)
# expect: 1 False ((7,), {})
# expect: True 2020-02-29 1/3 OrderedDict([('a', 1)]) deque([1], maxlen=3) Counter({'a': 2, 'b': 1})

print(pickle.loads(b'c__builtin__\nxrange\n(I0\nI3\ntR.'), pickle.loads(b'U\x02a\xe9.', encoding='latin1'))
# expect: range(0, 3) aé

for bad in (b'', b'\x80', b'\x80\x09.', b'X\x05\x00\x00\x00a.', b'0.', b'g1\n.', b'cmath\nnope\n.', b'?', b'(t', b'Q.'):
    try:
        print(pickle.loads(bad))
    except Exception as error:
        print(type(error).__name__, str(error).split(' on ')[0])
        # expect: EOFError Ran out of input
        # expect: UnpicklingError pickle data was truncated
        # expect: ValueError unsupported pickle protocol: 9
        # expect: UnpicklingError pickle data was truncated
        # expect: UnpicklingError unpickling stack underflow
        # expect: UnpicklingError Memo value not found at index 1
        # expect: AttributeError Can't get attribute 'nope'
        # expect: UnpicklingError invalid load key, '?'.
        # expect: EOFError Ran out of input
        # expect: UnpicklingError A load persistent id instruction was encountered,
        # expect: but no persistent_load function was specified.

for bad in (lambda: 1, Point.__init__, type('Local', (), {}), (n for n in [])):
    try:
        pickle.dumps(bad)
        print('pickled')
    except Exception as error:
        print(type(error).__name__, str(error).split(' at ')[0][:60])
        # expect: PicklingError Can't pickle <function <lambda>
# expect: pickled
# expect: PicklingError Can't pickle <class '__main__.Local'>: attribute lookup Loca
# expect: TypeError cannot pickle 'generator' object


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return 'the point' if isinstance(obj, Point) else None

    def reducer_override(self, obj):
        return (int, ('7',)) if isinstance(obj, Slotted) else NotImplemented


class Finding(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid.upper()

    def find_class(self, module, name):
        print(module, name)
        # expect: builtins int
        # expect: __main__ Counted
        return super().find_class(module, name)


file = io.BytesIO()
Persistent(file).dump([Point(1, 2), Slotted(), Counted])
file.seek(0)
print(Finding(file).load()[:2])  # expect: ['THE POINT', 7]

file = io.BytesIO()
pickler = pickle.Pickler(file)
pickler.dispatch_table = copyreg.dispatch_table.copy()
pickler.dispatch_table[Point] = lambda point: (Point, (point.y, point.x))
pickler.dump(Point(1, 2))
pickler.clear_memo()
pickler.dump('second')
file.seek(0)
print(pickle.load(file).x, pickle.load(file))  # expect: 2 second

generator = random.Random(5)
print(pickle.loads(pickle.dumps(generator)).random() == generator.random())  # expect: True
for method in ('abcd'.index, str.upper, [1].__len__, list.__len__, dict.fromkeys, bytearray.maketrans, int.__new__, print):
    print(pickle.loads(pickle.dumps(method)).__qualname__)
    # expect: str.index
    # expect: str.upper
    # expect: list.__len__
    # expect: list.__len__
    # expect: dict.fromkeys
    # expect: bytearray.maketrans
    # expect: int.__new__
    # expect: print
