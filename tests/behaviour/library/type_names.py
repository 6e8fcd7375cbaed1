# The names of typing as annotations and as bases.
from typing import *
import typing
print(Optional[int], Union[int,str], List[int], Dict[str,'X'], Callable[[int],str], Callable[...,int], Tuple[int,...], Any, ClassVar[int], Literal[1,'a'])
T=TypeVar('T')
class G(Generic[T]):
    def __init__(self,x): self.x=x
print(G[int], G[int](3).x, G.__parameters__, G[int]==G[int], G.__mro__)
class NT(NamedTuple):
    a:int
    b:str='x'
print(NT(1), NT.__annotations__, NT._field_defaults)
class TD(TypedDict, total=False): a:int
print(TD(a=1), TD.__total__, TD.__annotations__)
@runtime_checkable
class Pr(Protocol):
    def meth(self)->int: ...
class Im:
    def meth(self): return 1
print(isinstance(Im(),Pr), isinstance(3,Pr), issubclass(Im,Pr))
def f(a:'int', b:Optional[str]=None)->List['int']: pass
print(get_type_hints(f), get_origin(List[int]), get_args(Dict[int,str]), get_args(Callable[[int],str]))
print(cast(int,'x'), Union[int,int], Optional[None], Union[int,Union[str,float]], Annotated[int,'m'], List, Iterable[T][int], isinstance([],List))
class H(Dict[str,T]): pass
print(H.__mro__, H[int], NewType('U',int)(5), SupportsInt, isinstance(3,SupportsInt), AsyncIterator[int], Awaitable[int], Coroutine[Any,Any,T])
@overload
def o(x:int)->int: ...
def o(x): return x
print(o(1), TYPE_CHECKING, Type[int], AnyStr, int|None, Text)
# expect: typing.Optional[int] typing.Union[int, str] typing.List[int] typing.Dict[str, ForwardRef('X')] typing.Callable[[int], str] typing.Callable[..., int] typing.Tuple[int, ...] typing.Any typing.ClassVar[int] typing.Literal[1, 'a']
# expect: __main__.G[int] 3 (~T,) True (<class '__main__.G'>, <class 'typing.Generic'>, <class 'object'>)
# expect: NT(a=1, b='x') {'a': <class 'int'>, 'b': <class 'str'>} {'b': 'x'}
# expect: {'a': 1} False {'a': <class 'int'>}
# expect: True False True
# expect: {'a': <class 'int'>, 'b': typing.Optional[str], 'return': typing.List[int]} <class 'list'> (<class 'int'>, <class 'str'>) ([<class 'int'>], <class 'str'>)
# expect: x <class 'int'> <class 'NoneType'> typing.Union[int, str, float] typing.Annotated[int, 'm'] typing.List typing.Iterable[int] True
# expect: (<class '__main__.H'>, <class 'dict'>, <class 'typing.Generic'>, <class 'object'>) __main__.H[int] 5 <class 'typing.SupportsInt'> True typing.AsyncIterator[int] typing.Awaitable[int] typing.Coroutine[typing.Any, typing.Any, ~T]
# expect: 1 False typing.Type[int] ~AnyStr int | None <class 'str'>
