# yield from needs an iterable; a coroutine is refused in a plain generator.
def delegate(x):
    yield from x
async def coro(): pass
c = coro()
for x in (5, None, object, c):
    try:
        next(delegate(x))
    except TypeError as e:
        print(e)
        # expect: 'int' object is not iterable
        # expect: 'NoneType' object is not iterable
        # expect: 'type' object is not iterable
        # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
c.close()
class NoNext:
    def __iter__(self):
        return 5
try:
    next(delegate(NoNext()))
except TypeError as e:
    print(e)  # expect: iter() returned non-iterator of type 'int'
class Fails:
    def __iter__(self):
        raise KeyError('iter')
try:
    next(delegate(Fails()))
except KeyError as e:
    print(e)  # expect: 'iter'
