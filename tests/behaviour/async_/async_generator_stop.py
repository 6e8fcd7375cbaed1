# StopIteration and StopAsyncIteration inside an async generator become RuntimeError.
def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def stops():
    yield 1
    raise StopIteration('s')
async def stops_async():
    yield 1
    raise StopAsyncIteration('a')
async def main():
    for f in (stops, stops_async):
        try:
            async for _ in f():
                pass
        except RuntimeError as e:
            print(e, repr(e.__cause__))
            # expect: async generator raised StopIteration StopIteration('s')
            # expect: async generator raised StopAsyncIteration StopAsyncIteration('a')
run(main())
