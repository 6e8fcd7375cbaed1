# Handles and timers.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_soon(print, 'called', 1)
    print(handle, handle.cancelled())  # expect: <Handle print('called', 1)> False
    dropped = loop.call_soon(print, 'never')
    dropped.cancel()
    print(dropped, dropped._callback, dropped._args)  # expect: <Handle cancelled> None None
    await asyncio.sleep(0)
    timer = loop.call_later(100, max, 1, 2)
    print(type(timer).__name__, timer.when() > loop.time(), timer._callback, timer._args)
    timer.cancel()
    now = loop.time()
    out = []
    early, late = loop.call_at(now + 0.001, out.append, 1), loop.call_at(now + 0.002, out.append, 2)
    print(early < late, early <= early, early == late, late > early)
    await asyncio.sleep(0.005)
    print(out)
    try:
        loop.call_later('soon', print)
    except TypeError as e:
        print(e)
asyncio.run(main())
# expect: called 1
# expect: TimerHandle True <built-in function max> (1, 2)
# expect: True True False True
# expect: [1, 2]
# expect: unsupported operand type(s) for +: 'float' and 'str'
