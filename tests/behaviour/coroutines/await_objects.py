# __await__ must return an iterator that is no coroutine; messages of everything else.
class Awaitable:
    def __init__(self, result):
        self.result = result
    def __await__(self):
        return self.result
async def coro():
    return 1
async def run(x):
    return await x
def drive(x):
    c = run(x)
    sent = []
    try:
        while True:
            sent.append(c.send(None))
    except StopIteration as e:
        return sent, e.value
    except Exception as e:
        return type(e).__name__, str(e)
print(drive(Awaitable(iter([1, 2]))))  # expect: ([1, 2], None)
print(drive(Awaitable((x for x in 'ab'))))  # expect: (['a', 'b'], None)
def gen():
    got = yield 'y'
    return 'returned'
print(drive(Awaitable(gen())))  # expect: (['y'], 'returned')
print(drive(Awaitable(5)), drive(Awaitable([1])), drive(Awaitable(None)))
# expect: ('TypeError', "__await__() returned non-iterator of type 'int'") ('TypeError', "__await__() returned non-iterator of type 'list'") ('TypeError', "__await__() returned non-iterator of type 'NoneType'")
c = coro()
print(drive(Awaitable(c)))  # expect: ('TypeError', '__await__() returned a coroutine')
c.close()
print(drive(5), drive(None), drive('s'))
# expect: ('TypeError', "object int can't be used in 'await' expression") ('TypeError', "object NoneType can't be used in 'await' expression") ('TypeError', "object str can't be used in 'await' expression")
print(drive(gen()))  # expect: ('TypeError', "object generator can't be used in 'await' expression")
class NoAwait:
    pass
x = NoAwait()
x.__await__ = lambda: iter([])
print(drive(x))  # expect: ('TypeError', "object NoAwait can't be used in 'await' expression")
class Raises:
    def __await__(self):
        raise KeyError('await')
print(drive(Raises()))  # expect: ('KeyError', "'await'")
print(drive(coro()))  # expect: ([], 1)
done = coro()
drive(done)
print(drive(done))  # expect: ('RuntimeError', 'cannot reuse already awaited coroutine')
class Delegating:
    def __await__(self):
        return (yield from coro().__await__())
print(drive(Delegating()))  # expect: ([], 1)
