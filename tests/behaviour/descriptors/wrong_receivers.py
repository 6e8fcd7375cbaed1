# A native method checks its receiver before the number of arguments; slot wrappers of foreign classes fail when called.
def kind(f):
    try: return f()
    except Exception as e: return f'{type(e).__name__}: {e}'
print(kind(set.add))  # expect: TypeError: unbound method set.add() needs an argument
print(kind(lambda: set.add(0)))  # expect: TypeError: descriptor 'add' for 'set' objects doesn't apply to a 'int' object
print(kind(lambda: set.add(0, 1, 2)))  # expect: TypeError: descriptor 'add' for 'set' objects doesn't apply to a 'int' object
class A(int):
    __eq__ = str.__eq__
    __add__ = str.__add__
a = A()
print(kind(lambda: a == a))  # expect: TypeError: descriptor '__eq__' requires a 'str' object but received a 'A'
print(kind(lambda: a + a))  # expect: TypeError: descriptor '__add__' requires a 'str' object but received a 'A'
class E:
    __eq__ = property(lambda self: self.missing)
print(E() == E())  # expect: False
class X:
    __slots__ = ('a', 'b')
class Y:
    __slots__ = ('b', 'a')
class P(X): __slots__ = ('c',)
class Q(Y): __slots__ = ('c',)
x = X()
x.__class__ = Y
print(type(x).__name__)  # expect: Y
print(kind(lambda: setattr(P(), '__class__', Q)))  # expect: TypeError: __class__ assignment: 'Q' object layout differs from 'P'
