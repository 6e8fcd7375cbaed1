# await binds tighter than ** and takes a primary.
async def val(x):
    return x
async def main():
    print(await val(2) ** 3, -await val(2), 2 ** await val(3))  # expect: 8 -2 8
    print(await val([1, 2]) + await val([3]), (await val({'k': 'v'}))['k'])  # expect: [1, 2, 3] v
    print([await val(i) for i in range(3)], {await val('a'): await val('b')})  # expect: [0, 1, 2] {'a': 'b'}
    print(f'{await val("f")!r}', not await val(0), await val(1) if await val(True) else 0)  # expect: 'f' True 1
    x = await val(lambda: 'called')
    print(x(), (await val(print)) is print, await val(1) < await val(2) < await val(3))  # expect: called True True
    a, b = await val(1), await val(2)
    print(a, b, await (val('paren')))  # expect: 1 2 paren
    assert await val(True), await val('m')
    return await val('end')
try:
    main().send(None)
except StopIteration as e:
    print(e.value)  # expect: end
