from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, EnumMeta
import json, pickle
class Color(Enum):
    RED=1; GREEN=2; BLUE=3; CRIMSON=1
    def __str__(self): return self.name.title()
    @property
    def hex(self): return {1:'#f00',2:'#0f0',3:'#00f'}[self.value]
    @classmethod
    def default(cls): return cls.GREEN
print(Color.RED,repr(Color.RED),Color(2),Color['BLUE'],list(Color),Color.CRIMSON is Color.RED,Color.__members__,len(Color),Color.BLUE.hex,Color.default(),f'{Color.RED} {Color.RED!r:>20}|')
for f in (lambda:Color(9),lambda:Color['X'],lambda:setattr(Color,'RED',2),lambda:Color.RED<Color.BLUE,lambda:Color.RED.x,lambda:Color.YELLOW,lambda:delattr(Color,'RED')):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
try:
    @unique
    class D(Enum): A=1;B=1;C=1
except ValueError as e: print(e)
try:
    class E2(Color): X=1
except TypeError as e: print(e)
class Pr(IntEnum): LOW=auto(); MID=auto(); HIGH=10; MAX=auto()
print(list(Pr),Pr.LOW+1,Pr.HIGH>5,sorted(Pr,reverse=True),Pr.MAX,json.dumps({'p':Pr.HIGH}),[1,2,3][Pr.LOW],f'{Pr.LOW:03d} {Pr.LOW}','%d %s'%(Pr.MID,Pr.MID),Pr(2),isinstance(Pr.LOW,int))
class Perm(Flag): R=auto();W=auto();X=auto();RW=R|W
p=Perm.R|Perm.X; print(p,repr(p),Perm.RW,p&Perm.R,bool(p&Perm.W),~p,p^Perm.X,Perm(7),Perm.R in p,Perm(0),p.value,list(Perm))
class IF(IntFlag): A=1;B=2;C=4
print(IF.A|IF.B,IF(8),IF.A|8,~IF.A,IF.A+1,repr(IF(0)),IF.C in IF(7))
class Auto(Enum):
    def _generate_next_value_(name,start,count,last): return name.lower()
    ONE=auto();TWO=auto()
print([a.value for a in Auto],Auto('one'))
class Planet(Enum):
    EARTH=(5.976e24,6.37814e6); MARS=(6.421e23,3.3972e6)
    def __init__(self,mass,radius): self.mass=mass;self.radius=radius
    @property
    def g(self): return 6.673e-11*self.mass/self.radius**2
for q in Planet: print(q,q.value,f'{q.g:.3f}',q.name)
class Ord(Enum):
    A='a';B='b'
    def __lt__(self,o):
        if self.__class__ is o.__class__: return self.value<o.value
        return NotImplemented
print(sorted([Ord.B,Ord.A]),Ord.A in Ord,{Ord.A:1},Ord.A==Ord.A,Ord.A!='a',hash(Ord.A)==hash('A'),pickle.loads(pickle.dumps(Ord.A)) is Ord.A)
An=Enum('An','CAT DOG'); print(list(An),An.CAT.value,An.__module__); B2=Enum('B2',{'x':1,'y':'z'}); print(list(B2)); I2=IntEnum('I2',['p','q'],start=5); print(list(I2))
class Str(str,Enum): A='aa'; B='bb'
print(Str.A=='aa',Str.A.upper(),Str('bb'),json.dumps(Str.A),f'{Str.A}',str(Str.A),'%s'%Str.A,Str.A+'x',''.join([Str.A,Str.B]))
class Miss(Enum):
    Y='yes';N='no'
    @classmethod
    def _missing_(cls,v):
        for m in cls:
            if m.value[0]==str(v).lower()[0]: return m
print(Miss('YEAH'),Miss('n'))
try: Miss('q')
except ValueError as e: print(e)
class Ign(Enum):
    _ignore_='i'
    i=None
    A=1
    class Inner: pass
    def meth(self): return self.value*2
print(list(Ign)[0].meth(),Color.RED.name,Color.RED.value,type(Color.RED),isinstance(Color,EnumMeta),dir(Color.RED)[:3])
match Color.GREEN:
    case Color.RED: print('r')
    case Color.GREEN: print('g')
print(Color.__doc__,Perm.__doc__,Pr.LOW.real,Pr.LOW.__class__)
