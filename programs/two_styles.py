"""Coroutines in the style of Python 3.4, of types.coroutine and of 3.5: behaviour and bytecode side by side."""
import asyncio
import dis
import types


@asyncio.coroutine
def old_style(future):
    return (yield from future)


@types.coroutine
def typed_style(future):
    return (yield from future)


async def new_style(future):
    return await future


def describe(function):
    flags = function.__code__.co_flags
    names = {0x20: 'generator', 0x80: 'coroutine', 0x100: 'iterable coroutine'}
    return ', '.join(name for bit, name in names.items() if flags & bit)


for function in (old_style, typed_style, new_style):
    print(function.__name__, '|', describe(function), '|', asyncio.iscoroutinefunction(function))

for function in (typed_style, new_style):
    print()
    print(function.__name__)
    dis.dis(function)


class Answer:
    """An awaitable of its own: suspends once, then gives a value."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield
        return self.value


def run(coroutine):
    suspended = 0
    while True:
        try:
            coroutine.send(None)
        except StopIteration as end:
            return suspended, end.value
        suspended += 1


async def all_of_them():
    return await typed_style(Answer(1).__await__()), await new_style(Answer(2)), await old_style(Answer(3).__await__())


print()
print(run(all_of_them()))
for wrong in (5, [1], (x for x in 'a plain generator')):
    try:
        run(new_style(wrong))
    except TypeError as error:
        print(error)
