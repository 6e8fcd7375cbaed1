# The awaitable of a step that `async for` awaits is made when somebody asks for it only: a consumer that is looked at,
# thrown into, closed and dropped while the async generator waits for something else.
import gc
import types


@types.coroutine
def pause(value):
    return (yield value)


async def numbers(log):
    try:
        for n in range(4):
            got = await pause(('inner', n))
            log.append(got)
            yield n
    except ValueError as error:
        log.append(repr(error))
        yield 'after'
    finally:
        log.append('closed')


async def consume(generator, log):
    async for n in generator:
        log.append(('item', n))
    return 'end'


def drive(*steps, look=True):
    log = []
    generator = numbers(log)
    coroutine = consume(generator, log)
    for name, *args in steps:
        try:
            print(name, *args, '->', getattr(coroutine, name)(*args))  # expect: send None -> ('inner', 0)
        except BaseException as error:
            print(name, *args, 'raises', type(error).__name__, error)
        if look:
            awaited, inner = coroutine.cr_await, generator.ag_await
            print(type(awaited).__name__, type(inner).__name__, generator.ag_running, coroutine.cr_running)
            # expect: async_generator_asend generator True False
    coroutine.close()
    print(log, generator.ag_running)
    return generator


for look in True, False:
    drive(('send', None), ('send', 'a'), ('send', 'b'), ('send', 'c'), ('send', 'd'), ('send', 'e'), look=look)
    # expect: send a -> ('inner', 1)
    # expect: async_generator_asend generator True False
    # expect: send b -> ('inner', 2)
    # expect: async_generator_asend generator True False
    # expect: send c -> ('inner', 3)
    # expect: async_generator_asend generator True False
    # expect: send d raises StopIteration end
    # expect: NoneType NoneType False False
    # expect: send e raises RuntimeError cannot reuse already awaited coroutine
    # expect: NoneType NoneType False False
    # expect: ['a', ('item', 0), 'b', ('item', 1), 'c', ('item', 2), 'd', ('item', 3), 'closed'] False
    drive(('send', None), ('send', 'a'), ('throw', ValueError('x')), ('send', 'b'), look=look)
    # expect: send None -> ('inner', 0)
    # expect: async_generator_asend generator True False
    # expect: send a -> ('inner', 1)
    # expect: async_generator_asend generator True False
    # expect: throw x raises StopIteration end
    # expect: NoneType NoneType False False
    # expect: send b raises RuntimeError cannot reuse already awaited coroutine
    # expect: NoneType NoneType False False
    # expect: ['a', ('item', 0), "ValueError('x')", ('item', 'after'), 'closed'] False
    drive(('send', None), ('send', 'a'), ('throw', KeyError('x')), ('send', 'b'), look=look)
    # expect: send None -> ('inner', 0)
    # expect: async_generator_asend generator True False
    # expect: send a -> ('inner', 1)
    # expect: async_generator_asend generator True False
    # expect: throw 'x' raises KeyError 'x'
    # expect: NoneType NoneType False False
    # expect: send b raises RuntimeError cannot reuse already awaited coroutine
    # expect: NoneType NoneType False False
    # expect: ['a', ('item', 0), 'closed'] False
    drive(('send', None), ('send', 'a'), ('close',), ('send', 'b'), look=look)
    # expect: send None -> ('inner', 0)
    # expect: async_generator_asend generator True False
    # expect: send a -> ('inner', 1)
    # expect: async_generator_asend generator True False
    # expect: close -> None
    # expect: NoneType generator True False
    # expect: send b raises RuntimeError cannot reuse already awaited coroutine
    # expect: NoneType generator True False
    # expect: ['a', ('item', 0)] True
    drive(('send', None), ('send', 'a'), ('throw', GeneratorExit), look=look)
    # expect: send None -> ('inner', 0)
    # expect: async_generator_asend generator True False
    # expect: send a -> ('inner', 1)
    # expect: async_generator_asend generator True False
    # expect: throw <class 'GeneratorExit'> raises GeneratorExit
    # expect: NoneType generator True False
    # expect: ['a', ('item', 0)] True
