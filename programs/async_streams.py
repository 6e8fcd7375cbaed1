"""Async generators and async context managers, run by a driver of ten lines."""
import types


@types.coroutine
def suspend(note):
    yield note


def run(coroutine):
    """Resumes until the end; gives the result and how often it was suspended."""
    suspended = []
    while True:
        try:
            suspended.append(coroutine.send(None))
        except StopIteration as end:
            return end.value, suspended


class Connection:
    """Opened and closed with a suspension on each side."""

    def __init__(self, name, fail_to_open=False):
        self.name, self.fail_to_open = name, fail_to_open

    async def __aenter__(self):
        await suspend(f'opening {self.name}')
        if self.fail_to_open:
            raise ConnectionError(self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await suspend(f'closing {self.name}')
        print('closed', self.name, 'because of' if kind else 'in peace', repr(error) if kind else '')
        return kind is LookupError

    async def rows(self, count):
        try:
            for n in range(count):
                await suspend(f'row {n}')
                yield f'{self.name}{n}'
        finally:
            print('rows of', self.name, 'end')


async def numbered(rows):
    n = 0
    async for row in rows:
        n += 1
        yield n, row


async def batches(rows, size):
    batch = []
    async for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def pipeline():
    async with Connection('a') as a, Connection('b') as b:
        print([pair async for pair in numbered(a.rows(2))])
        print([batch async for batch in batches(b.rows(5), 2)])
        print({len(row): row async for row in a.rows(1)}, [c.upper() async for r in b.rows(1) for c in r])


async def stops_early():
    rows = Connection('c').rows(10)
    async for row in rows:
        if row == 'c1':
            break
    await rows.aclose()
    return row


async def failures():
    async with Connection('d'):
        raise LookupError('swallowed')
    try:
        async with Connection('e'), Connection('f', fail_to_open=True):
            print('never')
    except ConnectionError as error:
        return f'could not open {error}'


async def averager():
    """Takes numbers by asend, gives their mean; athrow(ValueError) starts anew."""
    total = count = 0
    while True:
        try:
            total += yield total / count if count else 0
            count += 1
        except ValueError:
            total = count = 0


async def talk():
    mean = averager()
    await mean.asend(None)
    heard = [await mean.asend(n) for n in (10, 20, 60)]
    heard.append(await mean.athrow(ValueError))
    heard.append(await mean.asend(7))
    await mean.aclose()
    try:
        await mean.asend(1)
    except StopAsyncIteration:
        heard.append('closed')
    return heard


for part in (pipeline, stops_early, failures, talk):
    result, suspended = run(part())
    print(part.__name__, result, suspended)
