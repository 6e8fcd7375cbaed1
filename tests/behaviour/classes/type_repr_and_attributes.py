# What classes tell about themselves.
class C:
    """Doc."""
    a: int = 1
    b: 'str'
    def m(self): pass
print(C, C.__doc__, C.__annotations__, C.__dict__['m'] is C.m, type(C), C.__class__)
# expect: <class '__main__.C'> Doc. {'a': <class 'int'>, 'b': 'str'} True <class 'type'> <class 'type'>
print(repr(C.m).startswith('<function C.m at'), repr(C().m).startswith('<bound method C.m of <__main__.C object at'))
# expect: True True
print(int, type(None), type(...), type(NotImplemented), type(len), type(C.m), type(C().m), type([].append))
# expect: <class 'int'> <class 'NoneType'> <class 'ellipsis'> <class 'NotImplementedType'> <class 'builtin_function_or_method'> <class 'function'> <class 'method'> <class 'builtin_function_or_method'>
print(type('Made', (C,), {'x': 5})().x, type('Made', (), {}).__name__, type(5) is int)  # expect: 5 Made True
C.__name__ = 'Renamed'
print(C, C().__class__.__name__, C.__qualname__)  # expect: <class '__main__.C'> Renamed C
print(type.__mro__, object.__bases__, isinstance(type, object), issubclass(type, type))
# expect: (<class 'type'>, <class 'object'>) () True True
def f(): pass
print(isinstance(5, (str, (int,))), isinstance(True, int), callable(C), callable(5))  # expect: True True True False
for g in (lambda: isinstance(5, 5), lambda: issubclass(5, int), lambda: type(1, 2), lambda: type(5, (), {})):
    try:
        g()
    except TypeError as e:
        print(e)
        # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
        # expect: issubclass() arg 1 must be a class
        # expect: type() takes 1 or 3 arguments
        # expect: type.__new__() argument 1 must be str, not int
c = C()
class Other: pass
c.__class__ = Other
print(type(c).__name__)  # expect: Other
try:
    c.__class__ = int
except TypeError as e:
    print(e)  # expect: __class__ assignment only supported for mutable types or ModuleType subclasses
