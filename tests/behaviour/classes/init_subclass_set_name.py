# __init_subclass__, __set_name__, __class_getitem__, __mro_entries__.
class Base:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
    def __class_getitem__(cls, item):
        return cls.__name__, item
class Named:
    def __set_name__(self, owner, name):
        print('set_name', owner.__name__, name)  # expect: set_name Sub field
class Sub(Base, tag='t'):
    field = Named()
class Sub2(Sub): pass
print(Base.registry, Base[1, 2], Sub['x'])  # expect: [('Sub', 't'), ('Sub2', None)] ('Base', (1, 2)) ('Sub', 'x')
try:
    class Bad(Base, other=1): pass
except TypeError as e:
    print(e)  # expect: Bad.__init_subclass__() takes no keyword arguments
class Entry:
    def __mro_entries__(self, bases):
        return (Base,)
class FromEntry(Entry()): pass
print(FromEntry.__bases__, FromEntry.__orig_bases__[0].__class__.__name__)
# expect: (<class '__main__.Base'>,) Entry
class BadName:
    def __set_name__(self, owner, name): raise ValueError('no')
try:
    class Holder:
        attr = BadName()
except RuntimeError as e:
    print(e, repr(e.__cause__))
    # expect: Error calling __set_name__ on 'BadName' instance 'attr' in 'Holder' ValueError('no')
