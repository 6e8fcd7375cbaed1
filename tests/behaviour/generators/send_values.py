# `send` gives the value to the suspended yield; the first one must be None.
def echo():
    got = None
    while True:
        got = yield ('got', got)

g = echo()
try:
    g.send(1)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started generator
print(g.send(None))  # expect: ('got', None)
print(g.send(7))  # expect: ('got', 7)
print(next(g))  # expect: ('got', None)
print(g.send([1]), g.__next__())  # expect: ('got', [1]) ('got', None)
g.close()
try:
    g.send(3)
except StopIteration as e:
    print('stopped', e.value, e.args)  # expect: stopped None ()
try:
    next(g)
except StopIteration as e:
    print('stopped', e.value)  # expect: stopped None
