# asyncio.run cancels what is left, closes async generators, and passes errors on.
import asyncio
async def left_over(name):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print(name, 'cancelled at the end')
        raise
async def agen():
    try:
        yield 1
        yield 2
    finally:
        print('agen closed')
async def main():
    asyncio.create_task(left_over('a'))
    await asyncio.sleep(0)
    g = agen()
    await g.__anext__()
    main.kept = g
    print('main returns')  # expect: main returns
    return 'result'
print(asyncio.run(main()))
# expect: a cancelled at the end
# expect: agen closed
# expect: result
async def raises():
    asyncio.create_task(left_over('c'))
    await asyncio.sleep(0)
    raise ValueError('from main')
try:
    asyncio.run(raises())  # expect: c cancelled at the end
except ValueError as e:
    print(e)  # expect: from main
async def inner():
    c = main()
    try: asyncio.run(c)
    except RuntimeError as e: print(e)  # expect: asyncio.run() cannot be called from a running event loop
    c.close()
asyncio.run(inner())
