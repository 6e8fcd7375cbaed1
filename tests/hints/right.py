"""The same programs as they were meant: none of them gets a hint."""

import asyncio
async def price(): return 3
async def main(): print(await price() + 1)
asyncio.run(main())
#---
import asyncio
async def names(): return ['a']
async def main():
    for name in await names(): print(name)
asyncio.run(main())
#---
import asyncio
async def user(): return {'name': 'x'}
async def main(): print((await user())['name'])
asyncio.run(main())
#---
import asyncio
class Connection:
    def send(self, text): print(text)
async def connect(): return Connection()
async def main():
    connection = await connect()
    connection.send('x')
asyncio.run(main())
#---
import asyncio
async def rows(): return [1, 2]
async def main(): print(len(await rows()))
asyncio.run(main())
#---
import asyncio
async def number(): return '3'
async def main(): print(int(await number()))
asyncio.run(main())
#---
import asyncio
async def pair(): return 1, 2
async def main():
    a, b = await pair()
asyncio.run(main())
#---
import asyncio
async def words(): return ['a', 'b']
async def main(): print(' '.join(await words()))
asyncio.run(main())
#---
import asyncio
async def score(n): return n
async def main(): print(sorted([await score(2), await score(1)]))
asyncio.run(main())
#---
import asyncio
async def limit(): return 3
async def main():
    for i in range(await limit()): print(i)
asyncio.run(main())
#---
import asyncio, json
async def data(): return {}
async def main(): print(json.dumps(await data()))
asyncio.run(main())
#---
import asyncio
class Api:
    async def get(self): return 'text'
async def main(): print((await Api().get()).upper())
asyncio.run(main())
#---
# A handler that asks what it was given, and takes both.
import asyncio
async def handler(): return 1
def answer(): return 2
async def main():
    for function in handler, answer:
        result = function()
        try:
            print(result + 1)
        except TypeError:
            print(await result)
asyncio.run(main())
#---
import asyncio
async def lock(): return asyncio.Lock()
async def main():
    async with await lock(): print('x')
asyncio.run(main())
#---
import asyncio
async def stream():
    yield 1
async def main():
    async for item in stream(): print(item)
asyncio.run(main())
#---
import asyncio, types
@types.coroutine
def ticks(): yield
async def main(): await ticks()
asyncio.run(main())
#---
import asyncio
async def save(): print('saved')
async def main(): await save()
asyncio.run(main())
#---
import asyncio
async def work(): return 1
async def main(): await asyncio.gather(*[work(), work()])
asyncio.run(main())
#---
import types
async def read(): return 1
@types.coroutine
def twice():
    a = yield from read()
    return a
for _ in twice(): pass
#---
import asyncio
async def inner(): return 1
async def main(): print(await inner())
asyncio.run(main())
print(asyncio.run(inner()))
#---
# A program that looks whether a loop runs.
import asyncio
async def inner(): return 1
async def main():
    coroutine = inner()
    try:
        asyncio.run(coroutine)
    except RuntimeError:
        print(await coroutine)
asyncio.run(main())
#---
import asyncio
async def work(): pass
async def main():
    task = asyncio.create_task(work())
    await task
asyncio.run(main())
#---
# Nobody else could run.
import asyncio, time
async def main():
    time.sleep(0.001)
    print('done')
asyncio.run(main())
#---
import asyncio, time
async def work(n):
    await asyncio.sleep(0.001)
    print(n)
async def main(): await asyncio.gather(work(1), work(2))
asyncio.run(main())
#---
# What runs on in the background is meant to be cancelled at the end.
import asyncio
async def beat():
    while True: await asyncio.sleep(0.001)
async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0.002)
asyncio.run(main())
#---
import asyncio
async def work(): raise ValueError('seen')
async def main():
    task = asyncio.create_task(work())
    try: await task
    except ValueError as e: print(e)
asyncio.run(main())
#---
# A loop of one's own steps coroutines by hand.
async def work(): return 7
coroutine = work()
try: coroutine.send(None)
except StopIteration as end: print(end.value)
#---
# A coroutine is closed on purpose, and shown.
async def work(): return 7
coroutine = work()
print(type(coroutine).__name__, coroutine.__name__)
coroutine.close()
#---
# The warning was silenced.
import warnings
warnings.simplefilter('ignore')
async def work(): return 7
work()
#---
# The mistake is caught, and something else is reported.
import asyncio
async def work(): return 7
async def main():
    coroutine = work()
    try: coroutine + 1
    except TypeError: await coroutine
asyncio.run(main())
print('end')
#---
import asyncio
async def work(n): return n
async def main():
    tasks = [asyncio.create_task(work(n)) for n in range(3)]
    done, pending = await asyncio.wait(tasks)
    print(sum(task.result() for task in done))
asyncio.run(main())
#---
# Workers wait for more when the work is done.
import asyncio
async def work(queue):
    while True:
        print(await queue.get())
        queue.task_done()
async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(work(queue)) for _ in range(3)]
    for n in range(5): queue.put_nowait(n)
    await queue.join()
asyncio.run(main())
#---
# Both kinds of managers and iterables, each tried as the other kind.
import asyncio, contextlib
async def ticks():
    yield 1
async def main():
    with contextlib.suppress(TypeError, AttributeError): list(ticks())
    with contextlib.suppress(TypeError, AttributeError):
        async for x in [1]: pass
    with contextlib.suppress(TypeError, AttributeError):
        with asyncio.Lock(): pass
    try:
        async with open('/dev/null'): pass
    except AttributeError: pass
    async for x in ticks(): print(x)
    async with asyncio.Lock(): print('end')
asyncio.run(main())
