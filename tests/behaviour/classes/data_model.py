# The data model: hooks, metaclasses, special methods, descriptors, aliases.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class D:
    def __set_name__(self, o, n): print('set_name', o.__name__, n)
class Base:
    def __init_subclass__(cls, /, k=0, **kw): super().__init_subclass__(**kw); print('init_subclass', cls.__name__, k)
class X(Base, k=5):
    d = D()
# expect: set_name X d
# expect: init_subclass X 5
t(lambda: type('Y',(Base,),{},z=1))  # expect: TypeError Y.__init_subclass__() takes no keyword arguments
class Bad:
    def __set_name__(self, o, n): 1/0
t(lambda: type('Z',(),{'q':Bad()}))  # expect: RuntimeError Error calling __set_name__ on 'Bad' instance 'q' in 'Z'
class M(type):
    def __call__(cls,*a): return ('called', super().__call__(*a))
    def __getattr__(cls, n): return 'meta '+n
    @property
    def p(cls): return 'metaprop'
    def mro(cls): return super().mro()
    def __instancecheck__(cls, x): return x==3
    def __subclasscheck__(cls, x): return x is int
    def __iter__(cls): return iter([1,2])
    def __len__(cls): return 7
    def __contains__(cls, x): return True
    def __getitem__(cls, x): return ('item', x)
class A(metaclass=M):
    def __init__(self, *a): self.a=a
t(lambda: type(A(1)[1]).__name__)  # expect: 'A'
t(lambda: A.zz)  # expect: 'meta zz'
t(lambda: A.p)  # expect: 'metaprop'
t(lambda: isinstance(3,A))  # expect: True
t(lambda: issubclass(int,A))  # expect: True
t(lambda: list(A))  # expect: [1, 2]
t(lambda: len(A))  # expect: 7
t(lambda: 5 in A)  # expect: True
t(lambda: A[4])  # expect: ('item', 4)
t(lambda: A.__mro__)  # expect: (<class '__main__.A'>, <class 'object'>)
class P:
    @property
    def a(self): "doc a"; return 1
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(x): return x
    @classmethod
    @property
    def cp(cls): return 'cp '+cls.__name__
t(lambda: P.a.__doc__)  # expect: 'doc a'
t(lambda: P.c())  # expect: 'P'
t(lambda: P().c())  # expect: 'P'
t(lambda: P.s(1))  # expect: 1
t(lambda: P.cp)  # expect: 'cp P'
t(lambda: P.__dict__['s'](3))  # expect: 3
t(lambda: P.__dict__['c']())  # expect: TypeError 'classmethod' object is not callable
t(lambda: P.c.__func__.__qualname__)  # expect: 'P.c'
t(lambda: P.c.__self__)  # expect: <class '__main__.P'>
t(lambda: P.__dict__['s'].__wrapped__.__name__)  # expect: 's'
t(lambda: P.__dict__['s'].__name__)  # expect: 's'
t(lambda: property(1,2,3,4).__doc__)  # expect: 4
class V:
    def __init__(self,v): self.v=v
    def __add__(self,o): return ('add',self.v,getattr(o,'v',o))
    def __radd__(self,o): return ('radd',self.v,o)
    def __iadd__(self,o): self.v+=o; return self
    def __eq__(self,o): return isinstance(o,V) and self.v==o.v
    def __lt__(self,o): return self.v<o.v
    def __getattr__(self,n): return 'ga '+n
    def __call__(self,*a,**k): return (a,k)
    def __enter__(self): return 'in'
    def __exit__(self,*a): return True
    def __divmod__(self,o): return 'dm'
    def __pow__(self,o,m=None): return ('pow',o,m)
    def __rpow__(self,o): return ('rpow',o)
    def __round__(self,n=None): return ('round',n)
    def __index__(self): return self.v
    def __missing__(self,k): return k
class W(V):
    def __radd__(self,o): return ('W radd',self.v)
