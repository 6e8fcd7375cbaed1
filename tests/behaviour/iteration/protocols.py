# iter, next, sentinel, __getitem__ iteration, exhaustion.
class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(Count(3)), sum(Count(4)), 2 in Count(3), [*Count(2)], dict(zip('ab', Count(9))))
# expect: [1, 2, 3] 10 True [1, 2] {'a': 1, 'b': 2}
c = Count(5)
for x in c:
    if x == 2: break
print(list(c), list(c), next(c, 'none'))  # expect: [3, 4, 5] [] none
values = iter([3, 2, 1, 0, 7])
print(list(iter(lambda: next(values), 0)), list(values))  # expect: [3, 2, 1] [7]
class Seq:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i * i
    def __len__(self): return 3
print(list(Seq()), list(reversed(Seq())), 4 in Seq())  # expect: [0, 1, 4] [4, 1, 0] True
a, (b, *c), d = 1, [2, 3, 4], 5
print(a, b, c, d)  # expect: 1 2 [3, 4] 5
*a, = 'abc'
print(a)  # expect: ['a', 'b', 'c']
[x, y] = {1: 'a', 2: 'b'}
print(x, y)  # expect: 1 2
for i, (p, q) in enumerate([(1, 2), (3, 4)]): print(i, p, q)
# expect: 0 1 2
# expect: 1 3 4
for f in (lambda: [a for a, b in [(1, 2, 3)]], lambda: [a for a, b in [1]], lambda: (lambda *x: x)(*5)):
    try: f()
    except (TypeError, ValueError) as e: print(e)
    # expect: too many values to unpack (expected 2)
    # expect: cannot unpack non-iterable int object
    # expect: __main__.<lambda>.<locals>.<lambda>() argument after * must be an iterable, not int
def three():
    x, y, z = [1, 2]
def star():
    x, *y, z = [1]
for f in (three, star):
    try: f()
    except ValueError as e: print(e)
    # expect: not enough values to unpack (expected 3, got 2)
    # expect: not enough values to unpack (expected at least 2, got 1)
l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x * 10)
print(l)  # expect: [1, 2, 3, 10, 20, 30]
d = {1: 1}
try:
    for k in d: d[k + 1] = 0
except RuntimeError as e: print(e)  # expect: dictionary changed size during iteration
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)  # expect: Set changed size during iteration
