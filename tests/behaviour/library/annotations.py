# typing: aliases, variables, protocols, hints; collections.abc.Callable's arguments; dataclasses' corners.
import collections.abc
import dataclasses
import typing
from typing import (Annotated, Any, Callable, ClassVar, Concatenate, Generic, List, Literal, NamedTuple, Optional,
                    ParamSpec, Protocol, Tuple, TypedDict, TypeVar, Union, get_args, get_type_hints, runtime_checkable)

T = TypeVar('T')
S = TypeVar('S')
P = ParamSpec('P')


class Both(Generic[T, P]):
    pass


print(List[T][int], Tuple[()], Optional[int], Union[int, str, int], Literal[1, True, 1], Callable[[T], S][int, str])
# expect: typing.List[int] typing.Tuple[()] typing.Optional[int] typing.Union[int, str] typing.Literal[1, True] typing.Callable[[int], str]
print(Callable[P, T][[int, str], bytes], Callable[Concatenate[int, P], T], Both[int, [str, int]], Both[int, ...])
# expect: typing.Callable[[int, str], bytes] typing.Callable[typing.Concatenate[int, ~P], ~T] __main__.Both[int, (<class 'str'>, <class 'int'>)] __main__.Both[int, ...]
print(collections.abc.Callable[[int, T], str][bytes], get_args(collections.abc.Callable[[int], str]))
# expect: collections.abc.Callable[[int, bytes], str] ([<class 'int'>], <class 'str'>)
print(List.__name__, List[int].__name__, Any.__name__, Annotated[int, 1].__metadata__, List[int] is List[int])
# expect: List List Any (1,) True
print(Both.__parameters__, Both[T, P].__parameters__, Literal[0] == Literal[False], Union[int, str] == (str | int))
# expect: (~T, ~P) (~T, ~P) False True


def attempt(make):
    try:
        print(make())
    except TypeError as error:
        print(error)
        # expect: Too many arguments for typing.List; actual 2, expected 1
        # expect: Cannot take a Union of no types.
        # expect: typing.ClassVar[int] is not valid as type argument
        # expect: Too few arguments for <class '__main__.Both'>; actual 1, expected 2
        # expect: Callable must be used as Callable[[arg, ...], result].
        # expect: Subscripted generics cannot be used with class and instance checks
        # expect: Parameters to Generic[...] must all be type variables or parameter specification variables.


attempt(lambda: List[int, str])
attempt(lambda: Union[()])
attempt(lambda: ClassVar[ClassVar[int]])
attempt(lambda: Both[int])
attempt(lambda: collections.abc.Callable[int])
attempt(lambda: isinstance(1, List[int]))
attempt(lambda: Generic[int])


@runtime_checkable
class Closes(Protocol):
    name: str

    def close(self): ...


class File:
    name = 'f'

    def close(self): ...


print(isinstance(File(), Closes), isinstance(3, Closes))  # expect: True False
attempt(lambda: issubclass(File, Closes))  # expect: Protocols with non-method members don't support issubclass()
attempt(Closes)  # expect: Protocols cannot be instantiated


class Node:
    next: 'Optional[Node]'
    tag: Annotated['List[Node]', 'x']


print(get_type_hints(Node), get_type_hints(Node, include_extras=True)['tag'].__metadata__)
# expect: {'next': typing.Optional[__main__.Node], 'tag': typing.List[__main__.Node]} ('x',)


class Point(NamedTuple):
    x: int
    y: 'int' = 0


class Movie(TypedDict, total=False):
    name: str


print(Point(1), Point.__annotations__, Movie(name='x'), Movie.__optional_keys__, Movie.__total__)
# expect: Point(x=1, y=0) {'x': <class 'int'>, 'y': ForwardRef('int')} {'name': 'x'} frozenset({'name'}) False


@dataclasses.dataclass(slots=True)
class Slotted:
    a: 'typing.ClassVar[int]'
    b: 'dataclasses.InitVar[int]'
    c: int = dataclasses.field(default=3, init=False)
    d: 'Slotted' = None


print(Slotted(1), Slotted.__slots__, [field.name for field in dataclasses.fields(Slotted)], Slotted.__init__.__qualname__)
# expect: Slotted(c=3, d=None) ('c', 'd') ['c', 'd'] Slotted.__init__
