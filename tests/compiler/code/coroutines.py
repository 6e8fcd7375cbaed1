async def c(x):
    a = await x
    return await a.b(await c(1))
async def w():
    async with a as b, c:
        return b
async def l():
    async for x in y:
        if x: break
    else:
        z()
    return [x async for x in y if await x], {await i for i in j}
async def g():
    yield 1
    x = yield await y
    async for z in g():
        yield z
async def t():
    try:
        await a
    except E as e:
        await b
    finally:
        await c
async def gen():
    return (x async for x in y), (await x for x in y)
