# Deep recursion through natives ends in RecursionError.
def nest(n, make):
    x = make(None)
    for _ in range(n): x = make(x)
    return x
for make, use in ((lambda x: [x], repr), (lambda x: (x,), repr), (lambda x: {0: x}, repr), (lambda x: [x], lambda x: x == nest(100_000, lambda y: [y])),
                  (lambda x: [x], str)):
    x = nest(100_000, make)
    try:
        use(x)
        print('done')
    except RecursionError as e:
        print(str(e).split(' while')[0].split(' in ')[0])
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
    x = None
l = []
l.append(l)
m = []
m.append(m)
try: l == m
except RecursionError as e: print(str(e))  # expect: maximum recursion depth exceeded in comparison
class R:
    def __repr__(self): return repr([self])
try: repr(R())
except RecursionError: print('repr')  # expect: repr
def key(x): return sorted([2, 1], key=key)
try: sorted([1, 2], key=key)
except RecursionError: print('key')  # expect: key
