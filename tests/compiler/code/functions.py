def f(a, b=1, /, c=2, *args, d, e=3, **kw) -> int:
    """Docstring."""
    global g
    g = a
    del g
    return lambda: a
def outer(x):
    y = 1
    def inner():
        nonlocal y
        y += x
        del y
        return y
    return inner
f(1, *a, b, **c, d=2)
f(*a)
f(**a, **b)
f(a, b=1, c=2)
a.method(1)
a.method(b=1)
a.b.c(*d, *e)
@deco
@factory(1)
def decorated(x: 'ann', *, k=(1, 2)): ...
print(lambda x, *y: (x, y))
(lambda: (yield))()
