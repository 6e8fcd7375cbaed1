# Messages of attributes, functions, classes, operators and protocols.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class C: 
    x=1
def s(o,n,v): setattr(o,n,v)
t(lambda: s(int,'x',1))  # expect: TypeError cannot set 'x' attribute of immutable type 'int'
t(lambda: delattr(C,'zz'))  # expect: AttributeError zz
t(lambda: s(C,'__name__',1))  # expect: TypeError can only assign string to C.__name__, not 'int'
t(lambda: delattr(C,'__name__'))  # expect: TypeError cannot delete '__name__' attribute of immutable type 'C'
t(lambda: s(int,'__name__','a'))  # expect: TypeError cannot set '__name__' attribute of immutable type 'int'
t(lambda: pow(1,'a','b'))  # expect: TypeError unsupported operand type(s) for ** or pow(): 'int', 'str', 'str'
t(lambda: 1**'a')  # expect: TypeError unsupported operand type(s) for ** or pow(): 'int' and 'str'
t(lambda: C.__abstractmethods__)  # expect: AttributeError __abstractmethods__
t(lambda: type.__abstractmethods__)  # expect: AttributeError __abstractmethods__
t(lambda: s(C,'__doc__',1))  # expect: None
t(lambda: delattr(C,'__doc__'))  # expect: TypeError cannot delete '__doc__' attribute of immutable type 'C'
t(lambda: s(C,'__module__',3))  # expect: None
t(lambda: delattr(C,'__module__'))  # expect: TypeError cannot delete '__module__' attribute of immutable type 'C'
t(lambda: delattr(C,'__qualname__'))
# expect: TypeError cannot delete '__qualname__' attribute of immutable type 'C'
C.__module__='__main__'
t(lambda: type('a'))  # expect: <class 'str'>
t(lambda: type('a',(),{},1))  # expect: TypeError type() takes 1 or 3 arguments
t(lambda: type(1,(),{}))  # expect: TypeError type.__new__() argument 1 must be str, not int
t(lambda: type('a',[],{}))  # expect: TypeError type.__new__() argument 2 must be tuple, not list
t(lambda: type('a',(),[]))  # expect: TypeError type.__new__() argument 3 must be dict, not list
t(lambda: type('a',(),{},x=1))  # expect: TypeError a.__init_subclass__() takes no keyword arguments
t(lambda: type('a\0',(),{}))  # expect: ValueError type name must not contain null characters
t(lambda: type())  # expect: TypeError type() takes 1 or 3 arguments
t(lambda: type(1,x=2))  # expect: TypeError type() takes no keyword arguments
t(lambda: int.__add__())  # expect: TypeError descriptor '__add__' of 'int' object needs an argument
t(lambda: int.__add__('a',1))  # expect: TypeError descriptor '__add__' requires a 'int' object but received a 'str'
t(lambda: int.__add__(1))  # expect: TypeError expected 1 argument, got 0
t(lambda: int.__add__(1,x=2))  # expect: TypeError wrapper __add__() takes no keyword arguments
t(lambda: list.append())  # expect: TypeError unbound method list.append() needs an argument
t(lambda: list.append(1,2))
# expect: TypeError descriptor 'append' for 'list' objects doesn't apply to a 'int' object
t(lambda: (1).__add__(2,3))  # expect: TypeError expected 1 argument, got 2
t(lambda: list.__new__(dict))  # expect: TypeError list.__new__(dict): dict is not a subtype of list
t(lambda: object.__new__(list))  # expect: TypeError object.__new__(list) is not safe, use list.__new__()
t(lambda: object.__new__())  # expect: TypeError object.__new__(): not enough arguments
t(lambda: object.__new__(1))  # expect: TypeError object.__new__(X): X is not a type object (int)
t(lambda: list.__new__())  # expect: TypeError list.__new__(): not enough arguments
t(lambda: list.__new__(1))  # expect: TypeError list.__new__(X): X is not a type object (int)
t(lambda:bool.__new__(int))  # expect: TypeError bool.__new__(int): int is not a subtype of bool
def f(): pass
t(lambda: s(f,'__code__',1))  # expect: TypeError __code__ must be set to a code object
t(lambda: s(f,'__defaults__',1))  # expect: TypeError __defaults__ must be set to a tuple object
t(lambda: s(f,'__kwdefaults__',1))  # expect: TypeError __kwdefaults__ must be set to a dict object
t(lambda: s(f,'__annotations__',1))  # expect: TypeError __annotations__ must be set to a dict object
t(lambda: s(f,'__dict__',1))  # expect: TypeError __dict__ must be set to a dictionary, not a 'int'
t(lambda: s(f,'__name__',1))  # expect: TypeError __name__ must be set to a string object
t(lambda: s(f,'__qualname__',1))  # expect: TypeError __qualname__ must be set to a string object
t(lambda: s(f,'__closure__',1))  # expect: AttributeError readonly attribute
t(lambda: s(f,'__globals__',1))  # expect: AttributeError readonly attribute
t(lambda: delattr(f,'__code__'))  # expect: TypeError __code__ must be set to a code object
t(lambda: delattr(f,'__name__'))  # expect: TypeError __name__ must be set to a string object
t(lambda: delattr(f,'__dict__'))  # expect: TypeError cannot delete __dict__
t(lambda: s(f,'__code__',(lambda:x).__code__))  # expect: None
def g():
    x=1
    def h(): return x
    return h
