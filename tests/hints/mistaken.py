"""Programs of beginners in async: each is run with --hints. `# hint:` is a part of the hint that it gets."""

# hint: did you mean `await price(...)`?
import asyncio
async def price(): return 3
async def main(): print(price() + 1)
asyncio.run(main())
#---
# hint: did you mean `await names(...)`?
import asyncio
async def names(): return ['a']
async def main():
    for name in names(): print(name)
asyncio.run(main())
#---
# hint: did you mean `await user(...)`?
import asyncio
async def user(): return {'name': 'x'}
async def main(): print(user()['name'])
asyncio.run(main())
#---
# hint: did you mean `await connect(...)`?
import asyncio
class Connection: ...
async def connect(): return Connection()
async def main():
    connection = connect()
    connection.write('x')
asyncio.run(main())
#---
# hint: did you mean `await rows(...)`?
import asyncio
async def rows(): return [1, 2]
async def main(): print(len(rows()))
asyncio.run(main())
#---
# hint: did you mean `await number(...)`?
import asyncio
async def number(): return '3'
async def main(): print(int(number()))
asyncio.run(main())
#---
# hint: did you mean `await pair(...)`?
import asyncio
async def pair(): return 1, 2
async def main():
    a, b = pair()
asyncio.run(main())
#---
# hint: did you mean `await words(...)`?
import asyncio
async def words(): return ['a', 'b']
async def main(): print(' '.join(words()))
asyncio.run(main())
#---
# hint: did you mean `await score(...)`?
import asyncio
async def score(n): return n
async def main(): print(sorted([score(2), score(1)]))
asyncio.run(main())
#---
# hint: did you mean `await limit(...)`?
import asyncio
async def limit(): return 3
async def main():
    for i in range(limit()): print(i)
asyncio.run(main())
#---
# hint: did you mean `await path(...)`?
import asyncio
async def path(): return '/dev/null'
async def main():
    with open(path()) as file: print(file.read())
asyncio.run(main())
#---
# hint: did you mean `await Api.get(...)`?
import asyncio
class Api:
    async def get(self): return 'text'
async def main(): print(Api().get().upper())
asyncio.run(main())
#---
# hint: did you mean `await handler(...)`?
import asyncio
async def handler(): return print
async def main(): handler()('x')
asyncio.run(main())
#---
# hint: did you mean `await lock(...)`?
import asyncio
async def lock(): return asyncio.Lock()
async def main():
    async with lock(): print('x')
asyncio.run(main())
#---
# hint: did you mean `await stream(...)`?
import asyncio
async def stream(): return []
async def main():
    async for item in stream(): print(item)
asyncio.run(main())
#---
# hint: ticks() is a plain generator
import asyncio
def ticks(): yield
async def main(): await ticks()
asyncio.run(main())
#---
# hint: what is awaited here is None
import asyncio
def save(): print('saved')
async def main(): await save()
asyncio.run(main())
#---
# hint: work was not called: did you mean `await work(...)`?
import asyncio
async def work(): return 1
async def main(): await work
asyncio.run(main())
#---
# hint: await asyncio.gather(*awaitables)
import asyncio
async def work(): return 1
async def main(): await [work(), work()]
asyncio.run(main())
#---
# hint: decorate this generator with @types.coroutine
async def read(): return 1
def twice():
    a = yield from read()
    return a
for _ in twice(): pass
#---
# hint: an event loop runs already
import asyncio
async def inner(): return 1
async def main(): print(asyncio.run(inner()))
asyncio.run(main())
#---
# hint: an event loop runs already
import asyncio
async def inner(): return 1
async def main():
    asyncio.get_running_loop().run_until_complete(inner())
asyncio.run(main())
#---
# hint: main was not called: did you mean `main()`?
import asyncio
async def main(): print('x')
asyncio.run(main)
#---
# hint: work was not called: did you mean `work()`?
import asyncio
async def work(): pass
async def main(): await asyncio.create_task(work)
asyncio.run(main())
#---
# hint: work was not called: did you mean `work()`?
import asyncio
async def work(): pass
async def main(): await asyncio.gather(work, work)
asyncio.run(main())
#---
# hint: did you mean `await save(...)`?
import asyncio
async def save(): print('saved')
async def main(): save()
asyncio.run(main())
#---
# hint: did you mean `await sleep(...)`?
import asyncio
async def main():
    asyncio.sleep(0.001)
    print('done')
asyncio.run(main())
#---
# hint: did you mean `await main(...)`?
async def main(): print('never')
main()
#---
# hint: did you mean `await asyncio.sleep(...)`?
import asyncio, time
async def work(n):
    time.sleep(0.001)
    print(n)
async def main(): await asyncio.gather(work(1), work(2))
asyncio.run(main())
#---
# hint: the loop ended before the task of work() had
import asyncio
async def work(n):
    await asyncio.sleep(0.001)
    print('never')
async def main():
    for n in range(3): asyncio.create_task(work(n))
asyncio.run(main())
#---
# hint: `await` the task: what it raises comes out there
import asyncio
async def work(): raise ValueError('lost')
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())
#---
# hint: did you mean `await fetch(...)`?
import asyncio
async def fetch(n): return n
async def main(): print(sum(fetch(n) for n in range(3)))
asyncio.run(main())
#---
# hint: None is no coroutine
import asyncio
def main(): print('x')
asyncio.run(main())
#---
# hint: None is no coroutine
import asyncio
def work(): print('x')
async def main(): asyncio.create_task(work())
asyncio.run(main())
#---
# hint: did you mean `await connect(...)`?
import asyncio
async def connect(): return asyncio.Lock()
async def main():
    async with connect() as connection: print(connection)
asyncio.run(main())
#---
# hint: did you mean `async with`?
import asyncio
async def main():
    with asyncio.Lock(): print('mine')
asyncio.run(main())
#---
# hint: did you mean `with`?
import asyncio
async def main():
    async with open('/dev/null') as file: print(file.read())
asyncio.run(main())
#---
# hint: did you mean `async for`?
import asyncio
async def ticks():
    yield 1
async def main():
    for tick in ticks(): print(tick)
asyncio.run(main())
#---
# hint: did you mean `async for`?
import asyncio
async def ticks():
    yield 1
async def main(): print(list(ticks()))
asyncio.run(main())
#---
# hint: did you mean `for`?
import asyncio
async def main(): print([x async for x in [1, 2]])
asyncio.run(main())