v=V(1)
t(lambda: v+1)  # expect: ('add', 1, 1)
t(lambda: 1+v)  # expect: ('radd', 1, 1)
t(lambda: v+W(2))  # expect: ('W radd', 2)
v+=5
t(lambda: v.v)  # expect: 6
t(lambda: v==V(6))  # expect: True
t(lambda: hash(v))  # expect: TypeError unhashable type: 'V'
t(lambda: v<V(9))  # expect: True
t(lambda: v>V(9))  # expect: False
t(lambda: v<=v)  # expect: TypeError '<=' not supported between instances of 'V' and 'V'
t(lambda: v.foo)  # expect: 'ga foo'
t(lambda: v(1,a=2))  # expect: ((1,), {'a': 2})
t(lambda: divmod(v,1))  # expect: 'dm'
t(lambda: pow(v,2))  # expect: ('pow', 2, None)
t(lambda: pow(v,2,3))  # expect: ('pow', 2, 3)
t(lambda: 2**v)  # expect: ('rpow', 2)
t(lambda: round(v,2))  # expect: ('round', 2)
t(lambda: [0,1,2,3,4,5,6,7][v])  # expect: 6
t(lambda: [1,2,3][:V(2)])  # expect: [1, 2]
t(lambda: v!=V(6))  # expect: False
t(lambda: range(V(3)))  # expect: range(0, 3)
V.__sub__=lambda s,o:'late sub'
t(lambda: v-1)  # expect: 'late sub'
t(lambda: W(1)-1)  # expect: 'late sub'
del V.__sub__
t(lambda: v-1)  # expect: TypeError unsupported operand type(s) for -: 'V' and 'int'
V.__len__=lambda s:3
t(lambda: (len(v),bool(W(0))))  # expect: (3, True)
V.__getattribute__=lambda s,n:'gba'
t(lambda: v.x)  # expect: 'gba'
del V.__getattribute__
t(lambda: v.x)  # expect: 'ga x'
class Abs:
    pass
Abs.__abstractmethods__=frozenset(['b','a'])
t(lambda: Abs())  # expect: TypeError Can't instantiate abstract class Abs with abstract methods a, b
Abs.__abstractmethods__=frozenset(['b'])
t(lambda: Abs())  # expect: TypeError Can't instantiate abstract class Abs with abstract method b
class Dd(dict):
    def __missing__(self,k): return ('missing',k)
t(lambda: Dd()[1])  # expect: ('missing', 1)
t(lambda: Dd(a=1))  # expect: {'a': 1}
class Li(list):
    def __getitem__(self,i): return 'x'
    def __len__(self): return 99
t(lambda: (Li([1])[0], len(Li()), list(Li([1,2]))))  # expect: ('x', 99, [1, 2])
class In(int):
    def __add__(self,o): return 'in add'
    def __new__(cls,x): return super().__new__(cls,x*2)
t(lambda: (In(4), In(4)+1, 1+In(4), In(4)-1, repr(In(3)), In(3)==6, hash(In(3))))
# expect: (8, 'in add', 9, 7, '6', True, 6)
t(lambda: In(2).__class__)  # expect: <class '__main__.In'>
class Str(str):
    def __str__(self): return 'custom'
t(lambda: (str(Str('a')), '%s'%Str('a'), f'{Str("a")}', Str('a')+'b', Str('ab')=='ab', {Str('a'):1}['a']))
# expect: ('custom', 'custom', 'custom', 'ab', True, 1)
class Ex(Exception):
    def __str__(self): return 'exs'
t(lambda: (str(Ex(1)), repr(Ex(1,2)), Ex(1).args))  # expect: ('exs', 'Ex(1, 2)', (1,))
import_ok=True
t(lambda: type.__dict__['__doc__'].__class__)  # expect: <class 'getset_descriptor'>
t(lambda: type(int.__dict__['from_bytes']))  # expect: <class 'classmethod_descriptor'>
t(lambda: type.mro(int))  # expect: [<class 'int'>, <class 'object'>]
t(lambda: int.mro())  # expect: [<class 'int'>, <class 'object'>]
t(lambda: type.__subclasses__(bool))  # expect: []
t(lambda: bool.__base__)  # expect: <class 'int'>
t(lambda: (int.__name__,int.__qualname__,int.__module__,int.__bases__))
# expect: ('int', 'int', 'builtins', (<class 'object'>,))
def f(a,b=2,*c,d,e=5,**g)->int: "docf"; return a
t(lambda:(f.__defaults__,f.__kwdefaults__,f.__annotations__,f.__doc__,f.__name__,f.__qualname__,f.__module__,f.__dict__,f.__closure__))
# expect: ((2,), {'e': 5}, {'return': <class 'int'>}, 'docf', 'f', 'f', '__main__', {}, None)
f.attr=3
t(lambda:(f.attr,f.__dict__))  # expect: (3, {'attr': 3})
f.__defaults__=(7,8)
t(lambda: f(d=1))  # expect: 7
f.__kwdefaults__=None
t(lambda: f(1))  # expect: TypeError f() missing 2 required keyword-only arguments: 'd' and 'e'
c=f.__code__
t(lambda:(c.co_argcount,c.co_kwonlyargcount,c.co_varnames,c.co_flags,c.co_name,c.co_names,c.co_nlocals,c.co_stacksize))
# expect: (2, 2, ('a', 'b', 'd', 'e', 'c', 'g'), 79, 'f', (), 6, 1)
t(lambda: c.replace(co_name='zz').co_name)  # expect: 'zz'
t(lambda: c==c.replace())  # expect: True
t(lambda: list(c.co_lines()))  # expect: [(0, 4, 151)]
t(lambda: (1).__class__)  # expect: <class 'int'>
t(lambda: None.__class__)  # expect: <class 'NoneType'>
t(lambda: type(None)())  # expect: None
t(lambda: type(None)(1))  # expect: TypeError NoneType takes no arguments
t(lambda: type(...)())  # expect: Ellipsis
t(lambda: (NotImplemented,Ellipsis))  # expect: (NotImplemented, Ellipsis)
t(lambda: None.x)  # expect: AttributeError 'NoneType' object has no attribute 'x'
t(lambda: bool(None))  # expect: False
class G:
    __slots__=('__dict__','a','__weakref__')
