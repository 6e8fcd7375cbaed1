# gi_yieldfrom is the delegate while it is suspended there, else None.
def inner():
    yield 1
def outer(x):
    yield 0
    yield from x
    yield 2
for x in (inner(), [5]):
    g = outer(x)
    print(g.gi_yieldfrom, next(g), g.gi_yieldfrom)  # expect: None 0 None
    print(next(g), type(g.gi_yieldfrom).__name__, g.gi_yieldfrom is x)  # expect: 1 generator True
    print(next(g), g.gi_yieldfrom)  # expect: 2 None
    g.close()
    print(g.gi_yieldfrom)  # expect: None
# expect: None 0 None
# expect: 5 list_iterator False
# expect: 2 None
# expect: None
