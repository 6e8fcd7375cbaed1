# Methods, slices, in-place changes, comparison, repr of self-containing lists.
l = [3, 1, 2]
l.append(4); l.extend('ab'); l.insert(0, 'first'); l.insert(-1, 'pen'); l.insert(100, 'last')
print(l, l.pop(), l.pop(0), l.index(2), l.count(1), len(l))
# expect: [3, 1, 2, 4, 'a', 'pen', 'b'] last first 2 1 7
l.remove('pen'); l.reverse()
print(l, l.copy() == l, l.copy() is l, l + [1], [0] * 3, 2 * [1, 2], 4 in l, l[-1], l[1:3], l[::-1], l[::2])
# expect: ['b', 'a', 4, 2, 1, 3] True False ['b', 'a', 4, 2, 1, 3, 1] [0, 0, 0] [1, 2, 1, 2] True 3 ['a', 4] [3, 1, 2, 4, 'a', 'b'] ['b', 4, 1]
l = list(range(10))
l[2:5] = ['x']; print(l)  # expect: [0, 1, 'x', 5, 6, 7, 8, 9]
l[::2] = [0] * len(l[::2]); print(l)  # expect: [0, 1, 0, 5, 0, 7, 0, 9]
del l[1:3]; del l[0]; print(l)  # expect: [5, 0, 7, 0, 9]
l[1:1] = [7, 8]; l[len(l):] = [9]; print(l)  # expect: [5, 7, 8, 0, 7, 0, 9, 9]
l.clear(); print(l, bool(l))  # expect: [] False
l = [5, 2, 9]
l.sort(); print(l, l.sort(reverse=True), l)  # expect: [9, 5, 2] None [9, 5, 2]
w = ['bb', 'A', 'c']
w.sort(key=str.lower); print(w, sorted(w, key=lambda s: (-len(s), s)))  # expect: ['A', 'bb', 'c'] ['bb', 'A', 'c']
print([1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 2] == [1, 2.0], [1] != [2], [[1], 2] == [[1], 2])
# expect: True True True True True True
r = [1]; r.append(r); print(r, [r]); d = {}; d['d'] = d; print(d)
# expect: [1, [...]] [[1, [...]]]
# expect: {'d': {...}}
a = b = [1]; a += [2]; print(b); a = a + [3]; print(b)
# expect: [1, 2]
# expect: [1, 2]
m = [[0] * 2] * 2; m[0][0] = 1; print(m)  # expect: [[1, 0], [1, 0]]
for case in ('[1][5]', '[1][-2]', '[].pop()', '[1].remove(5)', '[1].index(5)', '[1] + (2,)', "[1] * 'a'", '[3, "a"].sort()', '[1][None]', 'hash([])', '[1] < (1,)', '[1, 2].sort(5)', '[].insert("a", 1)'):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: IndexError: list index out of range
    # expect: IndexError: list index out of range
    # expect: IndexError: pop from empty list
    # expect: ValueError: list.remove(x): x not in list
    # expect: ValueError: 5 is not in list
    # expect: TypeError: can only concatenate list (not "tuple") to list
    # expect: TypeError: can't multiply sequence by non-int of type 'str'
    # expect: TypeError: '<' not supported between instances of 'str' and 'int'
    # expect: TypeError: list indices must be integers or slices, not NoneType
    # expect: TypeError: unhashable type: 'list'
    # expect: TypeError: '<' not supported between instances of 'list' and 'tuple'
    # expect: TypeError: sort() takes no positional arguments
    # expect: TypeError: 'str' object cannot be interpreted as an integer
def bad_slices():
    l = [1, 2, 3]
    for f in (lambda: l.__setitem__(slice(0, 3, 2), [1]), lambda: l.__setitem__(slice(0, 1), 5), lambda: l.__setitem__(9, 1), lambda: l.__delitem__(9)):
        try: f()
        except Exception as e: print(f'{type(e).__name__}: {e}')
        # expect: ValueError: attempt to assign sequence of size 1 to extended slice of size 2
        # expect: TypeError: can only assign an iterable
        # expect: IndexError: list assignment index out of range
        # expect: IndexError: list assignment index out of range
bad_slices()
class Mutating:
    def __init__(self, l): self.l = l
    def __lt__(self, o):
        self.l.clear()
        return True
victim = []
victim[:] = [Mutating(victim), Mutating(victim)]
try: victim.sort()
except ValueError as e: print(e)
class EqClears:
    def __eq__(self, o):
        target.clear()
        return False
target = [EqClears() for _ in range(5)]
print(5 in target, target)  # expect: False []
