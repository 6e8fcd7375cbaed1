# Protocols: classes whose subclasses are told by what they have.

_TYPING_INTERNALS = ['__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol']
_SPECIAL_NAMES = ['__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                  '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__']
# What every class has is no part of a protocol.
EXCLUDED_ATTRIBUTES = [*_TYPING_INTERNALS, *_SPECIAL_NAMES, '_MutableMapping__marker']
# Classes elsewhere that are as good as protocols, by module.
_PROTO_ALLOWLIST = {'collections.abc': 'Callable Awaitable Iterable Iterator AsyncIterable Hashable Sized Container '
                                       'Collection Reversible'.split(),
                    'contextlib': 'AbstractContextManager AbstractAsyncContextManager'.split()}
_NOT_RUNTIME = 'Instance and class checks can only be used with @runtime_checkable protocols'


def _get_protocol_attrs(cls):
    """The names that make up a protocol."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            names.update(base.__dict__, getattr(base, '__annotations__', ()))
    names.difference_update(EXCLUDED_ATTRIBUTES)
    return {name for name in names if not name.startswith('_abc_')}


def _members(cls):
    """The same, and whether each is a method."""
    return {name: callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls)}


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is _no_init_or_replace_init:
        # The first call finds the __init__ that the class would have had; object has one for certain.
        inits = (vars(base).get('__init__', _no_init_or_replace_init) for base in cls.__mro__)
        cls.__init__ = next(init for init in inits if init is not _no_init_or_replace_init)
        cls.__init__(self, *args, **kwargs)


def _may_not_fail(depth):
    """Whether `abc` or `functools` asks, for which a refusal is no error."""
    try:
        return sys._getframe(depth).f_globals.get('__name__') in ('abc', 'functools')
    except ValueError:
        return True


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, '_is_protocol', False)
        if is_protocol and not (getattr(cls, '_is_runtime_protocol', False) or _may_not_fail(2)):
            raise TypeError(_NOT_RUNTIME)
        members = _members(cls) if is_protocol else {}
        if all(members.values()) and issubclass(instance.__class__, cls):
            return True
        if is_protocol:
            # A method that is set to None is not there.
            for name, is_method in members.items():
                if not hasattr(instance, name) or is_method and getattr(instance, name) is None:
                    break
            else:
                return True
        return super().__instancecheck__(instance)


def _has_member(other, name):
    """Whether a class or one of its protocols has the attribute, not set to None."""
    is_protocol = issubclass(other, Generic) and other._is_protocol
    for base in other.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        if is_protocol:
            annotated = getattr(base, '__annotations__', None)
            if isinstance(annotated, collections.abc.Mapping) and name in annotated:
                return True
    return False


def _subclass_hook(cls, other):
    """What issubclass asks a protocol, which is set for every class below Protocol."""
    if not vars(cls).get('_is_protocol'):
        return NotImplemented
    refusal, members = None, ()
    if getattr(cls, '_is_runtime_protocol', False):
        members = _members(cls)
        if not all(members.values()):
            refusal = "Protocols with non-method members don't support issubclass()"
    else:
        refusal = _NOT_RUNTIME
    if refusal is not None:
        if _may_not_fail(3):
            return NotImplemented
        raise TypeError(refusal)
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')
    return all(_has_member(other, name) for name in members) or NotImplemented


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base of classes whose subclasses are all that have their attributes."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        own = vars(cls)
        if not own.get('_is_protocol'):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in own:
            cls.__subclasshook__ = types.MethodType(_subclass_hook, cls)
        if cls._is_protocol:
            for base in cls.__bases__:
                if not (base in (object, Generic) or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
                        or issubclass(base, Generic) and base._is_protocol):
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Decorator of protocols that isinstance() and issubclass() may be asked about."""
    if issubclass(cls, Generic) and cls._is_protocol:
        cls._is_runtime_protocol = True
        return cls
    raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
