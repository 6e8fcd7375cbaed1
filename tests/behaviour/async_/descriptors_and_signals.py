# add_reader, add_writer, add_signal_handler, and Ctrl-C in asyncio.run
import asyncio
import os
import signal


async def descriptors():
    loop = asyncio.get_running_loop()
    read, write = os.pipe()
    got = loop.create_future()
    loop.add_reader(read, lambda: got.set_result(os.read(read, 10)))
    loop.call_later(0.01, os.write, write, b'hi')
    print(await got)  # expect: b'hi'
    print(loop.remove_reader(read), loop.remove_reader(read))  # expect: True False
    free = asyncio.Event()
    loop.add_writer(write, free.set)
    await free.wait()
    print(loop.remove_writer(write))  # expect: True
    await asyncio.sleep(0.001)
    os.close(read)
    os.close(write)


asyncio.run(descriptors())


async def signals():
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, told.set)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGUSR1)
    await told.wait()
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))  # expect: True False
    for number in 'x', 999, signal.SIGKILL:
        try:
            loop.add_signal_handler(number, print)
        except Exception as exc:
            print(type(exc).__name__, exc)
    # expect: TypeError sig must be an int, not 'x'
    # expect: ValueError invalid signal number 999
    # expect: RuntimeError sig 9 cannot be caught


asyncio.run(signals())


async def interrupted():
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print('cancelled')  # expect: cancelled
        raise


try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print('stopped')  # expect: stopped
