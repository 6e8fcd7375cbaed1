# Closing, dropping and throwing into long chains takes time in proportion to their length, and no native stack.
import sys

sys.setrecursionlimit(10 ** 6)
LONG = 10000


class Y:
    def __await__(self):
        return (yield 'y')


def generators():
    def link(inner):
        return (yield from inner)
    at = Y().__await__()
    for _ in range(LONG):
        at = link(at)
    return at


def coroutines():
    async def link(inner):
        return await inner
    at = Y()
    for _ in range(LONG):
        at = link(at)
    return at


class Through:
    def __init__(self, inner):
        self.inner = inner

    def __await__(self):
        return self.inner.__await__()


def wrappers():
    async def link(inner):
        return await Through(inner)
    at = Y()
    for _ in range(LONG):
        at = link(at)
    return at


async def source():
    while True:
        await Y()
        yield 1


def async_generators():
    async def link(inner):
        async for item in inner:
            yield item

    async def last(inner):
        await anext(inner, None)
    at = source()
    for _ in range(LONG):
        at = link(at)
    return last(at)


def defaults():
    async def link(inner):
        yield await anext(inner, None)

    async def last(inner):
        await anext(inner)
    at = source()
    for _ in range(LONG):
        at = link(at)
    return last(at)


def closers():
    async def link(inner):
        try:
            yield 1
        finally:
            await inner.aclose()

    async def end():
        try:
            yield 1
        finally:
            await Y()

    async def last():
        await links[-1].aclose()
    links = [end()]
    for _ in range(LONG):
        links.append(link(links[-1]))
    for at in links:
        try:
            at.__anext__().send(None)
        except StopIteration:
            pass
    return last()


for make in generators, coroutines, wrappers, async_generators, defaults, closers:
    ends = []
    for how in 'close', 'drop', 'KeyError', 'GeneratorExit', 'finish', 'again':
        chain = make()
        assert chain.send(None) == 'y'
        try:
            if how == 'close':
                chain.close()
            elif how == 'drop':
                del chain
            elif how == 'finish':
                chain.send(5)
            elif how == 'again':
                # Taken apart by a throw that the innermost answers.
                chain.throw(ValueError)
            else:
                chain.throw(KeyError if how == 'KeyError' else GeneratorExit)
            ends.append(how)
        except BaseException as e:
            ends.append(type(e).__name__ + str(e))
    print(make.__name__, *ends)
    # expect: generators close drop KeyError GeneratorExit StopIteration5 ValueError
    # expect: coroutines close drop KeyError GeneratorExit StopIteration5 ValueError
    # expect: wrappers close drop KeyError GeneratorExit StopIteration5 ValueError
    # expect: async_generators close drop KeyError GeneratorExit StopIteration ValueError
    # expect: defaults close drop KeyError GeneratorExit StopIteration ValueError
    # expect: closers close drop KeyError GeneratorExit StopIteration ValueError
