# Warm calls: arguments that do not fit, functions that change, recursion, cells, results of __init__.
import sys
def f(a, b): return a - b
def call(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
def two(g): return g(1, 2)
for i in range(20): two(f)
print(two(f), call(two, lambda a: a), call(two, lambda a, b, c=7: (a, b, c)), call(two, lambda *a: a), call(two, max))
f.__code__ = (lambda a, b: a * 100 + b).__code__
print(two(f))
f.__defaults__ = (5,)
print(call(f, 1), two(f))
f.__code__ = (lambda a: a).__code__
print(call(two, f))
def counter():
    n = 0
    def up(k):
        nonlocal n
        n += k
        return n
    return up
c, d = counter(), counter()
print([c(1) for i in range(12)][-1], d(5), c(1))
def cell(a):
    def g(): return a
    a += 1
    return g
print([cell(i)() for i in range(12)][-1])
class A:
    def __init__(self, v): self.v = v
def make(k, v): return k(v)
for i in range(20): make(A, i)
print(make(A, 3).v, call(A), call(A, 1, 2))
A.__init__ = lambda self, v: setattr(self, 'v', v * 2)
print(make(A, 3).v)
A.__init__ = lambda self, v: v
print(call(make, A, 3))
A.__init__ = lambda self, v: None
print(vars(make(A, 3)))
class A2(A):
    def __init__(self, v): self.v = v
for i in range(20): make(A2, i)
A2.__new__ = lambda cls, v: v
print(make(A2, 3))
class B(A):
    def __init__(self, v):
        if v < 0: raise ValueError(v)
        super().__init__(v)
        self.w = v
for i in range(20): make(B, i)
print(make(B, 3).w, call(make, B, -1), make(B, 4).w)
class Meta(type):
    def __call__(cls, *a): return 'meta', a
class C(metaclass=Meta): 
    def __init__(self, v): pass
print(make(C, 1), make(B, 1).w)
def generator():
    for i in range(20):
        yield make(B, i).w + f(i) + two(max)
print(sum(generator()))
def deep(n): return deep(n + 1)
print(call(deep, 0))
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(500))
class Del:
    def __del__(self): print('del', end=' ')
def dies(x): return 1
for i in range(8): dies(Del())
print()
g = 'global'
def read(): return g, len
for i in range(10): read()
g = 'changed'; print(read()[0])
del g; print(call(read)); g = 1; print(read()[0])
len = 'shadowed'; print(read()[1]); del len; print(read()[1]([1]))
import builtins
builtins.extra = 1
def ex(): return extra
for i in range(10): ex()
builtins.extra = 2; print(ex()); extra = 3; print(ex()); del extra; print(ex()); del builtins.extra; print(call(ex))
print(eval('f.__name__', {'f': f}), [exec('def h(): return q\nfor i in range(9): h()\nprint(h())', {'q': i}) for i in (1, 2)])
# expect: -1 ('TypeError', '<lambda>() takes 1 positional argument but 2 were given') (1, 2, 7) (1, 2) 2
# expect: 102
# expect: 105 102
# expect: ('TypeError', 'f() takes from 0 to 1 positional arguments but 2 were given')
# expect: 12 5 13
# expect: 12
# expect: 3 ('TypeError', "A.__init__() missing 1 required positional argument: 'v'") ('TypeError', 'A.__init__() takes 2 positional arguments but 3 were given')
# expect: 6
# expect: ('TypeError', "__init__() should return None, not 'int'")
# expect: {}
# expect: 3
# expect: 3 ('ValueError', '-1') 4
# expect: ('meta', (1,)) 1
# expect: 420
# expect: ('RecursionError', 'maximum recursion depth exceeded')
# expect: 500
# expect: del del del del del del del del 
# expect: changed
# expect: ('NameError', "name 'g' is not defined")
# expect: 1
# expect: shadowed
# expect: 1
# expect: 2
# expect: 3
# expect: 2
# expect: ('NameError', "name 'extra' is not defined")
# expect: 1
# expect: 2
# expect: f [None, None]