g=G()
g.a=1
g.b=2
t(lambda:(g.a,g.b,g.__dict__))  # expect: (1, 2, {'b': 2})
class H(G): __slots__=('c',)
h=H()
h.a=1
h.c=3
t(lambda:(h.a,h.c,H.__slots__,sorted(H.__dict__)))
# expect: (1, 3, ('c',), ['__doc__', '__module__', '__slots__', 'c'])
class Priv: 
    __slots__=('__p',)
    def __init__(self): self.__p=4
    def get(self): return self.__p
t(lambda: Priv().get())  # expect: 4
t(lambda: Priv()._Priv__p)  # expect: 4
t(lambda: Priv().__dict__)  # expect: AttributeError 'Priv' object has no attribute '__dict__'
t(lambda: list[int][str])  # expect: TypeError There are no type variables left in list[int]
t(lambda: (list[int]==list[int], hash(list[int])==hash(list[int]), list[int].__origin__, list[int].__args__, list[int]([1,2]), dict[str,int]))
# expect: (True, True, <class 'list'>, (<class 'int'>,), [1, 2], dict[str, int])
t(lambda: isinstance([],list[int]))  # expect: TypeError isinstance() argument 2 cannot be a parameterized generic
t(lambda: int|'a')  # expect: TypeError unsupported operand type(s) for |: 'type' and 'str'
t(lambda: (int|str)==(str|int))  # expect: True
t(lambda: tuple[int,...])  # expect: tuple[int, ...]
t(lambda: list[int].append)  # expect: <method 'append' of 'list' objects>
t(lambda: (int|str).__args__)  # expect: (<class 'int'>, <class 'str'>)
t(lambda: iter(list[int]))  # expect: TypeError 'types.GenericAlias' object is not iterable
class Sub(list[int]): pass
t(lambda: (Sub.__bases__, Sub.__orig_bases__, Sub.__mro__))
# expect: ((<class 'list'>,), (list[int],), (<class '__main__.Sub'>, <class 'list'>, <class 'object'>))
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
t(lambda: CG[1])  # expect: ('CG', 1)
class Cmp:
    def __eq__(s,o): return NotImplemented
t(lambda: Cmp()==Cmp())  # expect: False
t(lambda: Cmp()!=1)  # expect: True
t(lambda: Cmp.__hash__)  # expect: None
class It:
    def __init__(s): s.n=0
    def __iter__(s): return s
    def __next__(s):
        s.n+=1
        if s.n>3: raise StopIteration('end')
        return s.n
t(lambda: list(It()))  # expect: [1, 2, 3]
t(lambda: sum(It()))  # expect: 6
i=It()
t(lambda: [next(i),next(i),next(i)])  # expect: [1, 2, 3]
t(lambda: next(i))  # expect: StopIteration end
t(lambda: next(i,'def'))  # expect: 'def'
t(lambda: 2 in It())  # expect: True
a,*b=It()
t(lambda: (a,b))  # expect: (1, [2, 3])
t(lambda: max(It()))  # expect: 3
t(lambda: dict(zip(It(),It())))  # expect: {1: 1, 2: 2, 3: 3}
