# Cancellation arrives at the await; it can be handled, refused and seen.
import asyncio
async def sleeper(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, 'cancelled')
        raise
    finally:
        print(name, 'finally')
async def refuses():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return 'refused'
async def main():
    t = asyncio.create_task(sleeper('a'))
    await asyncio.sleep(0)
    print(t.cancel(), t.cancelled())  # expect: True False
    try:
        await t
    except asyncio.CancelledError:
        print('main sees it', t.cancelled(), t.cancel())
    t = asyncio.create_task(sleeper('unstarted'))
    t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    t = asyncio.create_task(refuses())
    await asyncio.sleep(0)
    t.cancel('message')
    print(await t, t.cancelled())
    print(issubclass(asyncio.CancelledError, Exception))
asyncio.run(main())
# expect: a cancelled
# expect: a finally
# expect: main sees it True False
# expect: [CancelledError('')]
# expect: refused False
# expect: False
