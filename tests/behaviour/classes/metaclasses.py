# Metaclass calls in order: __prepare__, body, __new__, __init__, __call__.
class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print('prepare', name, bases, kw)  # expect: prepare C () {'flag': 1}
        return {'prepared': True}
    def __new__(meta, name, bases, ns, **kw):
        print('new', sorted(k for k in ns if not k.startswith('__')), kw)  # expect: new ['prepared'] {'flag': 1}
        return super().__new__(meta, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name)  # expect: init C
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print('call', args)
        return super().__call__(*args)
    def meta_method(cls):
        return cls.__name__
    def __len__(cls):
        return 42
class C(metaclass=Meta, flag=1):
    def __init__(self, x): print('C init', x)
class D(C):
    # expect: prepare D (<class '__main__.C'>,) {}
    # expect: new ['prepared'] {}
    # expect: init D
    pass
C(5)
# expect: call (5,)
# expect: C init 5
print(type(C), D.meta_method(), len(C), C.prepared, hasattr(C(1), 'meta_method'))
# expect: call (1,)
# expect: C init 1
# expect: <class '__main__.Meta'> D 42 True False
class M2(type): pass
try:
    class X(C, metaclass=M2): pass
except TypeError as e:
    print(e)
    # expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
def func_meta(name, bases, ns):
    return name, bases, ns['a']
class F(metaclass=func_meta):
    a = 1
print(F)  # expect: ('F', (), 1)
