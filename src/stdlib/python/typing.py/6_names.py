# The generic classes of other modules under their old names, and the protocols of one method.

T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co, V_co, VT_co = (TypeVar(_name, covariant=True) for _name in ('T_co', 'V_co', 'VT_co'))
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)
Text = str

Callable = _CallableType(collections.abc.Callable, 2)
Callable.__doc__ = 'Callable type; Callable[[int], str] is a function of (int) -> str.'
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Tuple.__doc__ = 'Tuple type; Tuple[X, Y] is the cross-product type of X and Y.'
List = _SpecialGenericAlias(list, 1, inst=False, name='List')
Dict = _SpecialGenericAlias(dict, 2, inst=False, name='Dict')
Set = _SpecialGenericAlias(set, 1, inst=False, name='Set')
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name='FrozenSet')
Type = _SpecialGenericAlias(type, 1, inst=False, name='Type')
Type.__doc__ = 'A special construct usable to annotate class objects.'
Deque = _SpecialGenericAlias(collections.deque, 1, name='Deque')
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2)
Counter = _SpecialGenericAlias(collections.Counter, 1)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2)
AbstractSet = _SpecialGenericAlias(collections.abc.Set, 1, name='AbstractSet')
ContextManager = _SpecialGenericAlias(contextlib.AbstractContextManager, 1, name='ContextManager')
AsyncContextManager = _SpecialGenericAlias(contextlib.AbstractAsyncContextManager, 1, name='AsyncContextManager')
for _name, _count in dict(
        Hashable=0, Sized=0, ByteString=0, Awaitable=1, AsyncIterable=1, AsyncIterator=1, Iterable=1, Iterator=1,
        Reversible=1, Container=1, Collection=1, MutableSet=1, Sequence=1, MutableSequence=1, KeysView=1,
        ValuesView=1, ItemsView=2, Mapping=2, MutableMapping=2, MappingView=1, AsyncGenerator=2, Coroutine=3,
        Generator=3).items():
    globals()[_name] = _SpecialGenericAlias(getattr(collections.abc, _name), _count)
del _name, _count


def _supports(method, result, *bases, **parameters):
    """A protocol of one method, named by it."""
    def ask(self, ndigits=0):
        pass

    if not parameters:
        def ask(self):
            pass
    ask.__name__, ask.__annotations__ = method, {**parameters, 'return': result}
    name = 'Supports' + method.strip('_').title()
    ask.__qualname__ = f'{name}.{method}'
    body = {'__module__': __name__, '__doc__': f'What has {method}.', '__slots__': (), method: abstractmethod(ask)}
    return runtime_checkable(types.new_class(name, bases or (Protocol,), exec_body=lambda space: space.update(body)))


SupportsInt, SupportsFloat = _supports('__int__', int), _supports('__float__', float)
SupportsComplex, SupportsBytes = _supports('__complex__', complex), _supports('__bytes__', bytes)
SupportsIndex = _supports('__index__', int)
SupportsAbs = _supports('__abs__', T_co, Protocol[T_co])
SupportsRound = _supports('__round__', T_co, Protocol[T_co], ndigits=int)


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO: what open() gives."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """What open() gives in binary mode."""

    __slots__ = ()


class TextIO(IO[str]):
    """What open() gives in text mode."""

    __slots__ = ()


def _add_methods(cls, properties, methods):
    for name in properties:
        setattr(cls, name, property(abstractmethod(_abstract(name))))
    for name in methods:
        setattr(cls, name, abstractmethod(_abstract(name)))


def _abstract(name):
    def method(self, *args):
        pass
    method.__name__ = name
    return method


_add_methods(IO, ['mode', 'name', 'closed'], [
    'close', 'fileno', 'flush', 'isatty', 'read', 'readable', 'readline', 'readlines', 'seek', 'seekable', 'tell',
    'truncate', 'writable', 'write', 'writelines', '__enter__', '__exit__'])
_add_methods(BinaryIO, [], ['write', '__enter__'])
_add_methods(TextIO, ['buffer', 'encoding', 'errors', 'line_buffering', 'newlines'], ['__enter__'])


class _Patterns(type):
    def __getattr__(cls, name):
        if name in cls.__all__:
            return __getattr__(name)
        raise AttributeError(f'type object {cls.__name__!r} has no attribute {name!r}')


class io:
    """The module typing.io."""

    __all__ = ['IO', 'TextIO', 'BinaryIO']
    IO, TextIO, BinaryIO = IO, TextIO, BinaryIO


class re(metaclass=_Patterns):
    """The module typing.re."""

    __all__ = ['Pattern', 'Match']


for _space in io, re:
    _space.__name__ = f'{__name__}.{_space.__name__}'
    sys.modules[_space.__name__] = _space
del _space


def __getattr__(name):
    if name in ('Pattern', 'Match'):
        import re
        value = globals()[name] = _SpecialGenericAlias(getattr(re, name), 1)
        return value
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
