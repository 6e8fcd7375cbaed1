class A(B, metaclass=M, **kw):
    """Doc."""
    x: int = 1
    y: 'str'
    __private = x
    def m(self):
        self.__private = __class__
        return super().m()
    z = [x for x in y]
def f(a):
    class C:
        b = a
        def g(self): return a
        a = 1
    class E:
        c = a
    return C, E
z: int
a.b: int = 2
(c): int = 3
del A
class D: pass