FT=type(f)
MT=type(C().__init__)
class D:
    def m(self): pass
BM=type(D().m)
t(lambda: s(f,'__code__',g().__code__))  # expect: ValueError f() requires a code object with 0 free vars, not 1
t(lambda: s(g().__closure__[0],'a',1))  # expect: AttributeError 'cell' object has no attribute 'a'
t(lambda: FT(1,2))  # expect: TypeError function() argument 'code' must be code, not int
t(lambda: FT(f.__code__,2))  # expect: TypeError function() argument 'globals' must be dict, not int
t(lambda: FT(g().__code__,{}))  # expect: TypeError arg 5 (closure) must be tuple
t(lambda: FT(f.__code__,{},closure=(1,)))  # expect: ValueError <lambda> requires closure of length 0, not 1
t(lambda: FT(g().__code__,{},closure=(1,)))  # expect: TypeError arg 5 (closure) expected cell, found int
t(lambda: FT(g().__code__,{},closure=()))  # expect: ValueError h requires closure of length 1, not 0
t(lambda: MT())  # expect: TypeError cannot create 'method-wrapper' instances
t(lambda: BM(1,2))  # expect: TypeError first argument must be callable
t(lambda: BM(f,None))  # expect: TypeError self must not be None
t(lambda: BM(f))  # expect: TypeError method expected 2 arguments, got 1
m=BM(f,1)
t(lambda: m)  # expect: <bound method f of 1>
t(lambda: s(m,'a',1))  # expect: AttributeError 'method' object has no attribute 'a'
t(lambda: m.zz)  # expect: AttributeError 'function' object has no attribute 'zz'
t(lambda: s(m,'__func__',1))  # expect: AttributeError readonly attribute
t(lambda: f.__get__(None,None))  # expect: TypeError __get__(None, None) is invalid
t(lambda: len)  # expect: <built-in function len>
t(lambda:list.append)  # expect: <method 'append' of 'list' objects>
t(lambda: dict.__dict__['fromkeys'])  # expect: <method 'fromkeys' of 'dict' objects>
t(lambda: int.__add__)  # expect: <slot wrapper '__add__' of 'int' objects>
t(lambda: C.__dict__['__dict__'])  # expect: <attribute '__dict__' of 'C' objects>
t(lambda: FT.__dict__['__closure__'])  # expect: <member '__closure__' of 'function' objects>
t(lambda: list.append.__get__(1))
# expect: TypeError descriptor 'append' for 'list' objects doesn't apply to a 'int' object
t(lambda: dict.__dict__['fromkeys'].__get__(1))
# expect: TypeError descriptor 'fromkeys' requires a subtype of 'dict' but received 'int'
gs=FT.__dict__['__code__']
t(lambda: gs.__get__(1))
# expect: TypeError descriptor '__code__' for 'function' objects doesn't apply to a 'int' object
t(lambda: gs.__set__(1,1))
# expect: TypeError descriptor '__code__' for 'function' objects doesn't apply to a 'int' object
t(lambda: gs)  # expect: <attribute '__code__' of 'function' objects>
t(lambda: s(len,'__self__',1))
# expect: AttributeError attribute '__self__' of 'builtin_function_or_method' objects is not writable
t(lambda: int.__dict__['real'].__set__(1,1))
# expect: AttributeError attribute 'real' of 'int' objects is not writable
t(lambda: delattr(1,'real'))  # expect: AttributeError attribute 'real' of 'int' objects is not writable
class S: __slots__='a','b'
t(lambda: S().a)  # expect: AttributeError 'S' object has no attribute 'a'
t(lambda: S.a)  # expect: <member 'a' of 'S' objects>
t(lambda: S.a.__get__(1))  # expect: TypeError descriptor 'a' for 'S' objects doesn't apply to a 'int' object
t(lambda: S.a.__set__(1,2))  # expect: TypeError descriptor 'a' for 'S' objects doesn't apply to a 'int' object
t(lambda: delattr(S(),'a'))  # expect: AttributeError a
t(lambda: s(S(),'z',1))  # expect: AttributeError 'S' object has no attribute 'z'
t(lambda: delattr(S(),'z'))  # expect: AttributeError 'S' object has no attribute 'z'
t(lambda: S().z)  # expect: AttributeError 'S' object has no attribute 'z'
t(lambda: S.a.__objclass__)  # expect: <class '__main__.S'>
t(lambda: C()+1)  # expect: TypeError unsupported operand type(s) for +: 'C' and 'int'
t(lambda: 1-C())  # expect: TypeError unsupported operand type(s) for -: 'int' and 'C'
t(lambda: -C())  # expect: TypeError bad operand type for unary -: 'C'
t(lambda: C()<C())  # expect: TypeError '<' not supported between instances of 'C' and 'C'
t(lambda: C()[0])  # expect: TypeError 'C' object is not subscriptable
t(lambda: len(C()))  # expect: TypeError object of type 'C' has no len()
t(lambda: iter(C()))  # expect: TypeError 'C' object is not iterable
t(lambda: next(C()))  # expect: TypeError 'C' object is not an iterator
t(lambda: 1 in C())  # expect: TypeError argument of type 'C' is not iterable
t(lambda: C()())  # expect: TypeError 'C' object is not callable
t(lambda: hash([]))  # expect: TypeError unhashable type: 'list'
t(lambda: {[]:1})  # expect: TypeError unhashable type: 'list'
t(lambda: C[0])  # expect: TypeError 'type' object is not subscriptable
t(lambda: int[0])  # expect: TypeError 'type' object is not subscriptable
t(lambda: list[int])  # expect: list[int]
t(lambda: int|str)  # expect: int | str
t(lambda: int|None|int)  # expect: int | None
t(lambda: isinstance(1,int|str))  # expect: True
t(lambda: isinstance(1,list[int]))  # expect: TypeError isinstance() argument 2 cannot be a parameterized generic
t(lambda: isinstance(1,1))  # expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
t(lambda: issubclass(1,int))  # expect: TypeError issubclass() arg 1 must be a class
t(lambda: issubclass(int,1))  # expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
t(lambda: isinstance(1,(str,(list,int))))  # expect: True
t(lambda: print>>1)
# expect: TypeError unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'. Did you mean "print(<message>, file=<output_stream>)"?
t(lambda: 'a'*'b')  # expect: TypeError can't multiply sequence by non-int of type 'str'
t(lambda: [1]*1.5)  # expect: TypeError can't multiply sequence by non-int of type 'float'
t(lambda: [1]+'a')  # expect: TypeError can only concatenate list (not "str") to list
t(lambda: 'a'+1)  # expect: TypeError can only concatenate str (not "int") to str
t(lambda: 1+'a')  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
t(lambda: divmod(1,'a'))  # expect: TypeError unsupported operand type(s) for divmod(): 'int' and 'str'
t(lambda: abs('a'))  # expect: TypeError bad operand type for abs(): 'str'
class L(list): pass
t(lambda: L([1])+[2])  # expect: [1, 2]
t(lambda: type(L([1])*2))  # expect: <class 'list'>
t(lambda: L.__mro__)  # expect: (<class '__main__.L'>, <class 'list'>, <class 'object'>)
def mk(*b, **k):
    return lambda: type('X',b,dict(k))
