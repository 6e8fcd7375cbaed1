# Implicit special method lookup goes to the type, not to the instance.
class C:
    pass
c = C()
c.__len__ = lambda: 5
c.__call__ = lambda: 'called'
for f in (lambda: len(c), lambda: c()):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: object of type 'C' has no len()
        # expect: 'C' object is not callable
C.__len__ = lambda self: 7
C.__call__ = lambda self, *a, **k: (a, k)
C.__getitem__ = lambda self, i: ('item', i)
C.__contains__ = lambda self, x: x == 1
C.__iter__ = lambda self: iter('xy')
C.__str__ = lambda self: 'str'
C.__format__ = lambda self, spec: f'<{spec}>'
C.__hash__ = lambda self: 5
C.__enter__ = lambda self: 'entered'
C.__exit__ = lambda self, *a: True
print(len(c), c(1, k=2), c[1:2], c[1, ...], 1 in c, 2 in c, list(c), str(c), f'{c:spec}', hash(c))
# expect: 7 ((1,), {'k': 2}) ('item', slice(1, 2, None)) ('item', (1, Ellipsis)) True False ['x', 'y'] str <spec> 5
with c as x:
    print(x)  # expect: entered
    raise ValueError
del C.__len__, C.__iter__, C.__contains__
try:
    len(c)
except TypeError as e:
    print(e)  # expect: object of type 'C' has no len()
C.__getitem__ = lambda self, i: [1, 2, 3][i]
print(list(c), 3 in c, bool(c))  # expect: [1, 2, 3] True True
C.__len__ = lambda self: -1
try:
    len(c)
except ValueError as e:
    print(e)  # expect: __len__() should return >= 0
C.__repr__ = lambda self: 5
try:
    repr(c)
except TypeError as e:
    print(e)  # expect: __repr__ returned non-string (type int)
