# A chain of 900 delegates: send, throw and the return value all the way.
def leaf():
    total = 0
    while True:
        try:
            x = yield total
        except ValueError:
            x = 1000
        if x is None:
            return total
        total += x
def link(inner):
    return (yield from inner) + 1
g = leaf()
for _ in range(900):
    g = link(g)
print(next(g), g.send(5), g.send(6), g.throw(ValueError))  # expect: 0 5 11 1011
try:
    g.send(None)
except StopIteration as e:
    print(e.value)  # expect: 1911
# A chain of 5,000 that waits: each link is asked what it waits for.
import sys
sys.setrecursionlimit(10 ** 6)
def end():
    yield 'waits'
def step(inner):
    yield from inner
g = end()
for _ in range(5000):
    g = step(g)
next(g)
links, at = 0, g
while at is not None:
    at, running = at.gi_yieldfrom, at.gi_running
    links += 1
print(links, running)  # expect: 5001 False
del g, step
