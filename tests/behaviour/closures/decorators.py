# Decorators: order, arguments, on classes and methods, any expression.
def trace(label):
    print('make', label)
    # expect: make outer
    # expect: make inner
    def deco(f):
        print('apply', label, f.__name__)
        # expect: apply inner f
        # expect: apply outer f
        def wrapper(*a, **k):
            return f'{label}({f(*a, **k)})'
        wrapper.__name__ = f.__name__
        return wrapper
    return deco
@trace('outer')
@trace('inner')
def f(x, y=2):
    return x + y
print(f(1), f(1, y=5), f.__name__)  # expect: outer(inner(3)) outer(inner(6)) f
def register(cls):
    cls.registered = True
    return cls
@register
class C:
    @trace('method')  # expect: make method
    def m(self): return 'm'  # expect: apply method m
    @staticmethod
    @trace('static')  # expect: make static
    def s(): return 's'  # expect: apply static s
    @property
    @trace('prop')  # expect: make prop
    def p(self): return 'p'  # expect: apply prop p
print(C.registered, C().m(), C.s(), C().p)  # expect: True method(m) static(s) prop(p)
table = {'d': lambda f: 'replaced'}
@table['d']
def g(): pass
print(g)  # expect: replaced
@(lambda f: f() * 2)
def h(): return 21
print(h)  # expect: 42
@print
@type
class X: pass  # expect: <class 'type'>
def memo(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    inner.cache = cache
    return inner
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), len(fib.cache))  # expect: 23416728348467685 81
