# What is thrown goes from link to link, each by its own rules.
import sys, types


def leaf():
    try:
        yield 1
    except KeyError:
        yield 2


def link(inner, name='link'):
    got = yield from inner
    print(name, 'got', got)  # expect: lower got w
    yield 3


# A StopIteration that comes out of a delegate which has ended is the result of the wait for it.
inner = leaf()
outer = link(link(inner, 'lower'), 'upper')
next(outer)
inner.close()
print(outer.throw(StopIteration, 'w'))  # expect: 3
print(next(outer, 'end'))
# expect: upper got None
# expect: 3


# A delegate's `throw` cannot be looked up: that is raised above the link which waits for it.
class NoThrow:
    def __iter__(self):
        return self

    def __next__(self):
        return 'item'

    @property
    def throw(self):
        raise LookupError('throw')


def catching(inner):
    try:
        yield from inner
    except LookupError as e:
        print('above:', e)  # expect: above: throw
    yield 4


lower = link(NoThrow(), 'lower')
outer = catching(lower)
next(outer)
print(outer.throw(ValueError), next(lower))  # expect: 4 item


# A link is resumed by hand: those above it wait meanwhile, and do not run.
def looking(get):
    yield 5
    print(get().gi_running, get().gi_yieldfrom is lower, get().gi_frame.f_back is None)  # expect: False True True
    yield 6


lower = link(looking(lambda: outer), 'lower')
outer = link(lower, 'upper')
next(outer)
print(next(lower), outer.gi_running, next(outer))
# expect: lower got None
# expect: 6 False 3


# An already running link in the middle: the one above is told.
def reentrant():
    try:
        yield 7
        upper.send(None)
    except ValueError as e:
        print('lowest', e)  # expect: lowest generator already executing
        raise


lowest = reentrant()
middle = link(lowest, 'middle')


def top():
    try:
        yield from middle
    except ValueError as e:
        print('top', e, [tb_frame.f_code.co_name for tb_frame in frames(e)])
        # expect: top generator already executing ['top', 'link', 'reentrant']
        yield 8


def frames(e):
    tb = e.__traceback__
    while tb is not None:
        yield tb.tb_frame
        tb = tb.tb_next


upper = top()
next(upper)
print(next(upper))  # expect: 8


# A coroutine that is thrown into does not look awaited, one whose delegate is being closed does.
@types.coroutine
def wait():
    try:
        yield 9
    except GeneratorExit:
        try:
            other().send(None)
        except RuntimeError as e:
            print(e)
    except ValueError:
        try:
            other().send(None)
        except (RuntimeError, ValueError) as e:
            print(e)  # expect: coroutine is being awaited already


async def first():
    await wait()


async def other():
    await awaited

for how in 'throw', 'close':
    awaited = first()
    awaited.send(None)
    try:
        awaited.throw(ValueError) if how == 'throw' else awaited.close()
    except StopIteration:
        print('end')  # expect: end
# expect: coroutine is being awaited already


# An exception's cause goes before its context.
class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('-', self.name)


def raising(name):
    told = Told(name)
    raise KeyError(name)


def both():
    try:
        try:
            raising('context')
        except KeyError as context:
            try:
                raising('cause')
            except KeyError as cause:
                kept = cause
            raise ValueError from kept
    except ValueError as e:
        kept = context = cause = None
        e.__cause__.__context__ = None
        e.__traceback__ = None
        print(repr(e.__cause__), repr(e.__context__))
        # expect: KeyError('cause') KeyError('context')
        # expect: - cause
        # expect: - context


both()


# What a finaliser's close reports has the exception as its context that is handled meanwhile.
def stubborn():
    try:
        yield 10
    finally:
        yield 11


def reporting(hook):
    print(hook.exc_value, '|', repr(hook.exc_value.__context__))
    # expect: generator ignored GeneratorExit | KeyError('handled')


sys.unraisablehook = reporting
g = link(stubborn())
next(g)
try:
    raise KeyError('handled')
except KeyError:
    del g
