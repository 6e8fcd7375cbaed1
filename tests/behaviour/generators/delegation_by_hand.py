# A hand-written driver that pauses, resumes and mixes generators.
def ticker(name, n):
    for i in range(n):
        command = yield f'{name}{i}'
        if command == 'skip':
            yield 'skipping'
    return name
def interleave(*gens):
    results = []
    gens = list(gens)
    while gens:
        g = gens.pop(0)
        try:
            yield next(g)
        except StopIteration as e:
            results.append(e.value)
        else:
            gens.append(g)
    return results
def collect():
    r = yield from interleave(ticker('a', 2), ticker('b', 3), ticker('c', 1))
    yield r
print(list(collect()))  # expect: ['a0', 'b0', 'c0', 'a1', 'b1', 'b2', ['c', 'a', 'b']]
g = ticker('x', 3)
print(next(g), g.send('skip'), next(g), g.send('skip'), g.send('skip'))  # expect: x0 skipping x1 skipping x2
def take(n, it):
    for _, x in zip(range(n), it): yield x
def count():
    n = 0
    while True:
        yield n
        n += 1
c = count()
print(list(take(3, c)), list(take(2, c)))  # expect: [0, 1, 2] [3, 4]
def window(it, n):
    last = []
    for x in it:
        last.append(x)
        if len(last) == n:
            yield tuple(last)
            del last[0]
print(list(window(range(5), 3)))  # expect: [(0, 1, 2), (1, 2, 3), (2, 3, 4)]
def pipeline():
    out = []
    def sink():
        while True: out.append((yield))
    def double(target):
        while True: target.send((yield) * 2)
    s = sink(); next(s)
    d = double(s); next(d)
    for i in range(3): d.send(i)
    return out
print(pipeline())  # expect: [0, 2, 4]
