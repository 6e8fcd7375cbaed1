# Warm calls of staticmethods, classmethods, callable objects, and subscript stores: what they remember is void when classes change.
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
class C:
    @staticmethod
    def s(*a): return 's', a
    @classmethod
    def c(cls, *a): return cls.__name__, a
    n = classmethod(len)
    def __init__(self): self.x = 1
class D(C): pass
def via(o): return o.s(1), o.c(2)
def by_class(o): return C.s(1), C.c(2), D.c(3)
for i in range(30): via(C()); by_class(0)
print(via(C()), via(D()), via(C), via(D), by_class(0))
for i in range(60): via([C(), D(), C, D][i % 4])
print(via(C()), via(D()), via(C), via(D))
o = C(); o.s = lambda *a: 'own'; o.c = lambda *a: 'own c'
print(via(o))
for i in range(30): via(C()); via(D()); by_class(0)
s, c = C.__dict__['s'], C.__dict__['c']
s.__init__(lambda *a: 'other'); c.__init__(lambda cls, *a: ('other', cls.__name__))
print(via(C()), via(D), by_class(0))
c.__init__(print); print(via(C())[0]); c.__init__(lambda cls, x: x)
C.s = lambda *a: len(a); C.c = staticmethod(lambda *a: a)
print(via(C()), via(C), by_class(0))
D.c = classmethod(lambda cls, x: (cls is D, x))
print(via(D()), by_class(0))
del C.s
print(attempt(via, C()), attempt(by_class, 0), attempt(C.n))
class Meta(type):
    def s(cls, x): return 'meta', x
class M(metaclass=Meta):
    @classmethod
    def c(cls, x): return cls.__name__, x
for i in range(30): via(M)
print(via(M), attempt(via, M()))
Meta.c = property(lambda cls: lambda x: ('property', x))
print(via(M))
class F:
    def __call__(self, a, b=2): return a, b
    def __setitem__(self, k, v): self.last = k, v; return 'dropped'
    def __getitem__(self, k): return self.last, k
def calls(f): return f(1), f(1, 3), f(b=5, a=4)
def put(f, k, v):
    f[k] = v
    f[k] = f[v]
    return f[0]
for i in range(30): calls(F()); put(F(), i, 2)
print(calls(F()), put(F(), 1, 2), attempt(put, {2: 5, 0: 1}, 0, 2), attempt(put, [1, 2, 3], 1, 2))
F.__call__ = lambda self, *a, **k: (a, k)
F.__setitem__ = lambda self, k, v=0, *more: setattr(self, 'last', (v, k))
print(calls(F()), put(F(), 1, 2))
f = F(); f.__call__ = None; f.__setitem__ = None
print(calls(f), put(f, 3, 4))
def refuse(self, k, v): raise KeyError(k)
F.__setitem__ = refuse
print(attempt(put, F(), 1, 2))
del F.__call__, F.__setitem__
print(attempt(calls, f), attempt(put, f, 1, 2))
def inside():
    for i in range(20): yield calls(G()), put(G(), i, 1), via(D())if 0 else i
class G(F):
    def __call__(self, a, b=2): return 'G', a, b
    def __setitem__(self, k, v): self.last = k
print(list(inside())[-1])
class H:
    def __getattr__(self, name):
        if name.startswith('no'): raise AttributeError('refused ' + name)
        return name * 2
    @property
    def p(self): raise AttributeError('from p')
    @property
    def q(self): raise KeyError('from q')
def hooks(h): return h.ab, h.p, getattr(h, 'no', 5), hasattr(h, 'no2'), hasattr(h, 'yes')
for i in range(30): hooks(H())
h = H()
print(hooks(h), attempt(lambda: h.q), attempt(lambda: h.nothing), attempt(getattr, h, 'nope'), attempt(lambda: getattr(h, 'nope2')))
h.ab = 'set'; print(hooks(h)); del H.__getattr__; print(attempt(hooks, h), attempt(hooks, H()))
def optional(): return getattr(h, 'zz', 1), round(2.567, 2), round(2.5), 'a b'.split(), 'a,b'.split(','), [3, 1].pop(), [3, 1].pop(0), {}.get(1), {}.get(1, 2), int('7'), sum([1, 2]), sum([1], 5)
for i in range(20): optional()
print(optional(), attempt(round), attempt(lambda: [1].pop(0, 1)), attempt(lambda: {}.get()), attempt(lambda: getattr(1)))
def gen():
    for i in range(20): yield optional()
print(list(gen())[-1] == optional())
class E(Exception): pass
class E2(E): pass
def catch(x):
    try: raise x
    except E: return 'E'
    except (KeyError, ValueError): return 'KV'
for i in range(20): catch(E); catch(E2())
print(catch(E), catch(E2), catch(KeyError), attempt(catch, IndexError), attempt(catch, 5))
from collections import namedtuple
N = namedtuple('N', 'a b')
class O(N):
    @property
    def b(self): return 'b'
def fields(n): return n.a, n.b
for i in range(30): fields(N(i, 2))
print(fields(N(1, 2)), fields(O(3, 4)), fields(N(5, 6)), attempt(fields, (1, 2)), attempt(N.a.__get__, (7, 8)))
for i in range(60): fields([N, O][i % 2](1, 2))
N.b = 'class'; print(fields(N(1, 2)), fields(O(1, 2)))
class I(N):
    def __getitem__(self, place): return 'item'