t(mk(bool))  # expect: TypeError type 'bool' is not an acceptable base type
t(mk(int,str))  # expect: TypeError multiple bases have instance lay-out conflict
t(mk(int,float))  # expect: TypeError multiple bases have instance lay-out conflict
t(mk(C,C))  # expect: TypeError duplicate base class C
t(mk(object,C))
# expect: TypeError Cannot create a consistent method resolution
# expect: order (MRO) for bases object, C
t(mk(1))
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
t(mk(type(None)))  # expect: TypeError type 'NoneType' is not an acceptable base type
t(mk(FT))  # expect: TypeError type 'function' is not an acceptable base type
t(mk(int,__slots__=('a',)))  # expect: TypeError nonempty __slots__ not supported for subtype of 'int'
t(mk(__slots__=1))  # expect: TypeError 'int' object is not iterable
t(mk(__slots__=('1a',)))  # expect: TypeError __slots__ must be identifiers
t(mk(__slots__=('a','a')))  # expect: <class '__main__.X'>
t(mk(__slots__=('a',),a=1))  # expect: ValueError 'a' in __slots__ conflicts with class variable
t(mk(C,__slots__=('__dict__',)))  # expect: TypeError __dict__ slot disallowed: we already got one
t(mk(C,__slots__=('__weakref__',)))
# expect: TypeError __weakref__ slot disallowed: either we already got one, or __itemsize__ != 0
t(mk(__qualname__=1))  # expect: TypeError type __qualname__ must be a str, not int
t(mk(__classcell__=1))  # expect: TypeError __classcell__ must be a nonlocal cell, not <class 'int'>
class B0: __slots__=('p',)
class B1: __slots__=('q',)
t(mk(B0,B1))  # expect: TypeError multiple bases have instance lay-out conflict
t(mk(B0,C))  # expect: <class '__main__.X'>
class I:
    def __index__(self): return 'x'
    def __len__(self): return -1
    def __bool__(self): return 2
    def __iter__(self): return 1
    def __hash__(self): return 'a'
    def __str__(self): return 1
    def __repr__(self): return 2
    def __format__(self, s): return 3
    def __contains__(self, x): return 'yes'
    def __float__(self): return 1
    def __next__(self): return 3