# expect: send None -> ('inner', 0)
# expect: send a -> ('inner', 1)
# expect: send b -> ('inner', 2)
# expect: send c -> ('inner', 3)
# expect: send d raises StopIteration end
# expect: send e raises RuntimeError cannot reuse already awaited coroutine
# expect: ['a', ('item', 0), 'b', ('item', 1), 'c', ('item', 2), 'd', ('item', 3), 'closed'] False
# expect: send None -> ('inner', 0)
# expect: send a -> ('inner', 1)
# expect: throw x raises StopIteration end
# expect: send b raises RuntimeError cannot reuse already awaited coroutine
# expect: ['a', ('item', 0), "ValueError('x')", ('item', 'after'), 'closed'] False
# expect: send None -> ('inner', 0)
# expect: send a -> ('inner', 1)
# expect: throw 'x' raises KeyError 'x'
# expect: send b raises RuntimeError cannot reuse already awaited coroutine
# expect: ['a', ('item', 0), 'closed'] False
# expect: send None -> ('inner', 0)
# expect: send a -> ('inner', 1)
# expect: close -> None
# expect: send b raises RuntimeError cannot reuse already awaited coroutine
# expect: ['a', ('item', 0)] True
# expect: send None -> ('inner', 0)
# expect: send a -> ('inner', 1)
# expect: throw <class 'GeneratorExit'> raises GeneratorExit
# expect: ['a', ('item', 0)] True

# Somebody else turns to the async generator meanwhile.
log = []
generator = numbers(log)
coroutine = consume(generator, log)
coroutine.send(None)
coroutine.send('a')
for other in (generator.asend(None), generator.athrow(ValueError), generator.aclose()):
    try:
        other.send(None)
    except BaseException as error:
        print(type(error).__name__, error)
        # expect: RuntimeError anext(): asynchronous generator is already running
        # expect: RuntimeError athrow(): asynchronous generator is already running
        # expect: RuntimeError aclose(): asynchronous generator is already running
awaited = coroutine.cr_await
print(awaited is coroutine.cr_await)  # expect: True
try:
    print(awaited.send('b'))
except BaseException as error:
    print(type(error).__name__, error)  # expect: StopIteration 1
try:
    print(coroutine.send('c'))
except BaseException as error:
    print(type(error).__name__, error)  # expect: RuntimeError cannot reuse already awaited __anext__()/asend()
print(log)  # expect: ['a', ('item', 0), 'b']

# Dropped, by the last reference and by the collector.
log = []
coroutine = consume(numbers(log), log)
coroutine.send(None)
coroutine.send('a')
del coroutine
print(log)  # expect: ['a', ('item', 0), 'closed']
log = []
coroutine = consume(numbers(log), log)
coroutine.send(None)
coroutine.send('a')
cycle = [coroutine]
cycle.append(cycle)
del cycle, coroutine
gc.collect()
print(log)  # expect: ['a', ('item', 0), 'closed']


# What a function's call gives is awaited at once: seen from inside, and where it is not what may be awaited.
async def inner():
    print(outer_coroutine.cr_await, outer_coroutine.cr_frame.f_lasti, outer_coroutine.cr_frame.f_lineno > 0)
    # expect: None 22 True
    await pause('here')
    return 'done'


async def outer():
    for _ in range(6):
        await inner()
    return 'out'


outer_coroutine = outer()
for _ in range(3):
    print(outer_coroutine.send(None), outer_coroutine.cr_await.__name__)
    # expect: here inner
    # expect: None 22 True
    # expect: here inner
    # expect: None 22 True
    # expect: here inner
try:
    outer_coroutine.throw(OSError('thrown'))
except OSError as error:
    names = []
    traceback = error.__traceback__
    while traceback:
        names.append(traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
    print(names, outer_coroutine.cr_frame)  # expect: ['<module>', 'outer', 'inner', 'pause'] None


def plain():
    yield 1
    return 'plain'


async def wrong():
    await plain()


def delegates():
    for _ in range(6):
        x = yield from plain()
    return x


def refuses():
    for _ in range(6):
        yield from inner()


print(list(delegates()))  # expect: [1, 1, 1, 1, 1, 1]
for function in wrong, refuses:
    for _ in range(6):
        try:
            function().send(None)
        except TypeError as error:
            print(error)
            # expect: object generator can't be used in 'await' expression
            # expect: object generator can't be used in 'await' expression
            # expect: object generator can't be used in 'await' expression
            # expect: object generator can't be used in 'await' expression
            # expect: object generator can't be used in 'await' expression
            # expect: object generator can't be used in 'await' expression
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
            # expect: cannot 'yield from' a coroutine object in a non-coroutine generator


async def deep(n):
    return 0 if n == 0 else 1 + await deep(n - 1)


def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    except RecursionError as error:
        return str(error)[:32]


for n in (5, 5, 5, 5, 5, 900, 5000):
    print(run(deep(n)))
    # expect: 5
    # expect: 5
    # expect: 5
    # expect: 5
    # expect: 5
    # expect: 900
    # expect: maximum recursion depth exceeded
