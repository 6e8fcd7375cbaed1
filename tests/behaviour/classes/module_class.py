# A module object's class may be changed: how modules get properties.
import sys
import types


class Counted(types.ModuleType):
    @property
    def answer(self):
        return 42


this = sys.modules[__name__]
this.__class__ = Counted
print(this.answer, type(this).__name__)  # expect: 42 Counted
this.__class__ = types.ModuleType
print(hasattr(this, 'answer'), type(this) is types.ModuleType)  # expect: False True

m = types.ModuleType('m')
m.a = 1
m.__class__ = Counted
print(m.a, m.answer, m)  # expect: 1 42 <module 'm'>
try:
    (1).__class__ = int
except TypeError as error:
    print(error)  # expect: __class__ assignment only supported for mutable types or ModuleType subclasses


class Base:
    pass


class Meta(Base, type):
    pass


class Made(metaclass=Meta):
    x = 1


print(type(Made.__dict__).__name__)  # expect: mappingproxy
try:
    Base.__dict__['__dict__'].__set__(m, {})
except (AttributeError, TypeError) as error:
    print(type(error).__name__)  # expect: TypeError
try:
    class Wrong(Base):
        pass
    Wrong.__bases__ = (object,)
except TypeError as error:
    print(error)  # expect: __bases__ assignment: 'object' deallocator differs from 'Base'
print(list(vars(type('Order', (), {'__eq__': len}))))
# expect: ['__eq__', '__module__', '__dict__', '__weakref__', '__doc__', '__hash__']
