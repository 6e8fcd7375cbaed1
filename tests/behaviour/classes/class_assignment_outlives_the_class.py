# An object whose `__class__` was changed needs nothing of its former class, which may die.
import gc
def classes(**names):
    return type('A', (), dict(names)), type('B', (), dict(names))
def get(o): return o.v
kept = []
for i in range(20):
    A, B = classes(__slots__=('v', 'w'))
    C, D = classes()
    o, p, q = A(), C(), C()
    o.v, o.w, p.v = i, [i], i
    o.__class__, p.__class__, q.__class__ = B, D, D
    get(p)
    A = C = None
    gc.collect()
    p.w, q.v = [i], i
    kept += [o, p, q]
    B = D = None
print(sum(get(o) for o in kept))  # expect: 570
print(sum(o.w[0] for o in kept if hasattr(o, 'w')))  # expect: 380
o, p = None, kept[1]
print(sorted(vars(p)), vars(kept[2]))  # expect: ['v', 'w'] {'v': 0}
