# The builtins aiter and anext.
def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value
async def agen():
    yield 1
    yield 2
async def main():
    g = aiter(agen())
    print(await anext(g), await anext(g), await anext(g, 'default'))  # expect: 1 2 default
    try:
        await anext(g)
    except StopAsyncIteration:
        print('stop')  # expect: stop
    for f in (lambda: aiter(5), lambda: anext(5), lambda: aiter([])):
        try:
            f()
        except TypeError as e:
            print(e)
            # expect: 'int' object is not an async iterable
            # expect: 'int' object is not an async iterator
            # expect: 'list' object is not an async iterable
run(main())
