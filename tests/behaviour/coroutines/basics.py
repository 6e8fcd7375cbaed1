# A coroutine is driven by send; its result is StopIteration's value.
async def add(a, b):
    return a + b
c = add(2, 3)
print(type(c).__name__, c.__name__, c.__qualname__, c.cr_running, c.cr_await, c.cr_origin)
# expect: coroutine add add False None None
try:
    c.send(None)
except StopIteration as e:
    print(e.value)  # expect: 5
try:
    c.send(None)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited coroutine
try:
    c.throw(ValueError)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited coroutine
print(c.close(), c.cr_frame)  # expect: None None
async def outer():
    return await add(1, 1) + await add(2, 2)
try:
    outer().send(None)
except StopIteration as e:
    print(e.value)  # expect: 6
c = add(1, 2)
for attempt in (lambda: iter(c), lambda: next(c), lambda: list(c), lambda: [*c]):
    try:
        attempt()
    except TypeError as e:
        print(e)
        # expect: 'coroutine' object is not iterable
        # expect: 'coroutine' object is not an iterator
        # expect: 'coroutine' object is not iterable
        # expect: Value after * must be an iterable, not coroutine
try:
    c.send(1)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started coroutine
c.close()
print(bool(add.__code__.co_flags & 0x80), repr(c).startswith('<coroutine object add at 0x'))  # expect: True True
