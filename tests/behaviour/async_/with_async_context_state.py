# Exceptions, finally and return through nested async constructs.
import types
@types.coroutine
def pause():
    yield
class CM:
    async def __aenter__(self):
        await pause()
    async def __aexit__(self, kind, *rest):
        await pause()
        print('aexit', kind and kind.__name__)
        # expect: aexit None
        # expect: aexit LookupError
        # expect: aexit LookupError
async def items():
    try:
        for i in range(3):
            await pause()
            yield i
    finally:
        await pause()
        print('items finally')
async def main():
    try:
        async with CM():
            async for i in items():
                async with CM():
                    if i == 1:
                        raise LookupError(i)
    except LookupError as e:
        print('caught', e)  # expect: caught 1
    async for i in items():  # expect: items finally
        pass
    return i
c = main()
steps = 0
try:
    while True:
        c.send(None)
        steps += 1
except StopIteration as e:
    print(e.value, steps)  # expect: 2 12
