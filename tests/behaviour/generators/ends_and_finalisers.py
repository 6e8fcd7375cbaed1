# What a frame held is finalised while the frame is the one in which it died; a generator's frame that somebody keeps
# keeps what it holds; clear(); weak references; swallowed exceptions.
import gc
import sys
import weakref

gc.disable()


class Holder:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        names = []
        frame = sys._getframe(1)
        while frame and frame.f_code.co_name != '<module>':
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        print(self.name, *names, repr(sys.exc_info()[1]))


def local():
    holder = Holder('local')
    yield 1


def in_loop():
    for _ in local():
        pass


def by_next():
    g = local()
    next(g)
    next(g, None)


def by_close():
    g = local()
    next(g)
    g.close()


def by_list():
    return list(local())


def operand(inner):
    yield from inner


def by_unwinding():
    try:
        g = operand(local())
        next(g)
        g.throw(KeyError)
    except KeyError:
        pass


for call in in_loop, by_next, by_close, by_list, by_unwinding:
    call()


def ending():
    try:
        yield
    finally:
        print('while it ends', outer.gi_running, next(outer, 'over'), outer.gi_frame is not None)


def leaving():
    inner = ending()
    next(inner)
    yield inner
    raise KeyError


def unwinds(inner):
    for _ in inner:
        yield
        raise KeyError


def many():
    try:
        yield 1
        yield 2
    finally:
        print('while it ends', outer.gi_running, next(outer, 'over'), outer.gi_frame is not None)


outer = unwinds(many())
next(outer)
try:
    next(outer)
except KeyError:
    print('KeyError')


# frame.clear()
async def coroutine(holder):
    pass


def stubborn():
    holder = Holder('stubborn')
    while True:
        try:
            yield
        except GeneratorExit:
            pass


sys.unraisablehook = lambda hook: print('unraisable', hook.exc_value)
g = stubborn()
next(g)
frame = g.gi_frame
frame.clear()
print(g.gi_frame is frame, frame.f_locals, list(g))
frame = None
g = local()
frame = g.gi_frame
frame.clear()
print(g.gi_frame, frame.f_locals, list(g))
del g

# A kept frame keeps its locals.
g = local()
next(g)
frame = g.gi_frame
del g
print(sorted(frame.f_locals), frame.f_lineno)
frame.clear()
print(frame.f_locals)


# Weak references to generators die before these are closed, those to instances after `__del__`.
def closing():
    try:
        yield
    finally:
        print('closed')


g = closing()
next(g)
reference = weakref.ref(g, lambda ref: print('dead'))
del g
holder = Holder('holder')
reference = weakref.ref(holder, lambda ref: print('dead'))
del holder

# A StopIteration passes through iterators that are made of others, with its value.
def valued():
    yield 1
    return 'value'


def takes(iterator):
    print((yield from iterator))


for made in map(str, valued()), filter(None, valued()), zip(valued()), enumerate(valued()):
    list(takes(made))


class Raises:
    error = StopIteration('kept')

    def __iter__(self):
        return self

    def __next__(self):
        raise self.error


print(list(Raises()), Raises.error.__traceback__)
list(takes(Raises()))
print(Raises.error.__traceback__)


# Bad arguments of throw() are found out by the innermost link; its awaiter gets the error.
def innermost():
    try:
        yield 1
    except BaseException as e:
        print('ends', repr(e))


def awaiter():
    try:
        yield from innermost()
    except TypeError as e:
        print('awaiter', e)
    yield 2


for arguments in (1,), (KeyError(), 'v'), (KeyError, None, 1):
    g = awaiter()
    next(g)
    print(g.throw(*arguments))
g = innermost()
next(g)
try:
    g.throw(1)
except TypeError as e:
    print(e, next(g, 'over'))


# gi_yieldfrom tells the wrapper of a coroutine.
async def waits():
    await Y()


class Y:
    def __await__(self):
        yield


wrapper = waits().__await__()
g = operand(wrapper)
next(g)
print(g.gi_yieldfrom is wrapper)


# What is thrown in past links that handle exceptions does not see those.
def handles(inner):
    try:
        raise OSError
    except OSError:
        yield from inner


def sees():
    try:
        yield
    except KeyError as e:
        print(repr(e.__context__))
    print(repr(sys.exc_info()[1]))
    yield
    print(repr(sys.exc_info()[1]))


g = handles(sees())
next(g)
g.throw(KeyError)
list(g)


# A foreign delegate's throw() and close() may turn to the generator once more.
class Foreign:
    depth = 0

    def __iter__(self):
        return self

    def __next__(self):
        return 'next'

    def throw(self, *arguments):
        self.depth += 1
        print('throw', self.depth, repr(sys.exc_info()[1]), delegating.gi_running)
        if self.depth < 3:
            return delegating.throw(ValueError)
        try:
            next(delegating)
        except ValueError as e:
            print(e)
        return 'thrown'

    def close(self):
        self.depth += 1
        if self.depth < 6:
            try:
                delegating.close()
            except ValueError as e:
                print(e)


delegating = operand(Foreign())
next(delegating)
print(delegating.throw(KeyError))
delegating.close()
print(list(delegating))

# What all of it prints, in its order:
# expect: local in_loop None
# expect: local by_next None
# expect: local by_close None
# expect: local by_list None
# expect: local by_unwinding None
# expect: KeyError
# expect: while it ends False over False
# expect: unraisable generator ignored GeneratorExit
# expect: stubborn None
# expect: True {} []
# expect: None {} []
# expect: ['holder'] 25
# expect: local None
# expect: {}
# expect: dead
# expect: closed
# expect: holder None
# expect: dead
# expect: value
# expect: value
# expect: value
# expect: value
# expect: [] None
# expect: kept
# expect: None
# expect: ends GeneratorExit()
# expect: awaiter exceptions must be classes or instances deriving from BaseException, not int
# expect: 2
# expect: ends GeneratorExit()
# expect: awaiter instance exception may not have a separate value
# expect: 2
# expect: ends GeneratorExit()
# expect: awaiter throw() third argument must be a traceback object
# expect: 2
# expect: exceptions must be classes or instances deriving from BaseException, not int over
# expect: True
# expect: None
# expect: None
# expect: OSError()
# expect: throw 1 None True
# expect: throw 2 None True
# expect: throw 3 None True
# expect: generator already executing
# expect: thrown
# expect: generator already executing
# expect: generator already executing
# expect: []
