# A thrown exception carries the frames it went through.
def names(e):
    out, tb = [], e.__traceback__
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out
def inner():
    yield 1
def outer():
    yield from inner()
g = outer()
next(g)
try:
    g.throw(ValueError('x'))
except ValueError as e:
    print(names(e))  # expect: [('<module>', 15), ('outer', 11), ('inner', 9)]
g = outer()
try:
    g.throw(ValueError('unstarted'))
except ValueError as e:
    print(names(e))  # expect: [('<module>', 20), ('outer', 10)]
g = outer()
list(g)
try:
    g.throw(ValueError('finished'))
except ValueError as e:
    print(names(e))  # expect: [('<module>', 26)]
