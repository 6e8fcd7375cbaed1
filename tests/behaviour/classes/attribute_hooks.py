# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class Hooked:
    def __getattr__(self, name):
        if name.startswith('dyn_'): return name[4:]
        raise AttributeError(f'no {name}')
    def __setattr__(self, name, value):
        print('set', name, value)  # expect: set x 1
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print('del', name)
        super().__delattr__(name)
    def __dir__(self): return ['b', 'a']
h = Hooked()
h.x = 1
print(h.x, h.dyn_foo, hasattr(h, 'nope'), getattr(h, 'nope', 'default'), dir(h))
# expect: 1 foo False default ['a', 'b']
del h.x  # expect: del x
try:
    h.x
except AttributeError as e:
    print(e)  # expect: no x
class All:
    def __getattribute__(self, name):
        if name == 'secret': raise AttributeError('hidden')
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return 'fallback ' + name
    visible = 'v'
    secret = 's'
print(All().visible, All().secret, All().other)  # expect: v fallback secret fallback other
class PropertyError:
    @property
    def p(self): raise AttributeError('inside')
    def __getattr__(self, name): return 'getattr got ' + name
print(PropertyError().p)  # expect: getattr got p
setattr(h, 'y z', 5)  # expect: set y z 5
print(getattr(h, 'y z'))  # expect: 5
for f in (lambda: getattr(h, 5), lambda: setattr(1, 'x', 2), lambda: setattr(int, 'x', 2), lambda: object().__dict__):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
        # expect: getattr(): attribute name must be string
        # expect: 'int' object has no attribute 'x'
        # expect: cannot set 'x' attribute of immutable type 'int'
        # expect: 'object' object has no attribute '__dict__'
# For a class, object.__getattribute__ takes its own dict as that of an instance: nothing is bound or inherited.
class Meta(type): shared = 'of Meta'
class Base(metaclass=Meta):
    own = property(lambda self: 1)
    shared = 'of Base'
class Derived(Base): pass
print(type(object.__getattribute__(Base, 'own')).__name__, object.__getattribute__(Base, 'shared'), object.__getattribute__(Derived, 'shared'))
# expect: property of Base of Meta
try: object.__getattribute__(Derived, 'own')
except AttributeError as error: print(error)  # expect: 'Meta' object has no attribute 'own'
