# groups: async
# Events and conditions wake many waiters at once.
import asyncio


async def waiter(events):
    total = 0
    for number, event in enumerate(events):
        await event.wait()
        total += number
    return total


async def member(condition, state, n):
    seen = 0
    async with condition:
        while state[0] < n:
            await condition.wait()
            seen += state[0]
    return seen


async def run(tasks, n):
    events = [asyncio.Event() for _ in range(n)]
    waiting = [asyncio.create_task(waiter(events)) for _ in range(tasks)]
    for event in events:
        await asyncio.sleep(0)
        event.set()
    total = sum(await asyncio.gather(*waiting))
    condition, state = asyncio.Condition(), [0]
    members = [asyncio.create_task(member(condition, state, n)) for _ in range(tasks // 5)]
    for i in range(n):
        while condition.locked() or i and len(condition._waiters) < tasks // 5:
            await asyncio.sleep(0)
        async with condition:
            state[0] += 1
            condition.notify_all()
    return total, sum(await asyncio.gather(*members))


print(asyncio.run(run(100, 500)))
