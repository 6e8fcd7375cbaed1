# `__get__` is called as it stands in the class, nothing binds it.
class D:
    @staticmethod
    def __get__(*a): return len(a), type(a[0]).__name__
class E:
    @classmethod
    def __get__(*a): return a
class F:
    __get__ = lambda *a: (len(a), type(a[0]).__name__)
class P:
    @property
    def __get__(self): return lambda *a: a
class T:
    __get__ = len
class A: d = D(); e = E(); f = F(); p = P(); t = T()
for _ in range(3):
    for n in 'defpt':
        for o in A(), A:
            try: print(n, getattr(o, n))
            except TypeError as error: print(n, error)
            # expect: d (3, 'D')
            # expect: d (3, 'D')
            # expect: e 'classmethod' object is not callable
            # expect: e 'classmethod' object is not callable
            # expect: f (3, 'F')
            # expect: f (3, 'F')
            # expect: p 'property' object is not callable
            # expect: p 'property' object is not callable
            # expect: t len() takes exactly one argument (3 given)
            # expect: t len() takes exactly one argument (3 given)
            # expect: d (3, 'D')
            # expect: d (3, 'D')
            # expect: e 'classmethod' object is not callable
            # expect: e 'classmethod' object is not callable
            # expect: f (3, 'F')
            # expect: f (3, 'F')
            # expect: p 'property' object is not callable
            # expect: p 'property' object is not callable
            # expect: t len() takes exactly one argument (3 given)
            # expect: t len() takes exactly one argument (3 given)
            # expect: d (3, 'D')
            # expect: d (3, 'D')
            # expect: e 'classmethod' object is not callable
            # expect: e 'classmethod' object is not callable
            # expect: f (3, 'F')
            # expect: f (3, 'F')
            # expect: p 'property' object is not callable
            # expect: p 'property' object is not callable
            # expect: t len() takes exactly one argument (3 given)
            # expect: t len() takes exactly one argument (3 given)
class Get:
    def __get__(self, o, t): return lambda *a: ('bound', len(a))
class G:
    __get__ = Get()
class B: g = G()
try: print(B().g)
except TypeError as error: print(error)  # expect: 'Get' object is not callable
