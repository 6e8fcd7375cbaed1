# Attributes of classes, with and without a metaclass, and native descriptors, behind caches whose guards are broken.
import abc


class Base:
    constant = 1

    def __init__(self, x=0):
        self.x = x

    def method(self):
        return 'method', self.x

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def plain(x):
        return 'plain', x


class Derived(Base):
    def __init__(self, x):
        Base.__init__(self, x + 1)
        object.__setattr__(self, 'y', x)


class Abstract(abc.ABC):
    constant = 2

    def method(self):
        return 'abstract'

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def plain(x):
        return 'static', x


class Meta(type):
    def __getattr__(cls, name):
        if name == 'fails':
            raise AttributeError('none of that')
        return 'hook', name


class Hooked(metaclass=Meta):
    constant = 3

    def method(self):
        return 'hooked'

    @classmethod
    def made(cls, x):
        return cls.__name__, x

    @staticmethod
    def plain(x):
        return x


def constant(cls):
    return cls.constant


def missing(cls):
    return cls.missing


def fails(cls):
    return cls.fails


def method(cls, *args):
    return cls.method(*args)


def called(cls):
    return cls.method(Base(5))


def made(cls):
    return cls.made(1)


def plain(cls):
    return cls.plain(2)


def name(object):
    return object.__name__


def kind(object):
    return object.__class__


def dictionary(object):
    return object.__dict__


def arguments(object):
    return object.args


def own_init(cls, object):
    return cls.__init__(object)


def last(work, *args):
    for _ in range(20):
        try:
            result = work(*args)
        except Exception as error:
            result = f'{type(error).__name__}: {error}', getattr(error, 'name', None)
    return result


def once(work, *args):
    try:
        return work(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}', getattr(error, 'name', None)


print(vars(last(Derived, 3)))
for cls in Base, Abstract, Hooked:
    print(last(constant, cls), last(called, cls), last(made, cls), last(plain, cls), last(name, cls), last(kind, cls))
print(last(missing, Hooked), last(fails, Hooked), last(missing, Base), last(missing, Abstract))

# The class changes.
Hooked.constant, Abstract.constant, Base.constant = 30, 20, 10
print(once(constant, Hooked), once(constant, Abstract), once(constant, Base))
del Hooked.constant
print(once(constant, Hooked))
Hooked.method = lambda self: 'new'
Hooked.made = classmethod(lambda cls, x: x * 10)
Hooked.plain = staticmethod(lambda x: x * 20)
print(once(called, Hooked), once(made, Hooked), once(plain, Hooked))

# The metaclass changes: a data descriptor comes before what the class has, another attribute does not.
print(last(called, Hooked))
Meta.method = 5
print(once(called, Hooked))
Meta.method = property(lambda cls: lambda *args: ('of the metaclass', cls.__name__))
print(once(called, Hooked), last(called, Hooked))
del Meta.method
print(last(called, Hooked))
Hooked.constant = 4
print(last(constant, Hooked))
Meta.__getattribute__ = lambda cls, name: ('all', name)
print(once(constant, Hooked), once(missing, Hooked))
del Meta.__getattribute__
print(once(constant, Hooked), once(missing, Hooked))
del Meta.__getattr__
print(once(constant, Hooked), once(missing, Hooked), last(missing, Hooked))

# Another class, another metaclass.
print([once(constant, cls) for cls in (Base, Hooked, Abstract, Derived)], [once(constant, Base()), once(constant, 1)])
Other = Meta('Other', (), {'constant': 6})
print(once(constant, Other))


# Native descriptors.
class Changed(Base):
    pass


object_ = Base(1)
print(last(kind, object_) is Base)
object_.__class__ = Changed
print(once(kind, object_) is Changed)


class Liar:
    __class__ = property(lambda self: int)


