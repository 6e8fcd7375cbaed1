"""Abstract base classes: abstract methods, and virtual subclasses (PEP 3119)."""

from _abc import _share_flags, ref as _ref


def abstractmethod(funcobj):
    """Decorator: the method must be overridden before a class can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class _Abstract:
    # Marks the function as well as itself.

    __slots__ = ()
    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractclassmethod(_Abstract, classmethod):
    """Both decorators at once, from before they could be stacked."""


class abstractstaticmethod(_Abstract, staticmethod):
    """Both decorators at once, from before they could be stacked."""


class abstractproperty(property):
    """A property that is abstract even if its functions are not."""

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
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._abc_impl = _State()
        _find_abstract(cls, namespace.items())
        return cls

    def register(cls, subclass):
        """Makes a class count as a subclass; gives it, so that this can be a decorator."""
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
        """What isinstance() asks."""
        said = instance.__class__
        if said in cls._abc_impl.subclasses:
            return True
        real = type(instance)
        return cls.__subclasscheck__(said) or real is not said and cls.__subclasscheck__(real)

    def __subclasscheck__(cls, subclass):
        """What issubclass() asks."""
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
        """Prints what is kept for the class."""
        print(f'Class: {cls.__module__}.{cls.__qualname__}', file=file)
        print(f'Inv. counter: {get_cache_token()}', file=file)

    def _abc_registry_clear(cls):
        """Forgets the virtual subclasses, for tests."""
        cls._abc_impl.registry = _Known()

    def _abc_caches_clear(cls):
        """Forgets the answers that were given, for tests."""
        cls._abc_impl.subclasses, cls._abc_impl.others = _Known(), _Known()


def _find_abstract(cls, items):
    names = {name for name, value in items if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)


def get_cache_token():
    """A number that changes when a virtual subclass is registered."""
    return _registrations


def update_abstractmethods(cls):
    """Looks again for the abstract methods of a class that was given others."""
    if hasattr(cls, '__abstractmethods__'):
        _find_abstract(cls, cls.__dict__.items())
    return cls


class ABC(metaclass=ABCMeta):
    """A class whose subclasses are abstract base classes without naming the metaclass."""

    __slots__ = ()
