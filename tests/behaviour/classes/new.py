# __new__ decides what is made; __init__ runs only on instances of the class.
class Single:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, *args):
        self.args = args
a, b = Single(1), Single(2)
print(a is b, a.args)  # expect: True (2,)
class Other:
    def __new__(cls): return 'not an instance'
    def __init__(self): print('never')
print(Other())  # expect: not an instance
class Celsius(float):
    def __new__(cls, f): return super().__new__(cls, (f - 32) / 1.8)
print(Celsius(212), type(Celsius(32)).__name__, Celsius(32) + 1)  # expect: 100.0 Celsius 1.0
class Pair(tuple):
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    first = property(lambda self: self[0])
print(Pair(1, 2), Pair(3, 4).first, Pair(1, 2) == (1, 2), isinstance(Pair(1, 2), tuple))
# expect: (1, 2) 3 True True
class BadInit:
    def __init__(self): return 5
class Plain: pass
for f in (BadInit, lambda: Plain(1), lambda: object(1), lambda: object.__new__(5), lambda: object.__new__(int),
          lambda: Plain.__new__(Plain, 1)):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: __init__() should return None, not 'int'
        # expect: Plain() takes no arguments
        # expect: object() takes no arguments
        # expect: object.__new__(X): X is not a type object (int)
        # expect: object.__new__(int) is not safe, use int.__new__()
        # expect: Plain() takes no arguments