i=I()
t(lambda: [1][i])  # expect: TypeError __index__ returned non-int (type str)
t(lambda: len(i))  # expect: ValueError __len__() should return >= 0
t(lambda: bool(i))  # expect: TypeError __bool__ should return bool, returned int
t(lambda: iter(i))  # expect: TypeError iter() returned non-iterator of type 'int'
t(lambda: hash(i))  # expect: TypeError __hash__ method should return an integer
t(lambda: str(i))  # expect: TypeError __str__ returned non-string (type int)
t(lambda: repr(i))  # expect: TypeError __repr__ returned non-string (type int)
t(lambda: format(i))  # expect: TypeError __format__ must return a str, not int
t(lambda: 1 in i)  # expect: True
t(lambda: float(i))  # expect: TypeError I.__float__ returned non-float (type int)
t(lambda: range(i))  # expect: TypeError __index__ returned non-int (type str)
t(lambda: next(i))  # expect: 3
class N:
    __hash__=None; __iter__=None; __contains__=None; __add__=None; __len__=None
t(lambda: hash(N()))  # expect: TypeError unhashable type: 'N'
t(lambda: iter(N()))  # expect: TypeError 'N' object is not iterable
t(lambda: 1 in N())  # expect: TypeError 'N' object is not a container
t(lambda: N()+1)  # expect: TypeError 'NoneType' object is not callable
t(lambda: len(N()))  # expect: TypeError 'NoneType' object is not callable
class P:
    def __set__(self,o,v): print('set',v)
