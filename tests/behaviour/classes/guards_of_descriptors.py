# What a class holds may become a descriptor later: its class gets `__get__` or `__set__`, or it gets another class. And a
# metaclass may get a `__call__`.
class Plain:
    pass


class Descriptor:
    def __get__(self, instance, owner=None):
        return 'got', instance is None

    def __set__(self, instance, value):
        print('set', value)


class Late:
    pass


class LateBase:
    pass


class LateChild(LateBase):
    pass


class Held:
    by_class = Plain()
    late = Late()
    inherited = LateChild()
    own = Late()

    def __init__(self):
        self.own = 'own'


def load(held):
    return [type(value).__name__ for value in (held.by_class, held.late, held.inherited, held.own)]


def load_of_class():
    return [type(value).__name__ for value in (Held.by_class, Held.late, Held.inherited)]


def store(held):
    held.own = 'stored'
    held.late = 'stored'
    del held.late


def show(what):
    results = []
    for _ in range(12):
        held = Held()
        results = load(held), load_of_class()
        store(held)
    print(what, *results)


def once(what):
    held = Held()
    print(what, load(held), load_of_class())
    try:
        store(held)
    except AttributeError as error:
        print(error)


show('plain')
Held.__dict__['by_class'].__class__ = Descriptor
once('another class')
show('warm again')
Late.__get__ = lambda self, instance, owner=None: 1.5
once('__get__')
show('warm again')
LateBase.__get__ = lambda self, instance, owner=None: 2
once('__get__ of a base')
Late.__set__ = lambda self, instance, value: print('late', value)
once('__set__')
del Late.__get__, Late.__set__, LateBase.__get__
once('gone')


class Meta(type):
    pass


class Made(metaclass=Meta):
    def __init__(self, value):
        self.value = value


def make():
    return Made(5)


class Calls(Meta):
    def __call__(cls, *args):
        return 'called', args


for _ in range(12):
    make()
Meta.__call__ = lambda cls, *args: ('later', args)
print(make())
del Meta.__call__
for _ in range(12):
    made = make()
print(made.value)
Made.__class__ = Calls
print(make())


class Globals(dict):
    def __missing__(self, key):
        if key == 'len':
            raise KeyError(key)
        return 'missing ' + key


exec('def names():\n    return name, len', space := Globals())
print([space['names']() for _ in range(8)][-1])
# expect: plain ['Plain', 'Late', 'LateChild', 'str'] ['Plain', 'Late', 'LateChild']
# expect: another class ['tuple', 'Late', 'LateChild', 'str'] ['tuple', 'Late', 'LateChild']
# expect: warm again ['tuple', 'Late', 'LateChild', 'str'] ['tuple', 'Late', 'LateChild']
# expect: __get__ ['tuple', 'float', 'LateChild', 'str'] ['tuple', 'float', 'LateChild']
# expect: warm again ['tuple', 'float', 'LateChild', 'str'] ['tuple', 'float', 'LateChild']
# expect: __get__ of a base ['tuple', 'float', 'int', 'str'] ['tuple', 'float', 'int']
# expect: late own
# expect: __set__ ['tuple', 'float', 'int', 'float'] ['tuple', 'float', 'int']
# expect: late stored
# expect: late stored
# expect: __delete__
# expect: gone ['tuple', 'Late', 'LateChild', 'str'] ['tuple', 'Late', 'LateChild']
# expect: ('later', (5,))
# expect: 5
# expect: ('called', (5,))
# expect: ('missing name', <built-in function len>)
