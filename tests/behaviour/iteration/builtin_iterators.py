# zip, map, filter, enumerate, reversed, sorted, range, any, all.
print(list(zip([1, 2, 3], 'ab')), list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])))
# expect: [(1, 'a'), (2, 'b')] [] [(1,)] [11, 22]
try: list(zip([1, 2], [1], strict=True))
except ValueError as e: print(e)  # expect: zip() argument 2 is shorter than argument 1
print(list(filter(None, [0, 1, '', 'a', []])), list(filter(lambda x: x > 1, range(4))), list(enumerate('ab', 5)))
# expect: [1, 'a'] [2, 3] [(5, 'a'), (6, 'b')]
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(0, 10, 3))), list(reversed({'a': 1, 'b': 2})))
# expect: [3, 2, 1] ['c', 'b', 'a'] [9, 6, 3, 0] ['b', 'a']
print(sorted('banana'), sorted([3, 1, 2], reverse=True), sorted(['bb', 'a', 'ccc'], key=len), sorted([(1, 'b'), (1, 'a'), (0, 'z')]))
# expect: ['a', 'a', 'a', 'b', 'n', 'n'] [3, 2, 1] ['a', 'bb', 'ccc'] [(0, 'z'), (1, 'a'), (1, 'b')]
print(sorted([1, 2, 3, 4], key=lambda x: x % 2), sorted([1, 2, 3, 4], key=lambda x: x % 2, reverse=True))
# expect: [2, 4, 1, 3] [1, 3, 2, 4]
r = range(10, 0, -3)
print(list(r), r[1], r[-1], r[1:], len(r), 7 in r, 8 in r, r.index(4), r.count(1), r == range(10, -2, -3), r, range(3), hash(r) == hash(range(10, -1, -3)))
# expect: [10, 7, 4, 1] 7 1 range(7, -2, -3) 4 True False 2 1 True range(10, 0, -3) range(0, 3) True
print(range(0), bool(range(0)), range(5)[::-1], range(10**20)[10**19], len(range(0, 10**15, 7)), r.start, r.stop, r.step)
# expect: range(0, 0) False range(4, -1, -1) 10000000000000000000 142857142857143 10 0 -3
print(any([]), all([]), any([0, 1]), all([1, 0]), min('cab'), max([1, 5, 3], key=lambda x: -x), min([], default='d'), max(3, 1, 2))
# expect: False True True False a 1 d 3
print(sum([1, 2.5]), sum([[1], [2]], []), sum(range(101)), divmod(-7, 2), divmod(7.5, 2), round(2.5), round(3.5), round(-2.567, 2), round(1234, -2))
# expect: 3.5 [1, 2] 5050 (-4, 1) (3.0, 1.5) 2 4 -2.57 1200
it = iter([1, 2, 3])
print(it.__length_hint__(), next(it), it.__length_hint__(), type(it).__name__, type(iter({})).__name__, type(iter('')).__name__, type(iter(range(1))).__name__)
# expect: 3 1 2 list_iterator dict_keyiterator str_iterator range_iterator
z = zip([1, 2, 3], it)
print(next(z), next(it), list(z))  # expect: (1, 2) 3 []
m = map(int, ['1', 'x'])
print(next(m))  # expect: 1
try: next(m)
except ValueError as e: print(e)  # expect: invalid literal for int() with base 10: 'x'
