# groups: chains
# args: 1 2500000 | 10 1500000 | 100 250000 | 1000 20000
# The cost of COUNT suspensions below DEPTH awaiting coroutines; chain_depth.py has the same count at each depth.
import sys
import types


@types.coroutine
def trap(x):
    return (yield x)


async def leaf(n):
    total = 0
    for i in range(n):
        total += await trap(i)
    return total


async def link(inner):
    return await inner


def run(depth, n):
    sys.setrecursionlimit(depth + 1000)
    chain = leaf(n)
    for _ in range(depth):
        chain = link(chain)
    value = None
    try:
        while True:
            value = chain.send(value)
    except StopIteration as end:
        return end.value


print(run(int(sys.argv[1]), int(sys.argv[2])))
