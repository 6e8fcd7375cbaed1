# The order in which callbacks, tasks and sleeps of zero run.
import asyncio
log = []
async def worker(name, n):
    for i in range(n):
        log.append(name + str(i))
        await asyncio.sleep(0)
    log.append(name + ' end')
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, 'soon1')
    a = asyncio.create_task(worker('a', 2))
    loop.call_soon(log.append, 'soon2')
    b = asyncio.create_task(worker('b', 1))
    log.append('main')
    await asyncio.sleep(0)
    log.append('main again')
    await b
    await a
    h = loop.call_soon(log.append, 'cancelled')
    h.cancel()
    loop.call_later(0.02, log.append, 'later2')
    loop.call_later(0.01, log.append, 'later1')
    await asyncio.sleep(0.04)
asyncio.run(main())
print(log)
# expect: ['main', 'soon1', 'a0', 'soon2', 'b0', 'main again', 'a1', 'b end', 'a end', 'later1', 'later2']
