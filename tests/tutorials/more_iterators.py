# more iterators: protocols met in tutorials
import collections.abc, functools, itertools, operator
class Fib:
    def __init__(self, m): self.m = m
    def __iter__(self): self.a, self.b = 0, 1; return self
    def __next__(self):
        f = self.a
        if f > self.m: raise StopIteration
        self.a, self.b = self.b, self.a + self.b; return f
f = Fib(20); print(*f, *f, sep=','); print(list(zip(f, f)))
class Deck(collections.abc.Sequence):
    def __len__(self): return 4
    def __getitem__(self, i): return 'CDHS'[i]
d = Deck(); print(list(d), list(reversed(d)), 'H' in d, d.index('S'), d.count('C'), d[1:3])
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids: yield from k
    def bfs(self):
        q = collections.deque([self])
        while q: n = q.popleft(); yield n.v; q.extend(n.kids)
t = Tree(1, Tree(2, Tree(4)), Tree(3)); print(list(t), list(t.bfs()), max(t), sorted(t, reverse=True))
class Peek:
    def __init__(self, it): self.it = iter(it); self.buf = []
    def __iter__(self): return self
    def __next__(self): return self.buf.pop() if self.buf else next(self.it)
    def peek(self, default=None):
        try: self.buf.append(next(self))
        except StopIteration: return default
        return self.buf[-1]
p = Peek('ab'); print(p.peek(), next(p), p.peek(), next(p), p.peek('none'), list(p))
def window(it, n):
    its = itertools.tee(it, n)
    for i, x in enumerate(its): next(itertools.islice(x, i, i), None)
    return zip(*its)
print(list(window(range(5), 3)))
def chunked(it, n):
    it = iter(it)
    while c := list(itertools.islice(it, n)): yield c
print(list(chunked(range(7), 3)))
def roundrobin(*its):
    n = len(its); nx = itertools.cycle(iter(i).__next__ for i in its)
    while n:
        try:
            for f in nx: yield f()
        except StopIteration: n -= 1; nx = itertools.cycle(itertools.islice(nx, n))
print(''.join(roundrobin('ABC', 'D', 'EF')))
print(list(map(operator.add, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, '', 'a'])), list(enumerate('ab', 1)))
print(functools.reduce(lambda a, b: a * b, range(1, 6)), list(itertools.product('ab', range(2))), list(itertools.combinations('abc', 2)))
m = map(str, [1]); print(next(m), next(m, None), iter(m) is m)
try:
    for i in (x := {1, 2}): x.add(i + 10)
except RuntimeError as e: print(e)
def gen_with_cleanup():
    try: yield 1; yield 2
    finally: print('closing')
for x in gen_with_cleanup():
    print(x); break
print('after')
a, (b, *c), d = 1, iter('xyz'), 2; print(a, b, c, d)
def evens():
    n = 0
    while True:
        r = yield n
        n = r if r is not None else n + 2
e = evens(); print(next(e), next(e), e.send(10), next(e))
print(sum(1 for _ in itertools.takewhile(lambda x: x < 100, Fib(1000))))
class Stop:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
print(list(Stop()), dict.fromkeys(Stop()), any(Stop()), all(Stop()), min(Stop(), default='d'))
try: min(Stop())
except ValueError as e: print(e)
