# The handled exception belongs to the frame: it is saved and restored at each yield.
import sys
def now():
    return sys.exc_info()[0].__name__ if sys.exc_info()[0] else None
def gen():
    print('start', now())  # expect: start KeyError
    try:
        raise ValueError
    except ValueError:
        yield now()
        print('resumed', now())
        yield now()
    yield now()
g = gen()
try:
    raise KeyError
except KeyError:
    print(next(g), now())  # expect: ValueError KeyError
    try:
        raise IndexError
    except IndexError:
        print(next(g), now())
        # expect: resumed ValueError
        # expect: ValueError IndexError
    print(now())  # expect: KeyError
print(next(g), now())  # expect: None None

def outside():
    yield now()
    yield now()
h = outside()
try:
    1 / 0
except ZeroDivisionError:
    print(next(h))  # expect: ZeroDivisionError
print(next(h))  # expect: None
