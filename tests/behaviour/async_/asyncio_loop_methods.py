# The older face: get_event_loop, ensure_future, run_until_complete, call_later, stop, close.
import asyncio
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
async def work(x):
    await asyncio.sleep(0)
    return x
print(loop.run_until_complete(work(1)))  # expect: 1
t = asyncio.ensure_future(work(2), loop=loop)
print(loop.run_until_complete(t), loop.is_running(), loop.is_closed())  # expect: 2 False False
done, pending = loop.run_until_complete(asyncio.wait([loop.create_task(work(i)) for i in range(3)]))
print(sorted(t.result() for t in done), pending)  # expect: [0, 1, 2] set()
loop.call_later(0.01, loop.stop)
loop.call_soon(print, 'soon')
loop.run_forever()  # expect: soon
print('stopped')  # expect: stopped
async def fails():
    raise OSError('x')
try:
    loop.run_until_complete(fails())
except OSError as e:
    print(e)  # expect: x
loop.close()
print(loop.is_closed())  # expect: True
c = work(1)
try:
    loop.run_until_complete(c)
except RuntimeError as e:
    print(e)  # expect: Event loop is closed
c.close()
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)  # expect: no running event loop
