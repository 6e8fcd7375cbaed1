# inspect runs no code of what it looks at, signatures of partial methods and modules' functions, aliases in aliases
import abc
import asyncio
import collections
import collections.abc
import contextlib
import functools
import inspect
import traceback
import types
import typing


class Keeper:
    def keep(self, what, *more):
        pass

    kept = functools.partialmethod(keep, 1)
    __slots__ = {'power': 'in kilowatts'}


print(inspect.signature(Keeper.kept), inspect.signature(Keeper().kept), inspect.signature(len))
# expect: (self, *more) (*more) (obj, /)
print(inspect.getdoc(Keeper.power))  # expect: in kilowatts
bound = inspect.signature(lambda a, /, b=2, *c, d=4, **e: 0)
arguments = bound.bind_partial(1, d=3, f=5)
arguments.apply_defaults()
print(arguments.args, arguments.kwargs)  # expect: (1, 2) {'d': 3, 'f': 5}
try:
    inspect.signature(lambda a=1, /, **k: 0).bind(a=2)
except TypeError as error:
    print(error)  # expect: 'a' parameter is positional only, but was passed as a keyword
for given in functools.partial(lambda a, b, *c, d=1, **e: 0, b=5), functools.partial(lambda a, b, c: 0, 1, c=2):
    print(inspect.signature(given))
    # expect: (a, *, b=5, d=1, **e)
    # expect: (b, *, c=2)


class Shy(dict):
    shown = 3

    @property
    def __dict__(self):
        print('asked')
        return {}

    @property
    def __class__(self):
        print('asked')
        return object


print(inspect.getattr_static(Shy(), 'shown'), inspect.getattr_static(Shy, 'nothing', 'default'))  # expect: 3 default


class Watched(metaclass=abc.ABCMeta):
    def __init_subclass__(cls):
        print(inspect.isabstract(cls))


class Unfinished(Watched):  # expect: True
    @abc.abstractmethod
    def end(self):
        pass


class Finished(Unfinished):  # expect: False
    def end(self):
        pass


print(inspect.isabstract(Unfinished), inspect.isabstract(Finished))  # expect: True False
print(list[collections.abc.Callable[[int], str]])  # expect: list[collections.abc.Callable[[int], str]]
print(typing.List[int].__doc__, typing.io.IO is typing.IO)  # expect: None True
print(collections.Counter(a='x', b=(1,)))  # expect: Counter({'a': 'x', 'b': (1,)})
print(collections.Counter(a=True) + collections.Counter(b=True))  # expect: Counter({'a': 1, 'b': True})


@contextlib.asynccontextmanager
async def manager():
    yield


async def fail():
    async with manager():
        1 / 0

try:
    asyncio.run(fail())
except ZeroDivisionError as error:
    print([entry.name for entry in traceback.extract_tb(error.__traceback__)][-2:][1:])  # expect: ['fail']
    names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
    print('manager' in names, '__aexit__' in names)  # expect: False False

nothing = types.DynamicClassAttribute(len)
try:
    nothing.__set__(1, 2)
except AttributeError as error:
    print(error)  # expect: can't set attribute
print(traceback.StackSummary.from_list([('f', 1, 'g', 'x')] * 5).format()[-1:])
# expect: ['  [Previous line repeated 2 more times]\n']
