# Enum, IntEnum, Flag, IntFlag, auto and unique.
from enum import *
class Color(Enum):
    RED=1; GREEN=auto(); BLUE='x'; ALIAS=1
    def hi(self): return self.name
print(list(Color), Color.RED, repr(Color.GREEN), Color(1), Color['BLUE'], Color.ALIAS is Color.RED, Color.RED.hi(), len(Color), Color.__members__)
try: Color(99)
except ValueError as e: print(e)
try: Color.RED=5
except AttributeError as e: print(e)
class I(IntEnum):
    A=1;B=2
print(I.A+1, I.B>I.A, f'{I.A}', str(I.A), repr(I.A), I.A==1, I(2), {I.A:1}[1])
class P(Flag):
    R=auto();W=auto();X=auto();RW=R|W
print(P.R|P.X, P.RW, ~P.R, P(0), bool(P(0)), P.R in P.RW, repr(P.R|P.X), P(7), ~P.RW)
class F(IntFlag):
    R=4;W=2;X=1
print(F.R|F.W, F.R|8, ~F.R, F(0), F.R&4, repr(F(15)), F(-1), repr(~F.R), repr(F(8)))
try:
    @unique
    class U(Enum): A=1;B=1
except ValueError as e: print(e)
E=Enum('E','a b c'); print(list(E), E.__module__)
try:
    class Z(Color): pass
except TypeError as e: print(e)
class M(str,Enum):
    A='a'
print(M.A, M.A=='a', f'{M.A}', repr(M.A), M('a'))
class T(Enum):
    A=(1,2)
    def __init__(self,x,y): self.x=x; self.y=y
print(T.A.x,T.A.value, T.A.__class__, isinstance(T.A,T), T.A in T, hash(T.A)==hash('A'))
class O(Enum):
    def _generate_next_value_(name,*a): return name.lower()
    QQ=auto()
    @classmethod
    def _missing_(cls,v): return cls.QQ
print(O.QQ.value,O('zz'), O, type(O), I.__mro__, dir(Color))
try: P(16)
except ValueError as e: print(e)
import copy; print(copy.deepcopy(Color.RED) is Color.RED)
# expect: [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 'x'>] Color.RED <Color.GREEN: 2> Color.RED Color.BLUE True RED 3 {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'BLUE': <Color.BLUE: 'x'>, 'ALIAS': <Color.RED: 1>}
# expect: 99 is not a valid Color
# expect: Cannot reassign members.
# expect: 2 True 1 I.A <I.A: 1> True I.B 1
# expect: P.X|R P.RW P.X|W P.0 False True <P.X|R: 5> P.X|RW|W|R P.X
# expect: F.R|W F.8|R F.W|X F.0 F.R <F.8|R|W|X: 15> F.R|W|X <F.W|X: -5> <F.8: 8>
# expect: duplicate values found in <enum 'U'>: B -> A
# expect: [<E.a: 1>, <E.b: 2>, <E.c: 3>] __main__
# expect: Z: cannot extend enumeration 'Color'
# expect: M.A True a <M.A: 'a'> M.A
# expect: 1 (1, 2) <enum 'T'> True True True
# expect: qq O.QQ <enum 'O'> <class 'enum.EnumMeta'> (<enum 'I'>, <enum 'IntEnum'>, <class 'int'>, <enum 'Enum'>, <class 'object'>) ['BLUE', 'GREEN', 'RED', '__class__', '__doc__', '__members__', '__module__']
# expect: 16 is not a valid P
# expect: True
