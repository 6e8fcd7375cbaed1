# A chain of 800 awaits: values, exceptions and closing pass through.
import types
@types.coroutine
def trap(x):
    return (yield x)
async def level(n):
    if n: return await level(n - 1) + 1
    return await trap('bottom')
c = level(800)
print(c.send(None))  # expect: bottom
try: c.send(5)
except StopIteration as e: print(e.value)  # expect: 805
c = level(800)
c.send(None)
try: c.throw(ValueError('through'))
except ValueError as e:
    n, tb = 0, e.__traceback__
    while tb: n, tb = n + 1, tb.tb_next
    print(e, n)  # expect: through 803
c = level(800)
c.send(None)
c.close()
print(c.cr_frame)  # expect: None
try:
    level(5000).send(None)
except RecursionError as e: print('RecursionError')  # expect: RecursionError
