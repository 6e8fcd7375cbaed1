# Steps of async generators that somebody else ends, throws into a link that is being thrown into, and what goes when.
import sys, types


class Y:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


# The generator itself ends the step that is awaited: who awaits it finds that out next time.
async def ending():
    step = STEP[0]
    try:
        step.send(None)
    except ValueError as e:
        print(e)  # expect: async generator already executing
    await Y(1)
    yield 2


async def waits():
    try:
        return await STEP[0]
    except RuntimeError as e:
        print(e)


for how in 'asend', 'aclose':
    source = ending()
    STEP = [source.asend(None)]
    at = waits()
    print(at.send(None))  # expect: 1
    if how == 'aclose':
        STEP[0].close()
    try:
        at.send(None)  # expect: cannot reuse already awaited __anext__()/asend()
    except StopIteration as e:
        print('result', e.value)  # expect: result None
# expect: async generator already executing
# expect: 1
# expect: cannot reuse already awaited __anext__()/asend()
# expect: result None


# aclose() that is thrown into and makes the generator yield is over; an error leaves it open.
async def stubborn():
    while True:
        try:
            yield 3
        except ValueError:
            pass


for error in ValueError, KeyError:
    source = stubborn()
    try:
        source.__anext__().send(None)
    except StopIteration:
        pass
    step = source.aclose()
    try:
        step.throw(error)
    except (RuntimeError, KeyError) as e:
        print(repr(e))  # expect: RuntimeError('async generator ignored GeneratorExit')
    try:
        step.send(None)
    except (RuntimeError, StopIteration) as e:
        print(repr(e))  # expect: RuntimeError('cannot reuse already awaited aclose()/athrow()')
# expect: KeyError()
# expect: StopIteration()


# A default is the result at the end, also of what is thrown in.
async def short():
    try:
        await Y(4)
    except KeyError:
        pass
    if 0:
        yield


async def with_default(it):
    print('default', await anext(it, 5))

for how in 'send', 'throw':
    at = with_default(short())
    print(at.send(None))  # expect: 4
    try:
        at.send(None) if how == 'send' else at.throw(KeyError)  # expect: default 5
    except StopIteration:
        print('end')  # expect: end
# expect: 4
# expect: default 5
# expect: end


# Thrown into once more while the first exception is on its way: the link's delegate gets both.
class Foreign:
    def __iter__(self):
        return self

    def __next__(self):
        return 6

    def throw(self, kind, value=None, traceback=None):
        thrown.append(kind.__name__)
        if kind is KeyError:
            return outer.throw(ValueError)
        return 7


def link(inner):
    yield from inner

thrown = []
outer = link(link(Foreign()))
print(next(outer), outer.throw(KeyError), next(outer), thrown)  # expect: 6 7 6 ['KeyError', 'ValueError']


# What an instance of an exception class could not be made for has its own traceback.
class Unmade(Exception):
    def __init__(self):
        raise LookupError('unmade')


def kept():
    try:
        yield
    except LookupError as e:
        tb = e.__traceback__.tb_next
        print(e, tb.tb_frame.f_code.co_name)  # expect: unmade __init__
        yield

g = kept()
next(g)
try:
    raise KeyError
except KeyError as e:
    g.throw(Unmade, None, e.__traceback__)


# Frames that an exception has come through since it was last caught are forgotten where it meets another one.
def inmost():
    try:
        yield
    finally:
        pass


def plain():
    yield from inmost()


def handling():
    try:
        raise KeyError
    except KeyError:
        yield from plain()

g = handling()
next(g)
try:
    g.throw(ValueError)
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb is not None:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names, repr(e.__context__))  # expect: ['<module>', 'handling', 'inmost'] KeyError()
