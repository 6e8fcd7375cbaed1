# print to any object with write, sort stability, sorted with mixed keys, sum start, zip strict, iter callable.
class Page:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
p = Page()
print('a', 1, None, sep='-', end='!', file=p)
print(file=p)
print(p.parts)  # expect: ['a', '-', '1', '-', 'None', '!', '\n']
for bad in ({'sep': 5}, {'end': 5}, {'file': 5}):
    try: print('x', **bad)
    except (TypeError, AttributeError) as e: print(e)
    # expect: sep must be None or a string, not int
    # expect: end must be None or a string, not int
    # expect: 'int' object has no attribute 'write'
records = [('b', 2), ('a', 2), ('c', 1), ('a', 1)]
print(sorted(records, key=lambda r: r[1]), sorted(records, key=lambda r: r[1], reverse=True), sorted(sorted(records), key=lambda r: -r[1]))
# expect: [('c', 1), ('a', 1), ('b', 2), ('a', 2)] [('b', 2), ('a', 2), ('c', 1), ('a', 1)] [('a', 2), ('b', 2), ('a', 1), ('c', 1)]
class K:
    compared = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        K.compared += 1
        return self.v < o.v
data = [K(i * 7 % 31) for i in range(31)]
print([k.v for k in sorted(data)] == list(range(31)), K.compared < 31 * 5)  # expect: True True
K.compared = 0
sorted([K(i) for i in range(100)])
print(K.compared)  # expect: 99
K.compared = 0
sorted([K(-i) for i in range(100)])
print(K.compared)  # expect: 99
print(sorted([True, 0, 2.5, -1]), sorted('aB', key=str.lower), sorted({'x': 1, 'a': 2}), sorted([[2], [1, 5], []]), sorted([(1, 'b'), (1, 'a')]))
# expect: [-1, 0, True, 2.5] ['a', 'B'] ['a', 'x'] [[], [1, 5], [2]] [(1, 'a'), (1, 'b')]
big = [i * 7919 % 10007 for i in range(10007)]
print(sorted(big) == list(range(10007)), sorted(big, reverse=True)[:3], sorted(big, key=lambda x: -x)[:3])
# expect: True [10006, 10005, 10004] [10006, 10005, 10004]
calls = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(calls), 0)), max([], default=5), min('b', 'a', key=ord), sum([0.1] * 10), sum([[1], [2]], []), sum((1, 2), start=10))
# expect: [1, 2, 3] 5 a 0.9999999999999999 [1, 2] 13
print(abs(True), all(x for x in [1, 2]), any(x for x in []), enumerate, bin(True), callable(lambda: 0), divmod(True, 2))
# expect: 1 True False <class 'enumerate'> 0b1 True (0, 1)
print(list(map(max, [1, 5], [3, 2])), list(filter(str.isalpha, 'a1b')), list(map(None.__class__, [])), [*zip(*[(1, 2), (3, 4)])])
# expect: [3, 5] ['a', 'b'] [] [(1, 3), (2, 4)]