print(fields(I(1, 2)), I(1, 2).a, N.a.__get__(I(3, 4)))
def forward(*args, **kwargs): return target(*args, **kwargs)
def target(a, b=2, **more):
    more['changed'] = 1
    return a, b, more
def through(): return forward(1), forward(1, b=3), forward(a=4, c=5)
for i in range(20): through()
print(through())
def odd(**kwargs):
    kwargs[1] = 2
    return target(0, **kwargs)
def rebound(*args, **kwargs):
    kwargs = Keys()
    return target(*args, **kwargs)
def gone(**kwargs):
    del kwargs
    return target(0, **kwargs)
class Keys:
    def keys(self): return ['b', 'z']
    def __getitem__(self, k): return k * 2
for f in (odd, rebound, gone):
    for i in range(10): attempt(f, *([1] if f is rebound else []))
    print(attempt(f, *([1] if f is rebound else [])))
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + o.v) if isinstance(o, V) else NotImplemented
    __radd__ = lambda self, o: ('radd', o)
class W(V):
    def __iadd__(self, o): self.v += 100; return self if isinstance(o, V) else NotImplemented
def augment(a, b):
    a += b
    return a.v if isinstance(a, V) else a
def less(a, b):
    a -= b
for i in range(20): augment(V(1), V(2)); augment(W(1), V(2)); attempt(less, V(1), V(2))
print(augment(V(1), V(2)), augment(W(1), W(2)), augment(V(1), W(2)), attempt(augment, V(1), 5), attempt(augment, W(1), 5), augment(5, V(1)), attempt(augment, [], V(1)))
print(attempt(less, V(1), V(2)), attempt(less, 1, V(2)))
V.__iadd__ = lambda self, o: 'late'; print(augment(V(1), V(2)), augment(W(1), 2) if 0 else '')
del V.__iadd__; print(augment(V(1), V(2)))
# expect: (('s', (1,)), ('C', (2,))) (('s', (1,)), ('D', (2,))) (('s', (1,)), ('C', (2,))) (('s', (1,)), ('D', (2,))) (('s', (1,)), ('C', (2,)), ('D', (3,)))
# expect: (('s', (1,)), ('C', (2,))) (('s', (1,)), ('D', (2,))) (('s', (1,)), ('C', (2,))) (('s', (1,)), ('D', (2,)))
# expect: ('own', 'own c')
# expect: ('other', ('other', 'C')) ('other', ('other', 'D')) ('other', ('other', 'C'), ('other', 'D'))
# expect: <class '__main__.C'> 2
# expect: other
# expect: (2, (2,)) (1, (2,)) (1, (2,), (3,))
# expect: (2, (True, 2)) (1, (2,), (True, 3))
# expect: ('AttributeError', "'C' object has no attribute 's'") ('AttributeError', "type object 'C' has no attribute 's'") ('TypeError', "object of type 'type' has no len()")
# expect: (('meta', 1), ('M', 2)) ('AttributeError', "'M' object has no attribute 's'")
# expect: (('meta', 1), ('property', 2))
# expect: ((1, 2), (1, 3), (4, 5)) ((1, ((1, 2), 2)), 0) 5 1
# expect: (((1,), {}), ((1, 3), {}), ((), {'b': 5, 'a': 4})) ((((2, 1), 2), 1), 0)
# expect: (((1,), {}), ((1, 3), {}), ((), {'b': 5, 'a': 4})) ((((4, 3), 4), 3), 0)
# expect: ('KeyError', '1')
# expect: ('TypeError', "'F' object is not callable") ('TypeError', "'F' object does not support item assignment")
# expect: ((('G', 1, 2), ('G', 1, 3), ('G', 4, 5)), (19, 0), 19)
# expect: ('abab', 'pp', 5, False, True) ('KeyError', "'from q'") ('AttributeError', 'refused nothing') ('AttributeError', 'refused nope') ('AttributeError', 'refused nope2')
# expect: ('set', 'pp', 5, False, True)
# expect: ('AttributeError', 'from p') ('AttributeError', "'H' object has no attribute 'ab'")
# expect: (1, 2.57, 2, ['a', 'b'], ['a', 'b'], 1, 3, None, 2, 7, 3, 6) ('TypeError', "round() missing required argument 'number' (pos 1)") ('TypeError', 'pop expected at most 1 argument, got 2') ('TypeError', 'get expected at least 1 argument, got 0') ('TypeError', 'getattr expected at least 2 arguments, got 1')
# expect: True
# expect: E E KV ('IndexError', '') ('TypeError', 'exceptions must derive from BaseException')
# expect: (1, 2) (3, 'b') (5, 6) ('AttributeError', "'tuple' object has no attribute 'a'") 7
# expect: (1, 'class') (1, 'b')
# expect: (1, 'class') 1 3
# expect: ((1, 2, {'changed': 1}), (1, 3, {'changed': 1}), (4, 2, {'c': 5, 'changed': 1}))
# expect: ('TypeError', 'keywords must be strings')
# expect: (1, 'bb', {'z': 'zz', 'changed': 1})
# expect: ('UnboundLocalError', "local variable 'kwargs' referenced before assignment")
# expect: 3 101 3 ('TypeError', "unsupported operand type(s) for +=: 'V' and 'int'") ('TypeError', "unsupported operand type(s) for +=: 'W' and 'int'") ('radd', 5) ('radd', [])
# expect: ('TypeError', "unsupported operand type(s) for -=: 'V' and 'V'") ('TypeError', "unsupported operand type(s) for -=: 'int' and 'V'")
# expect: late 
# expect: 3
