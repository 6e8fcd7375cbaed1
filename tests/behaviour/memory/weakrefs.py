# Weak references die with their object; callbacks run.
import weakref
class C:
    def __repr__(self): return 'C'
c = C()
r = weakref.ref(c, lambda ref: print('callback', ref() is None))
p = weakref.proxy(c)
c.x = 5
print(r() is c, p.x, weakref.getweakrefcount(c))  # expect: True 5 2
c = None  # expect: callback True
print(r())  # expect: None
try: p.x
except ReferenceError as e: print(e)  # expect: weakly-referenced object no longer exists
w = weakref.WeakValueDictionary()
k = C()
w['k'] = k
print(len(w), w['k'])  # expect: 1 C
del k
print(len(w))  # expect: 0
for x in (5, 'a', (), None):
    try: weakref.ref(x)
    except TypeError as e: print(e)
    # expect: cannot create weak reference to 'int' object
    # expect: cannot create weak reference to 'str' object
    # expect: cannot create weak reference to 'tuple' object
    # expect: cannot create weak reference to 'NoneType' object
def f(): pass
print(weakref.ref(f)() is f, weakref.ref(C)() is C)  # expect: True True
