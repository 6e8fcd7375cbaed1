"""Names for the classes that have none among the builtins, and help for making classes."""
import sys


def _function():
    pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
SimpleNamespace = type(sys.implementation)


def _cell():
    x = 1

    def inner():
        return x
    return inner.__closure__[0]


CellType = type(_cell())


def _generator():
    yield


GeneratorType = type(_generator())


async def _coroutine():
    pass


_coroutine = _coroutine()
CoroutineType = type(_coroutine)
_coroutine.close()


async def _async_generator():
    yield


AsyncGeneratorType = type(_async_generator())


class _Class:
    def method(self):
        pass


MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(sys)
# What the attributes of builtin classes are.
_of_int = vars(int)
MappingProxyType = type(_of_int)
ClassMethodDescriptorType, GetSetDescriptorType = type(_of_int['from_bytes']), type(_of_int['real'])
WrapperDescriptorType, MethodDescriptorType = type(_of_int['__add__']), type(_of_int['bit_length'])
MethodWrapperType = type((0).__add__)

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

MemberDescriptorType = type(vars(FunctionType)['__globals__'])
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType, NotImplementedType = type(None), type(NotImplemented)

del _function, _cell, _generator, _coroutine, _async_generator, _Class, _of_int


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Makes a class as a class statement would."""
    resolved = resolve_bases(bases)
    metaclass, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return metaclass(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replaces bases that are no classes by what their __mro_entries__ gives."""
    resolved = []
    changed = False
    for base in bases:
        if (isinstance(base, type) and not isinstance(base, GenericAlias)) or not hasattr(base, '__mro_entries__'):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        changed = True
        if not isinstance(entries, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        resolved.extend(entries)
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Metaclass, namespace and remaining keywords for a new class."""
    kwds = {} if kwds is None else dict(kwds)
    if 'metaclass' in kwds:
        metaclass = kwds.pop('metaclass')
    else:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    if hasattr(metaclass, '__prepare__'):
        namespace = metaclass.__prepare__(name, bases, **kwds)
    else:
        namespace = {}
    return metaclass, namespace, kwds


def _most_derived(metaclass, bases):
    winner = metaclass
    for base in bases:
        other = type(base)
        if issubclass(winner, other):
            continue
        if not issubclass(other, winner):
            raise TypeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) '
                            'subclass of the metaclasses of all its bases')
        winner = other
    return winner


class DynamicClassAttribute:
    """A property that only instances have: on the class, the metaclass's __getattr__ is asked."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = True if getattr(fget, '__isabstractmethod__', False) else False

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError('unreadable attribute')
            return self.fget(instance)
        if not self.__isabstractmethod__:
            raise AttributeError()
        return self

    def _change(self, function, fault, *args):
        if function is None:
            raise AttributeError(fault)
        function(*args)

    def __set__(self, instance, value):
        self._change(self.fset, "can't set attribute", instance, value)

    def __delete__(self, instance):
        self._change(self.fdel, "can't delete attribute", instance)

    def _with(self, **changed):
        parts = {'fget': self.fget, 'fset': self.fset, 'fdel': self.fdel, 'doc': self.__doc__} | changed
        made = type(self)(*parts.values())
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        return self._with(fget=fget, doc=self.overwrite_doc and fget.__doc__ or self.__doc__)

    def setter(self, fset):
        return self._with(fset=fset)

    def deleter(self, fdel):
        return self._with(fdel=fdel)


def _of_wrapped(name):
    return property(lambda self: getattr(self._GeneratorWrapper__wrapped, name))


class _GeneratorWrapper:
    """A generator-like object as an awaitable."""

    def __init__(self, gen):
        self.__wrapped = gen
        for name in '__name__', '__qualname__':
            setattr(self, name, getattr(gen, name, None))

    def send(self, value):
        return self.__wrapped.send(value)

    def throw(self, kind, *rest):
        return self.__wrapped.throw(kind, *rest)

    def close(self):
        return self.__wrapped.close()

    gi_code = cr_code = _of_wrapped('gi_code')
    gi_frame = cr_frame = _of_wrapped('gi_frame')
    gi_running = cr_running = _of_wrapped('gi_running')
    gi_yieldfrom = cr_await = _of_wrapped('gi_yieldfrom')

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped if self.__wrapped.__class__ is GeneratorType else self

    __await__ = __iter__


def _is_generator_like(value):
    # By the class that it names, as isinstance() goes.
    cls = value.__class__
    methods = 'send', 'throw', 'close', '__iter__', '__next__'
    return all(hasattr(cls, name) for name in methods) and not hasattr(cls, '__await__')


def coroutine(func):
    """Makes what a generator function gives awaitable."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if func.__class__ is FunctionType and getattr(func, '__code__', None).__class__ is CodeType:
        flags = func.__code__.co_flags
        if flags & 0x180:
            return func
        if flags & 0x20:
            func.__code__ = _iterable_coroutine(func.__code__)
            return func

    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        if result.__class__ is CoroutineType or (
                result.__class__ is GeneratorType and result.gi_code.co_flags & 0x100):
            return result
        if _is_generator_like(result):
            return _GeneratorWrapper(result)
        return result

    for name in '__module__', '__name__', '__qualname__', '__doc__':
        try:
            setattr(wrapped, name, getattr(func, name))
        except AttributeError:
            pass
    wrapped.__dict__.update(getattr(func, '__dict__', {}))
    wrapped.__wrapped__ = func
    return wrapped


__all__ = [name for name in globals() if not name.startswith('_') and name != 'sys']
