# Waits below async generators, context managers, generators and awaitables of one's own.
import asyncio
import contextlib
import types


class Door:
    def __init__(self):
        self.opened = asyncio.Event()

    def __await__(self):
        return self.pass_through().__await__()

    async def pass_through(self):
        await self.opened.wait()


@types.coroutine
def knock(door):
    yield from door.__await__()


@contextlib.asynccontextmanager
async def inside(room):
    async with room:
        yield room


async def walk(doors):
    for door in doors:
        yield await door


async def visitor(door, room):
    async with inside(room):
        await knock(door)


async def guide(doors, room):
    async for _ in walk(doors):
        async with room:
            pass


async def main():
    door, room = Door(), asyncio.Semaphore(1)
    visits = [visitor(door, room), visitor(door, room), guide([door], room)]
    for visit in asyncio.as_completed([asyncio.create_task(v, name=f'{v.__name__} {n}') for n, v in enumerate(visits)]):
        await visit


asyncio.run(main())
