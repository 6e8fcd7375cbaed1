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
    try:
        await asyncio.wait_for(sleeper('timeout'), 0.01)
    except asyncio.TimeoutError:
        print('timed out')
    t = asyncio.create_task(sleeper('shielded'))
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.01)
    except asyncio.TimeoutError:
        print('shielded goes on', t.done())
    t.cancel()
    await asyncio.wait([t])
asyncio.run(main())
# expect: a cancelled
# expect: a finally
# expect: main sees it True False
# expect: [CancelledError('')]
# expect: refused False
# expect: False
# expect: timeout cancelled
# expect: timeout finally
# expect: timed out
# expect: shielded goes on False
# expect: shielded cancelled
# expect: shielded finally
