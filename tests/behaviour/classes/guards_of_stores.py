# Warm stores, augmented stores, property setters and `super()`: what they remember is void when classes or instances change.
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
class P:
    def __init__(self, v): self.v = v; self.w = None
class Q(P):
    def __init__(self, v): super().__init__(v); self.extra = v
class R(P):
    __slots__ = ('s',)
def put(o, v): o.v = v
def bump(o): o.v += 1; return o.v
def both(o, v):
    put(o, v)
    return bump(o)
for i in range(30): both(P(1), i)
print(both(P(1), 5), both(Q(1), 6), both(R(1), 7))
for i in range(60): both([P, Q, R][i % 3](i), i)
print(both(P(1), 5), both(Q(1), 6), both(R(1), 7))
q = Q(2); q.__dict__; print(both(q, 9), vars(q))
p = P(3); del p.v; p.v = 'again'; print(attempt(bump, p), vars(p))
P.v = property(lambda self: 'got', lambda self, v: print('set', v))
print(attempt(both, Q.__new__(Q), 4), attempt(both, q, 1))
del P.v
print(both(q, 2), both(P(0), 3))
Q.__setattr__ = lambda self, n, v: object.__setattr__(self, n, v and -v)
print(both(Q(1), 4), both(P(1), 4), both(R(1), 4))
del Q.__setattr__
print(both(Q(1), 4), attempt(both, 5, 1), attempt(both, None, 1), attempt(both, P, 1), attempt(lambda: P.v))
del P.v
class Slots:
    __slots__ = 'v', 'u'
class Fewer(Slots):
    __slots__ = ()
def slots(o):
    o.v = 1; o.u = o.v + 1
    return o.v, o.u
for i in range(30): slots(Slots())
print(slots(Fewer()), slots(P(1)), slots(Slots()))
for i in range(60): slots([Slots, Fewer, P][i % 3].__call__(*[1][:i % 3 == 2]))
print(slots(Fewer()), slots(P(1)), slots(Slots()))
saved = Slots.v
Slots.v = 7
print(attempt(slots, Slots()), attempt(slots, Fewer()))
Slots.v = saved
print(slots(Fewer()))
# Setters.
class T:
    def __init__(self): self._x = 0
    @property
    def x(self): return self._x
    @x.setter
    def x(self, value): self._x = value; return 'dropped'
class U(T): pass
def fill(t, v):
    t.x = v
    t.x += 1
    return t.x
for i in range(30): fill(T(), i)
print(fill(T(), 1), fill(U(), 2))
for i in range(60): fill([T, U][i % 2](), i)
def refuse(self, value): raise ValueError(value)
print(fill(U(), 5))
T.x = T.x.setter(refuse)
print(attempt(fill, T(), 3), attempt(fill, U(), 4))
T.x = property(lambda self: 1)
print(attempt(fill, T(), 3))
T.x = property(lambda self: 1, lambda self, v, more='default': print('set', v, more))
print(fill(T(), 3))
def generator(self, v): yield v
T.x = property(lambda self: 1, generator)
print(fill(T(), 3))
class Dies:
    def __del__(self): print('died')
class Setter:
    @property
    def y(self): pass
    @y.setter
    def y(self, v): return Dies()
def set_y(s): s.y = 1; print('after')
s = Setter()
for i in range(8): set_y(s)
# super().
class A:
    def m(self, *a): return ('A', a)
class B(A):
    def m(self, *a): return ('B',) + super().m(*a)
class C(A):
    def m(self, x): return ('C',) + super().m(x)
class D(B, C):
    def m(self, x): return ('D',) + super().m(x)
def call(o): return o.m(1)
for i in range(30): call(B()); call(D()); call(C())
print(call(B()), call(D()), call(C()))
A.m = lambda self, *a: ('new A',)
print(call(B()), call(D()), call(C()))
C.m = A.m
print(call(D()))
A.m = staticmethod(lambda *a: ('static', a))
print(call(B()), call(C()))
del A.m
print(attempt(call, B()), attempt(call, C()))
A.m = lambda self, *a: ('back',)
D.__bases__ = (C, B)
print(call(D()), call(B()))
b = B(); b.__class__ = D
print(call(b))
builtin = super
class Super:
    def m(self, *a): return ('no super',)
globals()['super'] = Super
print(call(B()))
del globals()['super']
print(call(B()))
print(attempt(B.m, 5), attempt(B.m), attempt(B.m, A()))
class E(B):
    def m(self, x):
        self = E()
        return super().m(x)
    def n(self):
        def inner(): return self
        return super().m(2)
    @classmethod
    def k(cls): return super().__name__
for i in range(20): E().m(1); E().n(); attempt(E.k)
print(E().m(1), E().n(), attempt(E.k))
# expect: 6 7 8
# expect: 6 7 8
# expect: 10 {'v': 10, 'w': None, 'extra': 2}
# expect: ('TypeError', 'can only concatenate str (not "int") to str') {'w': None, 'v': 'again'}
# expect: set 4
# expect: set 1
# expect: ('TypeError', 'can only concatenate str (not "int") to str') ('TypeError', 'can only concatenate str (not "int") to str')
# expect: 3 4
# expect: 3 5 5
# expect: 5 ('AttributeError', "'int' object has no attribute 'v'") ('AttributeError', "'NoneType' object has no attribute 'v'") 2 2
# expect: (1, 2) (1, 2) (1, 2)
# expect: (1, 2) (1, 2) (1, 2)
# expect: ('AttributeError', "'Slots' object attribute 'v' is read-only") ('AttributeError', "'Fewer' object attribute 'v' is read-only")
# expect: (1, 2)
# expect: 2 3
# expect: 6
# expect: ('ValueError', '3') ('ValueError', '4')
# expect: ('AttributeError', "can't set attribute")
# expect: set 3 default
# expect: set 2 default
# expect: 1
# expect: 1
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: died
# expect: after
# expect: ('B', 'A', (1,)) ('D', 'B', 'C', 'A', (1,)) ('C', 'A', (1,))
# expect: ('B', 'new A') ('D', 'B', 'C', 'new A') ('C', 'new A')
# expect: ('D', 'B', 'new A')
# expect: ('B', 'static', (1,)) ('new A',)
# expect: ('AttributeError', "'super' object has no attribute 'm'") ('new A',)
# expect: ('D', 'new A') ('B', 'back')
# expect: ('D', 'new A')
# expect: ('B', 'no super')
# expect: ('B', 'back')
# expect: ('TypeError', 'super(type, obj): obj must be an instance or subtype of type') ('TypeError', "B.m() missing 1 required positional argument: 'self'") ('TypeError', 'super(type, obj): obj must be an instance or subtype of type')
# expect: ('B', 'back') ('B', 'back') ('AttributeError', "'super' object has no attribute '__name__'")
