# wait_for and shield.
import asyncio
async def sleeper(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, 'cancelled')  # expect: timeout cancelled
        raise
    finally:
        print(name, 'finally')  # expect: timeout finally
async def main():
    try:
        await asyncio.wait_for(sleeper('timeout'), 0.01)
    except asyncio.TimeoutError:
        print('timed out')  # expect: timed out
    t = asyncio.create_task(sleeper('shielded'))
    try:
        await asyncio.wait_for(asyncio.shield(t), 0.01)
    except asyncio.TimeoutError:
        print('shielded goes on', t.done())  # expect: shielded goes on False
    t.cancel()
    await asyncio.wait([t])
asyncio.run(main())
# expect: shielded cancelled
# expect: shielded finally
