# The class body is a scope of its own: reads fall back to globals, functions skip it.
x = 'global'
class A:
    print(x)  # expect: global
    x = 'class'
    print(x)  # expect: class
    def f(self): return x
    y = [x for _ in range(1)]
    z = [i for i in x]
    del x
    print(x)  # expect: global
print(A().f(), A.y, A.z, hasattr(A, 'x'))  # expect: global ['global'] ['c', 'l', 'a', 's', 's'] False
def outer():
    v = 'local'
    class B:
        w = v
        def g(self): return v
        v = 'body'
    return B
try:
    outer()
except NameError as e:
    print(e)  # expect: name 'v' is not defined
def outer2():
    v = 'local'
    class B:
        def g(self): return v
        w = v
    v = 'changed'
    return B
print(outer2()().g(), outer2().w)  # expect: changed local
class Q:
    global made
    made = 'global from class'
    __qual = __qualname__
    class Inner:
        name = __qualname__
print(made, Q._Q__qual, Q.Inner.name, Q.__qualname__)  # expect: global from class Q Q.Inner Q
class Mangle:
    __a = 1
    def __m(self): return self.__a, self._Mangle__a
    def call(self): return self.__m()
    __dunder__ = 'kept'
print(Mangle().call(), [n for n in dir(Mangle) if 'a' in n and 'Mangle' in n])
# expect: (1, 1) ['_Mangle__a', '_Mangle__m']
