# Futures: results, exceptions, callbacks, states.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled())  # expect: False False
    try:
        f.result()
    except asyncio.InvalidStateError as e:
        print(e)  # expect: Result is not set.
    f.add_done_callback(lambda fut: print('callback', fut.result()))  # expect: callback 42
    loop.call_soon(f.set_result, 42)
    print(await f, await f)  # expect: 42 42
    try:
        f.set_result(1)
    except asyncio.InvalidStateError as e:
        print(str(e).split(':')[0])  # expect: invalid state
    f = loop.create_future()
    f.set_exception(KeyError('k'))
    try:
        await f
    except KeyError as e:
        print(e, repr(f.exception()))  # expect: 'k' KeyError('k')
    f = loop.create_future()
    try:
        f.set_exception(StopIteration())
    except TypeError as e:
        print(e)  # expect: StopIteration interacts badly with generators and cannot be raised into a Future
    f.cancel()
    try:
        await f
    except asyncio.CancelledError:
        print('cancelled')  # expect: cancelled
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(t, t)) for t in (0, 5)],
                                       return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))  # expect: [0] 1
    for t in pending:
        t.cancel()
asyncio.run(main())
