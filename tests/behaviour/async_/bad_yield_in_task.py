# A task refuses what is not a future.
import asyncio, types
@types.coroutine
def bad(x):
    yield x
async def main():
    for x in (5, 'text'):
        try:
            await bad(x)
        except RuntimeError as e:
            print(str(e).split(' got ')[-1])
            # expect: bad yield: 5
            # expect: bad yield: 'text'
    await bad(None)
    print('bare yield is allowed')  # expect: bare yield is allowed
asyncio.run(main())
