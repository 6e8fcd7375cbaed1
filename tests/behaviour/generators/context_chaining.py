# An exception raised after resumption chains to what is being handled where it was resumed, and inside.
def gen():
    try:
        yield 1
    except ValueError:
        yield 2
        raise KeyError('inner')
g = gen()
next(g)
g.throw(ValueError('first'))
try:
    next(g)
except KeyError as e:
    print(repr(e.__context__))  # expect: ValueError('first')
def late():
    yield
    raise IndexError('x')
h = late()
next(h)
try:
    raise OSError('outer')
except OSError:
    try:
        next(h)
    except IndexError as e:
        print(repr(e.__context__))  # expect: OSError('outer')
def reraiser():
    try:
        yield
    except ValueError:
        yield
        raise
r = reraiser()
next(r)
r.throw(ValueError('again'))
try:
    try:
        raise OSError
    except OSError:
        next(r)
except ValueError as e:
    print(repr(e), repr(e.__context__))  # expect: ValueError('again') None
def bare():
    yield
    raise
b = bare()
next(b)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        next(b)
except (RuntimeError, ZeroDivisionError) as e:
    print(type(e).__name__, e)  # expect: ZeroDivisionError division by zero
