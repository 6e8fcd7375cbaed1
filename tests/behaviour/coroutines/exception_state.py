# sys.exc_info across await: each coroutine has its own handled exception.
import sys, types
@types.coroutine
def pause():
    yield
def now():
    kind = sys.exc_info()[0]
    return kind and kind.__name__
async def inner():
    print('inner starts with', now())  # expect: inner starts with ValueError
    try:
        raise KeyError
    except KeyError:
        await pause()
        print('inner resumed in', now())
    print('inner after', now())
async def outer():
    try:
        raise ValueError
    except ValueError:
        await inner()
        print('outer', now())
    print('outer after', now())
c = outer()
c.send(None)
print(now())  # expect: None
try:
    raise OSError
except OSError:
    try:
        c.send(None)
        # expect: inner resumed in KeyError
        # expect: inner after ValueError
        # expect: outer ValueError
        # expect: outer after OSError
    except StopIteration:
        print(now())  # expect: StopIteration
    print(now())  # expect: OSError
