# groups: depth
# args: yield_from 1 | yield_from 10 | yield_from 100 | yield_from 1000 | await 1 | await 10 | await 100 | await 1000
# alone
# Two million values through a chain: Kaa's time should not depend on the depth. CPython's does, too much to wait for.
import sys
import types

VALUES = 2_000_000


def numbers(n):
    for i in range(n):
        yield i


def link(inner):
    yield from inner


@types.coroutine
def trap(n):
    for i in range(n):
        yield i


async def pass_on(inner):
    await inner


def run(style, depth):
    sys.setrecursionlimit(depth + 1000)
    chain, wrap = (numbers(VALUES), link) if style == 'yield_from' else (trap(VALUES), pass_on)
    for _ in range(depth):
        chain = wrap(chain)
    if style == 'await':
        chain = chain.__await__()
    total = 0
    for x in chain:
        total += x
    return total


print(run(sys.argv[1], int(sys.argv[2])))
