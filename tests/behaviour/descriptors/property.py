# property: getter, setter, deleter, messages, inheritance.
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        """The doc."""
        return self._x
    @x.setter
    def x(self, v): self._x = v * 2
    @x.deleter
    def x(self): del self._x
    ro = property(lambda self: 'ro')
    wo = property(None, lambda self, v: print('wo', v))  # expect: wo 1
p = P()
p.x = 5
p.wo = 1
print(p.x, P.x.__doc__, type(P.x).__name__, p.ro, P.x.fget.__name__)  # expect: 10 The doc. property ro x
del p.x
for f in (lambda: p.x, lambda: setattr(p, 'ro', 1), lambda: delattr(p, 'ro'), lambda: p.wo):
    try:
        f()
    except AttributeError as e:
        print(e)
        # expect: 'P' object has no attribute '_x'
        # expect: can't set attribute 'ro'
        # expect: can't delete attribute 'ro'
        # expect: unreadable attribute 'wo'
p.__dict__['ro'] = 'dict'
print(p.ro)  # expect: ro
class Q(P):
    @P.x.getter
    def x(self): return 'Q getter'
q = Q()
q.x = 4
print(q.x, q._x)  # expect: Q getter 8
