# The handled exception of each link is its own.
import sys
def now():
    kind = sys.exc_info()[0]
    return kind.__name__ if kind else None
def bottom():
    yield 'b', now()
    try:
        raise KeyError
    except KeyError:
        yield 'b handling', now()
    yield 'b after', now()
def middle():
    try:
        raise ValueError
    except ValueError:
        yield from bottom()
        yield 'm handling', now()
    yield 'm after', now()
def top():
    yield from middle()
    yield 't', now()
g = top()
print(next(g))  # expect: ('b', 'ValueError')
try:
    raise OSError
except OSError:
    print(next(g), now())  # expect: ('b handling', 'KeyError') OSError
print(next(g), now())  # expect: ('b after', 'ValueError') None
print(list(g))  # expect: [('m handling', 'ValueError'), ('m after', None), ('t', None)]
