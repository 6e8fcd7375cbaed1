# A round-robin scheduler in thirty lines.
import types
from collections import deque
@types.coroutine
def switch(word=None):
    return (yield word)
log = []
async def worker(name, n):
    for i in range(n):
        log.append(f'{name}{i}')
        got = await switch(name)
        log.append(got)
    return name.upper()
def run(*coros):
    ready, results, turn = deque((c, None) for c in coros), [], 0
    while ready:
        c, value = ready.popleft()
        try:
            word = c.send(value)
        except StopIteration as e:
            results.append(e.value)
        else:
            turn += 1
            ready.append((c, word * turn))
    return results
print(run(worker('a', 2), worker('b', 1), worker('c', 3)))  # expect: ['B', 'A', 'C']
print(' '.join(log))  # expect: a0 b0 c0 a a1 bb ccc c1 aaaa ccccc c2 cccccc
