# groups: chains
# args: 1 6000000 | 10 2000000 | 100 300000 | 1000 25000
# The cost of COUNT values through DEPTH delegates; chain_depth.py has the same count at each depth.
import sys


def leaf(n):
    for i in range(n):
        yield i


def link(inner):
    yield from inner


def run(depth, n):
    sys.setrecursionlimit(depth + 1000)
    chain = leaf(n)
    for _ in range(depth):
        chain = link(chain)
    total = 0
    for x in chain:
        total += x
    return total


print(run(int(sys.argv[1]), int(sys.argv[2])))
