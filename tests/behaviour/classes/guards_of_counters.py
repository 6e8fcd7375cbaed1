# Class attributes that change all the time, and then become something else.
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
class A:
    count = 0
    name = 'A'
    def __init__(self): A.count += 1
    def read(self): return self.count, self.name, type(self).count
class B(A):
    def own(self): B.count = B.count + 1; return self.count
def make(cls): return cls().read()
for i in range(60): make(A); make(B)
print(make(A), make(B), A.count, B.count, A().count)
b = B()
print([b.own() for i in range(50)][-1], A.count, B.count, make(B), make(A))
del B.count
print(make(B), A.count == B.count)
b.count = 'own'; print(b.read(), b.own(), b.read())
A.count = property(lambda self: 'property')
print(b.read()[0], attempt(make, A))
A.count = 5
print(make(A), b.read()[0])
for i in range(60): make(A)
A.count = lambda self: 'method'
def call(o): return o.count()
del B.count, b.count
print(attempt(make, A), call(b), A.count(1))
for i in range(20): call(b)
A.count = 1
print(attempt(call, b), make(A))
for i in range(60): make(A)
del A.count
print(attempt(make, A), attempt(lambda: A.count), attempt(lambda: b.count))
A.count = 10
print(make(A), b.count)
for i in range(60): make(A)
class Get:
    def __get__(self, o, c): return 'got', o is None
A.count = Get()
print(attempt(make, A), b.count, A.count)
A.count = 0
class Late: pass
def swap(v): A.name = v; return A.name, b.name, A().name
for i in range(60): swap(i); swap(Late())
late = Late(); print(swap(late)[0] is late)
Late.__get__ = lambda self, o, c: 'late'
print(swap(Late()), swap(1))
class Meta(type):
    made = 0
    @property
    def total(cls): return cls.made
    def __setattr__(cls, n, v): super().__setattr__(n, v * 2 if n == 'made' else v)
class M(metaclass=Meta): pass
def step(): M.made += 1; return M.made, M.total, Meta.made
for i in range(40): step()
print(attempt(step)[2])
class N: pass
def new(i): setattr(N, 'x', i); N.y = i; return N.x, N.y, N().x
for i in range(100): new(i)
N.z = 1; print(new(7), N.__dict__['x'], sorted(n for n in vars(N) if len(n) == 1))
class Dies:
    def __del__(self): print('died')
def hold(v): N.y = v; print('held')
for i in range(60): N.y = i
hold([Dies()]); hold(1); hold(Dies()); hold(2)
# expect: (121, 'A', 121) (122, 'A', 122) 122 122 123
# expect: 174 124 174 (174, 'A', 174) (126, 'A', 126)
# expect: (127, 'A', 127) True
# expect: ('own', 'A', 127) own ('own', 'A', 128)
# expect: own ('TypeError', "unsupported operand type(s) for +=: 'property' and 'int'")
# expect: (6, 'A', 6) own
# expect: ('TypeError', "unsupported operand type(s) for +=: 'function' and 'int'") method method
# expect: ('TypeError', "'int' object is not callable") (2, 'A', 2)
# expect: ('AttributeError', "type object 'A' has no attribute 'count'") ('AttributeError', "type object 'A' has no attribute 'count'") ('AttributeError', "'B' object has no attribute 'count'")
# expect: (11, 'A', 11) 11
# expect: ('TypeError', 'can only concatenate tuple (not "int") to tuple') ('got', False) ('got', True)
# expect: True
# expect: ('late', 'late', 'late') (1, 1, 1)
# expect: 0
# expect: (7, 7, 7) 7 ['x', 'y', 'z']
# expect: held
# expect: died
# expect: held
# expect: held
# expect: died
# expect: held
