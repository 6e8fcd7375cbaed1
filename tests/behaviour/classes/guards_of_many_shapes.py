# Instructions that meet many classes: what they find in the shared table holds only for its shape and version.
class Base:
    kind = 'base'
    def __init__(self, n): self.n = n; self.m = n + 1
    def area(self): return self.n
def make(i):
    class K(Base):
        if i % 3 == 0:
            def area(self): return ('own', self.m)
        if i % 4 == 0:
            @property
            def extra(self): return 'property'
    K.__name__ = 'K%d' % i
    k = K(i)
    if i % 4: k.extra = 'attribute'
    if i % 5 == 0: k.__dict__
    return k
objects = [make(i) for i in range(60)]
def walk(objects):
    return [(o.n, o.m, o.kind, o.area(), o.extra) for o in objects]
for _ in range(3): first = walk(objects)
print(first == walk(objects), first[:4])
Base.area = lambda self: 'changed'
print([r[3] for r in walk(objects)][:7])
objects[1].area = lambda: 'instance'; objects[2].n = 'set'; del objects[4].m
Base.m = 'from the class'
print(walk(objects)[:5])
type(objects[7]).n = property(lambda self: 'data descriptor')
print(walk(objects)[6:9])
type(objects[8]).__getattribute__ = lambda self, name: 'hook'
objects[8].area
def areas(objects): return [o.area for o in objects]
print(type(areas(objects)[8]), len([1 for _ in range(50) for _ in areas(objects[:8])]))
print([getattr(type(o), '__name__') for o in objects[:3]], [o.n for o in objects + [Base(3)]][-2:])
for wrong in (5, 'x', None, [], Base):
    try: walk([wrong])
    except AttributeError as e: print(e)
# expect: True [(0, 1, 'base', ('own', 1), 'property'), (1, 2, 'base', 1, 'attribute'), (2, 3, 'base', 2, 'attribute'), (3, 4, 'base', ('own', 4), 'attribute')]
# expect: [('own', 1), 'changed', 'changed', ('own', 4), 'changed', 'changed', ('own', 7)]
# expect: [(0, 1, 'base', ('own', 1), 'property'), (1, 2, 'base', 'instance', 'attribute'), ('set', 3, 'base', 'changed', 'attribute'), (3, 4, 'base', ('own', 4), 'attribute'), (4, 'from the class', 'base', 'changed', 'property')]
# expect: [(6, 7, 'base', ('own', 7), 'attribute'), ('data descriptor', 8, 'base', 'changed', 'attribute'), (8, 9, 'base', 'changed', 'property')]
# expect: <class 'str'> 400
# expect: ['K0', 'K1', 'K2'] [59, 3]
# expect: 'int' object has no attribute 'n'
# expect: 'str' object has no attribute 'n'
# expect: 'NoneType' object has no attribute 'n'
# expect: 'list' object has no attribute 'n'
# expect: type object 'Base' has no attribute 'n'
