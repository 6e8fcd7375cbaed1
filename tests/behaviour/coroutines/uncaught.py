# The traceback of an error in a chain names each frame.
# expect stderr: in <module>
# expect stderr: in outer
# expect stderr: in inner
async def inner():
    return 1 / 0
async def outer():
    return await inner()
outer().send(None)
# expect error: ZeroDivisionError: division by zero
