"""Abstract Base Classes (ABCs) according to PEP 3119."""

from _abc import _share_flags, ref as _ref


def abstractmethod(funcobj):
    """A decorator indicating abstract methods."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A decorator indicating abstract classmethods."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A decorator indicating abstract staticmethods."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A decorator indicating abstract properties."""

    __isabstractmethod__ = True


_registrations = 0


class _Known:
    # Classes by weak reference, so that remembering an answer keeps no class alive.

    def __init__(self):
        self.refs = {}
        self.room = 32

    def __contains__(self, cls):
        found = self.refs.get(id(cls))
        return found is not None and found() is cls

    def add(self, cls):
        if len(self.refs) >= self.room:
            self.refs = {key: found for key, found in self.refs.items() if found() is not None}
            self.room = max(32, 2 * len(self.refs))
        self.refs[id(cls)] = _ref(cls)

    def __iter__(self):
        return iter([cls for cls in (found() for found in self.refs.values()) if cls is not None])


class _State:
    __slots__ = ('registry', 'subclasses', 'others', 'version')

    def __init__(self):
        self.registry, self.subclasses, self.others = _Known(), _Known(), _Known()
        self.version = _registrations


class ABCMeta(type):
    """Metaclass for defining Abstract Base Classes (ABCs)."""

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._abc_impl = _State()
        _find_abstract(cls, namespace.items())
        return cls

    def register(cls, subclass):
        """Register a virtual subclass of an ABC.

        Returns the subclass, to allow usage as a class decorator."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_impl.registry.add(subclass)
        _registrations += 1
        _share_flags(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        said = instance.__class__
        if said in cls._abc_impl.subclasses:
            return True
        real = type(instance)
        return cls.__subclasscheck__(said) or real is not said and cls.__subclasscheck__(real)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        state = cls._abc_impl
        if subclass in state.subclasses:
            return True
        if state.version < _registrations:
            state.others, state.version = _Known(), _registrations
        elif subclass in state.others:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = (cls in getattr(subclass, '__mro__', ())
                      or any(issubclass(subclass, known) for known in state.registry)
                      or any(issubclass(subclass, derived) for derived in cls.__subclasses__()))
        (state.subclasses if answer else state.others).add(subclass)
        return bool(answer)

    def _dump_registry(cls, file=None):
        """Debug helper to print the ABC registry."""
        print(f'Class: {cls.__module__}.{cls.__qualname__}', file=file)
        print(f'Inv. counter: {get_cache_token()}', file=file)

    def _abc_registry_clear(cls):
        """Clear the registry (for debugging or testing)."""
        cls._abc_impl.registry = _Known()

    def _abc_caches_clear(cls):
        """Clear the caches (for debugging or testing)."""
        cls._abc_impl.subclasses, cls._abc_impl.others = _Known(), _Known()


def _find_abstract(cls, items):
    names = {name for name, value in items if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)


def get_cache_token():
    """Returns the current ABC cache token."""
    return _registrations


def update_abstractmethods(cls):
    """Recalculate the set of abstract methods of an abstract class."""
    if hasattr(cls, '__abstractmethods__'):
        _find_abstract(cls, cls.__dict__.items())
    return cls


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using inheritance."""

    __slots__ = ()
