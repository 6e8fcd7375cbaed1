# iterators and iterables
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountdownIter(self.n)
class CountdownIter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
c = Countdown(3)
print(list(c), list(c), [*c], sum(c), max(c), 2 in c, dict(zip(c, 'abc')))
it = iter(c)
print(next(it), next(it), next(it), next(it, 'end'))
try: next(it)
except StopIteration as e: print(repr(e), e.value, e.args)
class Seq:
    def __getitem__(self, i):
        if i > 4: raise IndexError('done')
        return i * i
print(list(Seq()), 9 in Seq(), list(zip(Seq(), range(3))), type(iter(Seq())).__name__)
print(list(iter(lambda s=[3,2,1,0]: s.pop(0), 0)), type(iter(int, 1)).__name__)
for bad in (5, None, Countdown, object()):
    try: iter(bad)
    except TypeError as e: print(e)
class NotIter:
    def __iter__(self): return 3
try: iter(NotIter())
except TypeError as e: print(e)
a, *b, c2 = Countdown(5); print(a, b, c2)
try: x, y = Countdown(3)
except ValueError as e: print(e)
try: x, y, z = Countdown(2)
except ValueError as e: print(e)
it = iter([1,2,3]); print(it.__length_hint__(), list(it), it.__length_hint__())
l=[1,2,3]; i=iter(l); next(i); l.clear(); print(list(i)); l.extend([7,8,9]); print(list(i))
d={1:2}; i=iter(d); d[3]=4
try: next(i)
except RuntimeError as e: print(e)
print(list(reversed(range(4))), list(reversed([1,2])), list(reversed({1:0,2:0})))
import itertools as t
print(list(t.islice(t.count(5,2),3)), list(t.takewhile(lambda v:v<3, Countdown(4))), list(t.chain.from_iterable(['ab','c'])))
print([k+str(len(list(g))) for k,g in t.groupby('aabccc')], list(t.accumulate([1,2,3])), list(t.zip_longest('ab','c',fillvalue='-')))