print(last(kind, Liar()), once(kind, Base()) is Base, once(kind, 1), once(kind, [1]), once(kind, len))
print(last(name, Base))
Base.__name__ = 'Renamed'
print(last(name, Base), once(name, last), once(name, len), once(name, abc), once(name, Liar()))
print(last(dictionary, Base(7)), once(dictionary, 5), last(dictionary, Base(8)))
print(last(arguments, ValueError(1, 2)), last(arguments, KeyError('k')))


class Failing(Exception):
    args = property(lambda self: 'mine')


print(once(arguments, Failing(1)), last(arguments, Failing(1)), once(arguments, ValueError(3)))
BaseException.__init__(error := ValueError(4), 5)
print(error.args, once(arguments, Base()))
print(last(own_init, Base, object_), last(own_init, Hooked, Hooked()), once(own_init, Base, 5))


class Stranger:
    real = type.__dict__['__dict__']


print(last(lambda: Stranger().real))


# Keywords of a plain function, with defaults that change.
def keyed(a, b=2, c=3):
    return a, b, c


def call_keyed():
    return keyed(1, c=5), keyed(c=1, a=2), keyed(b=7, a=8)


print(last(call_keyed))
keyed.__defaults__ = (20, 30)
print(once(call_keyed))
keyed.__defaults__ = (30,)
print(once(call_keyed))
keyed.__defaults__ = None
print(once(call_keyed))


def in_generator():
    while True:
        yield keyed(1, c=5, b=4), keyed(c=1, a=2, b=0)


generator = in_generator()
print(last(lambda: next(generator)))
# expect: {'x': 4, 'y': 3}
# expect: 1 ('method', 5) ('Base', 1) ('plain', 2) Base <class 'type'>
# expect: 2 abstract ('Abstract', 1) ('static', 2) Abstract <class 'abc.ABCMeta'>
# expect: 3 hooked ('Hooked', 1) 2 Hooked <class '__main__.Meta'>
# expect: ('hook', 'missing') ('AttributeError: none of that', 'fails') ("AttributeError: type object 'Base' has no attribute 'missing'", 'missing') ("AttributeError: type object 'Abstract' has no attribute 'missing'", 'missing')
# expect: 30 20 10
# expect: ('hook', 'constant')
# expect: new 10 40
# expect: new
# expect: new
# expect: ('of the metaclass', 'Hooked') ('of the metaclass', 'Hooked')
# expect: new
# expect: 4
# expect: ('all', 'constant') ('all', 'missing')
# expect: 4 ('hook', 'missing')
# expect: 4 ("AttributeError: type object 'Hooked' has no attribute 'missing'", 'missing') ("AttributeError: type object 'Hooked' has no attribute 'missing'", 'missing')
# expect: [10, 4, 20, 10] [10, ("AttributeError: 'int' object has no attribute 'constant'", 'constant')]
# expect: 6
# expect: True
# expect: True
# expect: <class 'int'> True <class 'int'> <class 'list'> <class 'builtin_function_or_method'>
# expect: Base
# expect: Renamed last len abc ("AttributeError: 'Liar' object has no attribute '__name__'", '__name__')
# expect: {'x': 7} ("AttributeError: 'int' object has no attribute '__dict__'", '__dict__') {'x': 8}
# expect: (1, 2) ('k',)
# expect: mine mine (3,)
# expect: (5,) ("AttributeError: 'Renamed' object has no attribute 'args'", 'args')
# expect: None None ("AttributeError: 'int' object has no attribute 'x'", None)
# expect: ("TypeError: descriptor '__dict__' for 'type' objects doesn't apply to a 'Stranger' object", None)
# expect: ((1, 2, 5), (2, 2, 1), (8, 7, 3))
# expect: ((1, 20, 5), (2, 20, 1), (8, 7, 30))
# expect: ("TypeError: keyed() missing 1 required positional argument: 'b'", None)
# expect: ("TypeError: keyed() missing 1 required positional argument: 'b'", None)
# expect: ((1, 4, 5), (2, 0, 1))
