# Special methods set, replaced and deleted after the class was used.
class V:
    def __init__(self, x): self.x = x
v = V(2)
try: v + v
except TypeError as e: print(e)  # expect: unsupported operand type(s) for +: 'V' and 'V'
V.__add__ = lambda a, b: a.x + b.x
print(v + v)  # expect: 4
class W(V): pass
w = W(3)
print(w + v)  # expect: 5
V.__add__ = lambda a, b: 'replaced'
print(w + v, v + v)  # expect: replaced replaced
W.__add__ = lambda a, b: 'W own'
print(w + v)  # expect: W own
del W.__add__
print(w + v)  # expect: replaced
del V.__add__
try: w + v
except TypeError as e: print(e)  # expect: unsupported operand type(s) for +: 'W' and 'V'
V.__getattr__ = lambda self, n: 'dynamic ' + n
print(v.foo, w.bar)  # expect: dynamic foo dynamic bar
del V.__getattr__
try: v.foo
except AttributeError as e: print(e)  # expect: 'V' object has no attribute 'foo'
V.method = lambda self: 'method'
print([obj.method() for obj in (v, w)])  # expect: ['method', 'method']
v.method = lambda: 'instance'
print(v.method(), w.method())  # expect: instance method
V.__eq__ = lambda a, b: True
print(v == 5, v != 5, v in [1])  # expect: True False True
V.__iter__ = lambda self: iter([1, 2])
print(list(w))  # expect: [1, 2]
V.__call__ = lambda self, x=0: x
print(w(7))  # expect: 7
def get(o): return o.x
print([get(o) for o in (v, w, V(9))])  # expect: [2, 3, 9]
V.x = property(lambda self: 'property wins')
print(get(v), v.__dict__['x'])  # expect: property wins 2
del V.x
print(get(v))  # expect: 2
for o in (V(1), W(2)):
    for i in range(3):
        o.count = getattr(o, 'count', 0) + i
    print(o.count)
    # expect: 3
    # expect: 3