class Q: p=P()
q=Q()
q.p=3
# expect: set 3
q.__dict__['p']=5
t(lambda: type(q.p))  # expect: <class 'int'>
t(lambda: delattr(q,'p'))  # expect: AttributeError __delete__
t(lambda: object().x)  # expect: AttributeError 'object' object has no attribute 'x'
t(lambda: s(object(),'x',1))  # expect: AttributeError 'object' object has no attribute 'x'
t(lambda: s(1,'real',2))  # expect: AttributeError attribute 'real' of 'int' objects is not writable
t(lambda: s([],'append',2))  # expect: AttributeError 'list' object attribute 'append' is read-only
t(lambda: object(1))  # expect: TypeError object() takes no arguments
t(lambda: C(1))  # expect: TypeError C() takes no arguments
t(lambda: object.__init__(C(),1))
# expect: TypeError C.__init__() takes exactly one argument (the instance to initialize)
t(lambda: object.__setattr__(C,'a',1))  # expect: TypeError can't apply this __setattr__ to type object
t(lambda: type.__call__(int,'3'))  # expect: 3
class G:
    def __getitem__(self,i):
        if i>3: raise IndexError
        return i
t(lambda: list(G()))  # expect: [0, 1, 2, 3]
t(lambda: 2 in G())  # expect: True
t(lambda: G.__class_getitem__)  # expect: AttributeError type object 'G' has no attribute '__class_getitem__'
t(lambda: super())  # expect: RuntimeError super(): no arguments
t(lambda: super(1))  # expect: TypeError super() argument 1 must be type, not int
t(lambda: super(int,'a'))  # expect: TypeError super(type, obj): obj must be an instance or subtype of type
t(lambda: super(int))  # expect: <super: <class 'int'>, NULL>
t(lambda: super(C,C()).x)  # expect: AttributeError 'super' object has no attribute 'x'
c=C()
t(lambda: s(c,'__class__',1))  # expect: TypeError __class__ must be set to a class, not 'int' object
t(lambda: s(c,'__class__',int))
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
t(lambda: s(c,'__class__',S))  # expect: TypeError __class__ assignment: 'S' object layout differs from 'C'
t(lambda: s(1,'__class__',C))
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
t(lambda: delattr(c,'__class__'))  # expect: TypeError can't delete __class__ attribute
c.a=1
c.b=2
class C2:
    def hi(self): return self.a
c.__class__=C2
t(lambda: c.hi())  # expect: 1
t(lambda: c.__dict__)  # expect: {'a': 1, 'b': 2}
t(lambda: s(c,'__dict__',1))  # expect: TypeError __dict__ must be set to a dictionary, not a 'int'
t(lambda: delattr(c,'__dict__'))  # expect: None
c.__dict__={'a':7}
t(lambda: c.a)  # expect: 7
t(lambda: c.b)  # expect: AttributeError 'C2' object has no attribute 'b'
t(lambda: C.__bases__)  # expect: (<class 'object'>,)
t(lambda: s(C,'__bases__',1))  # expect: TypeError can only assign tuple to C.__bases__, not int
t(lambda: s(C,'__bases__',()))  # expect: TypeError can only assign non-empty tuple to C.__bases__, not ()
t(lambda: s(C,'__bases__',(C,)))  # expect: TypeError a __bases__ item causes an inheritance cycle
t(lambda: s(C,'__bases__',(1,)))  # expect: TypeError C.__bases__ must be tuple of classes, not 'int'
class X0: 
    v=10
class X1: 
    v=20
class Y(X0): pass
Y.__bases__=(X1,)
t(lambda: Y.v)  # expect: 20
t(lambda: Y.__mro__)  # expect: (<class '__main__.Y'>, <class '__main__.X1'>, <class 'object'>)
t(lambda: (X0.__subclasses__(), X1.__subclasses__()))  # expect: ([], [<class '__main__.Y'>])
t(lambda: getattr(1,2))  # expect: TypeError getattr(): attribute name must be string
t(lambda: setattr(1,2,3))  # expect: TypeError attribute name must be string, not 'int'
t(lambda: C.__dict__['zz'])  # expect: KeyError 'zz'
t(lambda: s(C.__dict__,'a',1))  # expect: AttributeError 'mappingproxy' object has no attribute 'a'
t(lambda: type(C.__dict__))  # expect: <class 'mappingproxy'>
t(lambda: sorted(vars(C)))  # expect: ['__dict__', '__doc__', '__module__', '__weakref__', 'x']
t(lambda: ('a'<1))  # expect: TypeError '<' not supported between instances of 'str' and 'int'
t(lambda: (C()==C(), C()!=C()))  # expect: (False, True)
