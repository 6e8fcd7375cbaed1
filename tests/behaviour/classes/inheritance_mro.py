# C3 linearisation, super() along it, conflicts.
class A:
    def who(self): return 'A'
class B(A):
    def who(self): return 'B' + super().who()
class C(A):
    def who(self): return 'C' + super().who()
class D(B, C):
    def who(self): return 'D' + super().who()
print(D().who(), [c.__name__ for c in D.__mro__], D.__bases__, D.__base__)
# expect: DBCA ['D', 'B', 'C', 'A', 'object'] (<class '__main__.B'>, <class '__main__.C'>) <class '__main__.B'>
print(super(B, D()).who(), super(C, D).who(D()), issubclass(D, (int, A)), A.__subclasses__())
# expect: CA A True [<class '__main__.B'>, <class '__main__.C'>]
for make in (lambda: type('X', (A, B), {}), lambda: type('X', (B, B), {}), lambda: type('X', (int, str), {}),
             lambda: type('X', (bool,), {}), lambda: type('X', (5,), {})):
    try:
        make()
    except TypeError as e:
        print(str(e).split('\n')[0])
        # expect: Cannot create a consistent method resolution
        # expect: duplicate base class B
        # expect: multiple bases have instance lay-out conflict
        # expect: type 'bool' is not an acceptable base type
        # expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
class E(D):
    pass
D.who = lambda self: 'patched'
print(E().who(), E.mro() == list(E.__mro__))  # expect: patched True
E.__bases__ = (C,)
print(E().who())  # expect: CA
