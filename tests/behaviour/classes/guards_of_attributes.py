# Warm instructions for attributes and methods: each guard holds, then fails, then holds again.
import math, types

class P:
    kind = 'class'
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def m(self): return ('m', self.x)
    @property
    def p(self): return ('p', self.y)
    @staticmethod
    def s(v): return ('s', v)
    @classmethod
    def c(cls): return ('c', cls.__name__)

class S:
    __slots__ = ('a', 'b')
    def __init__(self, a): self.a = a

def get(o): return o.x
def kind(o): return o.kind
def call(o): return o.m()
def prop(o): return o.p
def put(o, v): o.x = v
def slot(o): return o.a
def put_slot(o, v): o.a = v
def of_class(): return P.kind
def static(): return P.s(1)
def made(): return P.c()
def floor(v): return math.floor(v)
def pi(): return math.pi
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)

o = P(1, 2)
def all_of(o):
    print(attempt(get, o), attempt(kind, o), attempt(call, o), *(attempt(prop, o) if o is not P else ()))
for i in range(20): get(o), kind(o), call(o), prop(o), put(o, i), of_class(), static(), made(), floor(2.5), pi()
all_of(o)
# The same names in other objects.
class Q:
    x = 'Q.x'
    p = 'plain'
    def m(self): return 'Q.m'
all_of(Q())
all_of(7)
all_of(P)
all_of(o)
# The instance gets what the class had.
o.kind = 'own'; o.m = lambda: 'own m'
all_of(o)
del o.kind, o.m
all_of(o)
# The class changes.
P.kind = 'changed'; P.m = lambda self: ('new m', self.y)
all_of(o); print(of_class())
P.p = property(lambda self: 'other getter')
all_of(o)
P.p = 'no property'
all_of(o)
P.x = property(lambda self: 'data descriptor', lambda self, v: print('set', v))
all_of(o)
put(o, 5)
del P.x
all_of(o); put(o, 6); all_of(o)
class Desc:
    def __get__(self, obj, cls): return ('got', obj is o)
P.kind = Desc()
all_of(o); print(of_class())
P.kind = 3
P.s = staticmethod(lambda v: ('s2', v)); P.c = classmethod(lambda cls: ('c2', cls.__name__))
print(static(), made())
P.__getattribute__ = lambda self, name: 'hook ' + name
print(attempt(get, o), attempt(kind, o), attempt(prop, o))
del P.__getattribute__
P.__getattr__ = lambda self, name: 'missing ' + name
all_of(o); del o.x; all_of(o)
P.__setattr__ = lambda self, n, v: print('setattr', n, v)
put(o, 1)
del P.__setattr__
put(o, 9); all_of(o)
o.__dict__['x'] = 'through the dict'
all_of(o); put(o, 10); print(o.__dict__)
o.__class__ = Q
all_of(o)
# Slots.
s = S(1)
for i in range(20): slot(s), put_slot(s, i)
print(slot(s)); del s.a; print(attempt(slot, s)); put_slot(s, 3); print(slot(s))
class T(S): pass
t = T(4)
for i in range(20): slot(t)
print(slot(t), slot(s)); S.a = 'replaced'; print(slot(t), slot(s)); print(attempt(put_slot, s, 1))
# Modules.
math.pi = 3
print(pi()); math.extra = 1; print(pi()); del math.pi; print(attempt(pi)); math.pi = 4; print(pi())
old, math.floor = math.floor, lambda v: 'not ' + str(v)
print(floor(2.5)); math.floor = old; print(floor(2.5))
class M(types.ModuleType):
    pi = property(lambda self: 'from the class')
math2 = M('m')
def pi2(): return math2.pi
for i in range(10): pi2()
print(pi2()); del M.pi; print(attempt(pi2))
# Deleted instances and classes at the same addresses.
def fresh(n):
    class C:
        def __init__(self): self.v = n
        def w(self): return n * 2
    return C()
def use(o): return o.v, o.w()
print([use(fresh(i)) for i in range(30)][::7])
# New attributes: the order differs, the room ends, the instance has a dict already.
class N: pass
def fill(o, v):
    o.a = v
    o.b = v + 1
    o.c = v + 2
for i in range(50):
    n = N()
    if i % 7 == 3: n.b = 0
    if i % 11 == 5: n.__dict__
    fill(n, i)
    if i % 10 == 3: print(vars(n))
# expect: 19 class ('m', 19) p 2
# expect: Q.x ('AttributeError', "'Q' object has no attribute 'kind'") Q.m p l a i n
# expect: ('AttributeError', "'int' object has no attribute 'x'") ('AttributeError', "'int' object has no attribute 'kind'") ('AttributeError', "'int' object has no attribute 'm'") AttributeError 'int' object has no attribute 'p'
# expect: ('AttributeError', "type object 'P' has no attribute 'x'") class ('TypeError', "P.m() missing 1 required positional argument: 'self'")
# expect: 19 class ('m', 19) p 2
# expect: 19 own own m p 2
# expect: 19 class ('m', 19) p 2
# expect: 19 changed ('new m', 2) p 2
# expect: changed
# expect: 19 changed ('new m', 2) o t h e r   g e t t e r
# expect: 19 changed ('new m', 2) n o   p r o p e r t y
# expect: data descriptor changed ('new m', 2) n o   p r o p e r t y
# expect: set 5
# expect: 19 changed ('new m', 2) n o   p r o p e r t y
# expect: 6 changed ('new m', 2) n o   p r o p e r t y
# expect: 6 ('got', True) ('new m', 2) n o   p r o p e r t y
# expect: ('got', False)
# expect: ('s2', 1) ('c2', 'P')
# expect: hook x hook kind hook p
# expect: 6 3 ('new m', 2) n o   p r o p e r t y
# expect: missing x 3 ('new m', 2) n o   p r o p e r t y
# expect: setattr x 1
# expect: 9 3 ('new m', 2) n o   p r o p e r t y
# expect: through the dict 3 ('new m', 2) n o   p r o p e r t y
# expect: {'y': 2, 'x': 10}
# expect: 10 ('AttributeError', "'Q' object has no attribute 'kind'") Q.m p l a i n
# expect: 19
# expect: ('AttributeError', "'S' object has no attribute 'a'")
# expect: 3
# expect: 4 3
# expect: replaced replaced
# expect: ('AttributeError', "'S' object attribute 'a' is read-only")
# expect: 3
# expect: 3
# expect: ('AttributeError', "module 'math' has no attribute 'pi'")
# expect: 4
# expect: not 2.5
# expect: 2
# expect: from the class
# expect: ('AttributeError', "module 'm' has no attribute 'pi'")
# expect: [(0, 0), (7, 14), (14, 28), (21, 42), (28, 56)]
# expect: {'b': 4, 'a': 3, 'c': 5}
# expect: {'a': 13, 'b': 14, 'c': 15}
# expect: {'a': 23, 'b': 24, 'c': 25}
# expect: {'a': 33, 'b': 34, 'c': 35}
# expect: {'a': 43, 'b': 44, 'c': 45}
