# Protocols: classes whose subclasses are told by what they have.

_TYPING_INTERNALS = ['__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol']
_SPECIAL_NAMES = ['__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__',
                  '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__']
# What every class has is no part of a protocol.
EXCLUDED_ATTRIBUTES = _TYPING_INTERNALS + _SPECIAL_NAMES + ['_MutableMapping__marker']
_PROTO_ALLOWLIST = {
    'collections.abc': ['Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'Hashable', 'Sized',
                        'Container', 'Collection', 'Reversible'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'],
}
_NOT_RUNTIME = 'Instance and class checks can only be used with @runtime_checkable protocols'


def _get_protocol_attrs(cls):
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            attrs.update(base.__dict__, getattr(base, '__annotations__', {}))
    return {attr for attr in attrs if not attr.startswith('_abc_') and attr not in EXCLUDED_ATTRIBUTES}


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, attr, None)) for attr in _get_protocol_attrs(cls))


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    # The first call finds the __init__ that the class would have had.
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _allow_reckless_class_checks(depth=3):
    """Whether `abc` or `functools` asks, which must not fail."""
    try:
        return sys._getframe(depth).f_globals.get('__name__') in ('abc', 'functools')
    except ValueError:
        return True


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, '_is_protocol', False)
        if (is_protocol and not getattr(cls, '_is_runtime_protocol', False)
                and not _allow_reckless_class_checks(depth=2)):
            raise TypeError(_NOT_RUNTIME)
        if (not is_protocol or _is_callable_members_only(cls)) and issubclass(instance.__class__, cls):
            return True
        if is_protocol and all(
                hasattr(instance, attr)
                and (not callable(getattr(cls, attr, None)) or getattr(instance, attr) is not None)
                for attr in _get_protocol_attrs(cls)):
            return True
        return super().__instancecheck__(instance)


def _has_member(other, attr):
    """Whether a class or one of its protocols has the attribute, not set to None."""
    for base in other.__mro__:
        if attr in base.__dict__:
            return base.__dict__[attr] is not None
        annotations = getattr(base, '__annotations__', {})
        if (isinstance(annotations, collections.abc.Mapping) and attr in annotations
                and issubclass(other, Generic) and other._is_protocol):
            return True
    return False


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            if not getattr(cls, '_is_runtime_protocol', False):
                if _allow_reckless_class_checks():
                    return NotImplemented
                raise TypeError(_NOT_RUNTIME)
            if not _is_callable_members_only(cls):
                if _allow_reckless_class_checks():
                    return NotImplemented
                raise TypeError("Protocols with non-method members don't support issubclass()")
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            return True if all(_has_member(other, attr) for attr in _get_protocol_attrs(cls)) else NotImplemented

        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
                    or issubclass(base, Generic) and base._is_protocol):
                raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


