# An error in the delegate is the delegator's to handle; the traceback names both.
def inner(x):
    yield 1
    return 10 // x
def outer(x):
    try:
        r = yield from inner(x)
    except ZeroDivisionError as e:
        tb, names = e.__traceback__, []
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        yield names
        raise LookupError('replaced') from e
    else:
        yield r
    finally:
        yield 'finally'
print(list(outer(2)))  # expect: [1, 5, 'finally']
g = outer(0)
print(next(g), next(g), next(g))  # expect: 1 ['outer', 'inner'] finally
try:
    next(g)
except LookupError as e:
    print(e, '<-', e.__cause__)  # expect: replaced <- integer division or modulo by zero
def stop():
    raise StopIteration('x')
    yield
def delegating():
    yield from stop()
try:
    next(delegating())
except RuntimeError as e:
    print(e, repr(e.__cause__))  # expect: generator raised StopIteration StopIteration('x')
class StopsWithValue:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('v')
def d():
    return (yield from StopsWithValue())
try:
    next(d())
except StopIteration as e:
    print(e.value)  # expect: v
class Multi:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(1, 2)
def d2():
    return (yield from Multi())
try:
    next(d2())
except StopIteration as e:
    print(e.value)  # expect: 1
class Sub(StopIteration):
    pass
class Own:
    def __iter__(self): return self
    def __next__(self): raise Sub('subclass')
def d3():
    return (yield from Own())
try:
    next(d3())
except StopIteration as e:
    print(type(e).__name__, e.value)  # expect: StopIteration subclass
