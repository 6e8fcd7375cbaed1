# A metaclass's own mro(): any order, without the class itself, changing __bases__ meanwhile, or failing.
class Backwards(type):
    def mro(cls):
        return type.mro(cls)[::-1]
class Left:
    def name(self): return 'Left'
class Right:
    def name(self): return 'Right'
class Child(Left, Right, metaclass=Backwards):
    def name(self): return 'Child'
print([c.__name__ for c in Child.__mro__], Child().name())
# expect: ['object', 'Right', 'Left', 'Child'] Right
class Without(type):
    def mro(cls):
        print(cls.__mro__)  # expect: None
        return (Left,)
try:
    class Gone(metaclass=Without): pass
except TypeError as e:
    print(e)  # expect: super(type, obj): obj must be an instance or subtype of type
class Nothing(type):
    def mro(cls): return ()
try:
    class Empty(metaclass=Nothing): pass
except TypeError as e:
    print(e)  # expect: type MRO must not be empty
class Subclasser(type):
    def mro(cls):
        if cls.__name__ == 'Unfinished':
            try: type('Sub', (cls,), {})
            except TypeError as e: print(e)  # expect: Cannot extend an incomplete type 'Unfinished'
        return type.mro(cls)
class Unfinished(metaclass=Subclasser): pass

ready = False
class Cyclic(type):
    def mro(cls):
        if ready:
            if cls.__name__ == 'B1': B2.__bases__ = (B1,)
            if cls.__name__ == 'B2': B1.__bases__ = (B2,)
        return type.mro(cls)
class A(metaclass=Cyclic): pass
class B1(A): pass
class B2(A): pass
ready = True
try:
    B1.__bases__ += ()
except TypeError as e:
    print(e)  # expect: a __bases__ item causes an inheritance cycle
ready = False
print(B1.__bases__, B2.__bases__ == (A,))  # expect: (<class '__main__.A'>,) True

class Other(type):
    def mro(cls):
        global ready
        if ready and cls.__name__ == 'C3':
            ready = False
            cls.__bases__ = (A3,)
            raise KeyError('mro')
        return type.mro(cls)
class A2(metaclass=Other): pass
class A3(metaclass=Other): who = 'A3'
class C3(A2): pass
ready = True
try:
    C3.__bases__ = (A2,)
except KeyError as e:
    print(repr(e), C3.__bases__, C3.who)  # expect: KeyError('mro') (<class '__main__.A3'>,) A3

# A class with a metaclass has no __dict__ but its namespace.
print(type(Child.__dict__).__name__)  # expect: mappingproxy
class Base: pass
class Meta(type, Base): pass
class K(metaclass=Meta): pass
try:
    Base.__dict__['__dict__'].__set__(K, {})
except AttributeError as e:
    print(e)  # expect: attribute '__dict__' of 'type' objects is not writable
