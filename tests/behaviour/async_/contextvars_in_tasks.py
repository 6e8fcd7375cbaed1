# Every task has its own copy of the context; callbacks run in the one that was current when they were given.
import asyncio
import contextvars
var = contextvars.ContextVar('var', default=0)
async def add(n):
    var.set(var.get() + n)
    await asyncio.sleep(0)
    return var.get()
async def main():
    var.set(10)
    print(await asyncio.gather(add(1), add(2)), var.get())  # expect: [11, 12] 10
    print(await add(3), var.get())  # expect: 13 13
    loop = asyncio.get_running_loop()
    out = []
    loop.call_soon(lambda: out.append(var.get()))
    var.set(20)
    context = contextvars.copy_context()
    context.run(var.set, 50)
    loop.call_soon(lambda: out.append(var.get()), context=context)
    future = loop.create_future()
    future.add_done_callback(lambda f: out.append(('given', var.get())), context=context)
    future.add_done_callback(lambda f: out.append(('copied', var.get())))
    var.set(30)
    future.set_result(None)
    await asyncio.sleep(0)
    print(out)  # expect: [13, 50, ('given', 50), ('copied', 20)]
    async def numbers():
        var.set(77)
        yield var.get()
    async for n in numbers():
        print(n, var.get())  # expect: 77 77
asyncio.run(main())
print(var.get())  # expect: 0
