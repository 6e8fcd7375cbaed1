# Fields, generated methods and errors of dataclasses.
from dataclasses import *
from dataclasses import KW_ONLY
@dataclass
class P:
    x: int
    y: int = 2
    z: list = field(default_factory=list, repr=False, compare=False)
p=P(1); print(p, p==P(1), p!=P(2), P.__match_args__, fields(P)[0].name, P.__doc__)
@dataclass(frozen=True, order=True)
class Q:
    a: int
    b: str = 'k'
q=Q(1); print(q, hash(q)==hash(Q(1)), q<Q(2), asdict(q), astuple(q), replace(q,b='z'))
try: q.a=3
except FrozenInstanceError as e: print(e)
@dataclass
class R(P):
    _: KW_ONLY
    w: int
    v: InitVar[int] = 5
    def __post_init__(self, v): self.vv=v
print(R(1,w=3), R(1,w=3).vv, R.__init__.__annotations__.keys(), is_dataclass(R))
try:
    @dataclass
    class S:
        a: list = []
except ValueError as e: print(e)
@dataclass(slots=True)
class T: a:int; b:int=3
t=T(1); print(t, T.__slots__, hasattr(t,'__dict__'))
try: P()
except TypeError as e: print(e)
print(make_dataclass('X',['a',('b',int),('c',int,field(default=3))])(1,2))
# expect: P(x=1, y=2) True True ('x', 'y', 'z') x P(x: int, y: int = 2, z: list = <factory>)
# expect: Q(a=1, b='k') True True {'a': 1, 'b': 'k'} (1, 'k') Q(a=1, b='z')
# expect: cannot assign to field 'a'
# expect: R(x=1, y=2, w=3) 5 dict_keys(['x', 'y', 'z', 'w', 'v', 'return']) True
# expect: mutable default <class 'list'> for field a is not allowed: use default_factory
# expect: T(a=1, b=3) ('a', 'b') False
# expect: P.__init__() missing 1 required positional argument: 'x'
# expect: X(a=1, b=2, c=3)
