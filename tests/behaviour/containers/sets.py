# Operations, iteration order of ints, frozenset, mutation errors.
print({3, 40, 7}, {1, 2, 3}, {8, 0, 16}, {5, 1, 9, 100, -1}, set(range(10, 0, -1)), {10 ** 20, 1}, {1.5, 2.5, 1}, {(1, 2), (0,)} == {(0,), (1, 2)}, set(), frozenset(), {True, 1, 1.0})
# expect: {40, 3, 7} {1, 2, 3} {8, 0, 16} {1, 100, 5, 9, -1} {1, 2, 3, 4, 5, 6, 7, 8, 9, 10} {1, 100000000000000000000} {1.5, 2.5, 1} True set() frozenset() {True}
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a <= b, {3} < a, a >= {1}, a.isdisjoint({9}), a == {4, 3, 2, 1}, 2 in a, len(a))
# expect: {1, 2, 3, 4, 5} {3, 4} {1, 2} {1, 2, 5} False True True True True True 4
s = {1}
s.add(2); s.discard(9); s.update([3], (4,)); s.remove(1); s |= {8}; s &= {2, 3, 8}; s -= {3}; s ^= {8, 9}
print(s, s.copy() is s, s.union([1], [5]), s.intersection([2]), s.difference([9]), s.symmetric_difference([2]), s.pop() in (2, 9), len(s))
# expect: {2} False {9, 2, 5, 1} {2} {2} {9} True 1
f = frozenset([1, 2])
print(f, hash(f) == hash(frozenset([2, 1])), f | {3}, type(f | {3}).__name__, type({3} | f).__name__, {f: 'key'}[frozenset([2, 1])], f in [{1, 2}], {1, 2} == f)
# expect: frozenset({1, 2}) True frozenset({1, 2, 3}) frozenset set key True True
print(sorted(x for x in {3, 1, 2}), {x % 3 for x in range(10)}, {frozenset([1]), frozenset([1])}, frozenset({1, 2}) in {frozenset([2, 1])}, {1, 2} in [frozenset([1, 2])])
# expect: [1, 2, 3] {0, 1, 2} {frozenset({1})} True True
big = set(range(1000))
for i in range(990): big.discard(i)
print(sorted(big), big == set(range(990, 1000)), set(range(100)) - set(range(97)))
# expect: [990, 991, 992, 993, 994, 995, 996, 997, 998, 999] True {97, 98, 99}
print({1, 2, 3}.__repr__(), repr(frozenset({1})), {'one'}, set('a'))
# expect: {1, 2, 3} frozenset({1}) {'one'} {'a'}
for case in ('{[]}', 'set().pop()', '{1}.remove(2)', 'hash(set())', '{1} | [2]', '{1} < 5', 'set(5)', '{1}.update(5)', 'frozenset().add(1)', '{1}[0]', '{{1}}', '{1} + {2}'):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: TypeError: unhashable type: 'list'
    # expect: KeyError: 'pop from an empty set'
    # expect: KeyError: 2
    # expect: TypeError: unhashable type: 'set'
    # expect: TypeError: unsupported operand type(s) for |: 'set' and 'list'
    # expect: TypeError: '<' not supported between instances of 'set' and 'int'
    # expect: TypeError: 'int' object is not iterable
    # expect: TypeError: 'int' object is not iterable
    # expect: AttributeError: 'frozenset' object has no attribute 'add'
    # expect: TypeError: 'set' object is not subscriptable
    # expect: TypeError: unhashable type: 'set'
    # expect: TypeError: unsupported operand type(s) for +: 'set' and 'set'
