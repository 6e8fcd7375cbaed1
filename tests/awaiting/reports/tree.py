# The task tree of a program that lives, and the call graph of one of its tasks.
import asyncio
import sys

import kaa


async def fetch(gate, number):
    async with gate:
        return await asyncio.sleep(0.01, number)


async def collect(gate):
    return await asyncio.gather(*[fetch(gate, n) for n in range(2)])


async def numbers():
    for number in range(3):
        await asyncio.sleep(0.005)
        yield number


async def look():
    await asyncio.sleep(0.002)
    kaa.print_task_tree(sys.stdout)
    print(asyncio.format_call_graph(tasks[0]).replace(hex(id(tasks[0])), '0x...').split('+ Awaited')[0])


async def count():
    return [number async for number in numbers()]


def ladder():
    yield from iter([1, 2])


async def main():
    gate = asyncio.Semaphore(1)
    names = {'collect': collect(gate), 'count': count(), 'look': look()}
    tasks[:] = [asyncio.create_task(coro, name=name) for name, coro in names.items()]
    await asyncio.wait(tasks)


tasks = []
asyncio.run(main())
steps = ladder()
next(steps)
print(kaa.format_await_chain(steps), end='')
