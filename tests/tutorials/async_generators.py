# async generators: PEP 525
import asyncio, inspect, sys
async def ticker(n):
    try:
        for i in range(n):
            got = yield i
            if got: print('got', got)
            await asyncio.sleep(0)
    finally: print('finally')
async def main():
    print([i async for i in ticker(3)])
    a = ticker(3); print(type(a).__name__, inspect.isasyncgen(a), inspect.isasyncgenfunction(ticker))
    print(await a.asend(None), await a.asend('x'), await a.__anext__())
    try: await a.__anext__()
    except StopAsyncIteration as e: print(repr(e))
    a = ticker(2); await a.__anext__(); await a.aclose(); print(a.ag_frame, a.ag_running)
    a = ticker(2); await a.__anext__()
    try: await a.athrow(ValueError, 'thrown')
    except ValueError as e: print(e)
    async def ign():
        try: yield 1
        except GeneratorExit: yield 2
    a = ign(); await a.__anext__()
    try: await a.aclose()
    except RuntimeError as e: print(e)
    a = ticker(1); s = a.asend(None)
    try: s.send(None)
    except StopIteration as e: print('stop', e.value)
    try: s.send(None)
    except RuntimeError as e: print(e)
    await a.aclose()
    async def agen2():
        async for i in ticker(2): yield i * 10
    print([x async for x in agen2()])
    print(await anext(ticker(1)), await anext(ticker(0), 'default'))
    gens = []
    async def left():
        try: yield 1
        finally:
            await asyncio.sleep(0); print('left closed')
    async for _ in left(): break
    g = left(); await g.__anext__(); gens.append(g)
    print(sys.get_asyncgen_hooks().firstiter is not None)
    return 'end'
print(asyncio.run(main()))
async def order():
    async def agen(name):
        for i in range(2): yield name, i; await asyncio.sleep(0)
    async def consume(name):
        async for x in agen(name): print(x)
    await asyncio.gather(consume('a'), consume('b'))
asyncio.run(order())
