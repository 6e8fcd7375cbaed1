import abc, functools, itertools, collections, operator, contextlib, weakref, enum, types
class Event:
    def __init__(self): self._h=[]
    def __iadd__(self,h): self._h.append(h); return self
    def __isub__(self,h): self._h.remove(h); return self
    def __call__(self,*a,**k): return [h(*a,**k) for h in self._h]
    def __len__(self): return len(self._h)
class Button:
    def __init__(self): self.click=Event()
b=Button(); f=lambda x:x*2; b.click+=f; b.click+=str; print(b.click(21),len(b.click)); b.click-=f; print(b.click(1))
class Observable:
    def __init__(self): self.__dict__['_obs']=[]
    def watch(self,fn): self._obs.append(fn); return fn
    def __setattr__(self,n,v):
        old=self.__dict__.get(n); super().__setattr__(n,v)
        for o in self._obs: o(n,old,v)
o=Observable(); o.watch(lambda *a:print('changed',*a)); o.x=1; o.x=2
class Shape(abc.ABC):
    reg={}
    def __init_subclass__(cls,**k): super().__init_subclass__(**k); Shape.reg[cls.__name__.lower()]=cls
    @property
    @abc.abstractmethod
    def area(self): ...
    @classmethod
    def make(cls,kind,*a): return cls.reg[kind](*a)
    @abc.abstractmethod
    def scale(self,k): ...
class Circle(Shape):
    def __init__(self,r): self.r=r
    @property
    def area(self): return round(3.14159*self.r**2,3)
    def scale(self,k): return type(self)(self.r*k)
class Sq(Shape):
    def __init__(self,s): self.s=s
    area=property(lambda self:self.s**2)
    def scale(self,k): self.s*=k; return self
print([s.area for s in (Shape.make('circle',2),Shape.make('sq',3).scale(2))],sorted(Shape.reg),Shape.__abstractmethods__==frozenset({'area','scale'}))
class Half(Shape):
    area=1
try: Half()
except TypeError as e: print(e)
class Fib:
    def __init__(s,n): s.n=n
    def __iter__(s):
        a,b=0,1
        for _ in range(s.n): yield a; a,b=b,a+b
    def __getitem__(s,i):
        if isinstance(i,slice): return list(itertools.islice(s,i.start,i.stop,i.step))
        if i<0: i+=s.n
        return next(itertools.islice(s,i,None))
    def __len__(s): return s.n
F=Fib(10); print(*F,F[3],F[-1],F[2:8:2],list(zip(F,reversed(list(F))))[:2],max(F),[*map(operator.mul,F,itertools.count())])
class Countdown:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        if s.n<=0: raise StopIteration
        s.n-=1; return s.n+1
print(list(Countdown(3)),dict.fromkeys(Countdown(2)),sum(Countdown(4)),3 in Countdown(5),tuple(Countdown(0)))
def compose(*fs): return functools.reduce(lambda f,g:lambda x:f(g(x)),fs,lambda x:x)
print(compose(str,abs,lambda x:x-10)(3)); curry=lambda f:lambda a:lambda b:f(a,b); print(curry(operator.add)(1)(2))
def coroutine(fn):
    @functools.wraps(fn)
    def start(*a,**k): c=fn(*a,**k); next(c); return c
    return start
@coroutine
def grep(pat,target):
    try:
        while True:
            line=yield
            if pat in line: target.send(line)
    except GeneratorExit: print('grep closed'); target.close()
@coroutine
def printer():
    n=0
    try:
        while True: line=yield n; n+=1; print('line:',line)
    finally: print('printer done',n)
g=grep('py',printer()); [g.send(x) for x in ('python','java','pypy')]; g.close()
class Node:
    def __init__(s,v,*k): s.v,s.k=v,k
    def __iter__(s):
        yield s
        for k in s.k: yield from k
    def bfs(s):
        q=collections.deque([s])
        while q: n=q.popleft(); yield n.v; q.extend(n.k)
    def __str__(s,lvl=0): return '  '*lvl+str(s.v)+''.join('\n'+k.__str__(lvl+1) for k in s.k)
t=Node('a',Node('b',Node('d')),Node('c')); print([n.v for n in t],list(t.bfs())); print(t)
class Cache:
    def __init__(s): s.hits=0; s.d=weakref.WeakKeyDictionary()
    def __get__(s,o,c): return functools.partial(s.get,o) if o else s
    def get(s,o,k):
        m=s.d.setdefault(o,{})
        if k in m: s.hits+=1
        return m.setdefault(k,k**2)
class U: sq=Cache()
u=U(); print(u.sq(3),u.sq(3),U.sq.hits,len(U.sq.d)); del u; print(len(U.sq.d))
class Tok(enum.Enum): NUM=enum.auto(); PLUS='+'; STAR='*'; LP='('; RP=')'
def lex(s):
    i=0
    while i<len(s):
        if s[i].isspace(): i+=1; continue
        if s[i].isdigit():
            j=i
            while j<len(s) and s[j].isdigit(): j+=1
            yield Tok.NUM,int(s[i:j]); i=j; continue
        yield Tok(s[i]),None; i+=1
class P:
    def __init__(s,src): s.t=list(lex(src))+[(None,None)]; s.i=0
    def eat(s,k):
        if s.t[s.i][0] is k: s.i+=1; return True
        return False
    def e(s):
        v=s.m()
        while s.eat(Tok.PLUS): v=('+',v,s.m())
        return v
    def m(s):
        v=s.a()
        while s.eat(Tok.STAR): v=('*',v,s.a())
        return v
    def a(s):
        if s.eat(Tok.LP): v=s.e(); assert s.eat(Tok.RP),'missing )'; return v
        k,v=s.t[s.i]
        if k is not Tok.NUM: raise SyntaxError(f'unexpected {k}')
        s.i+=1; return v
for src in ('1+2*3','(1+2)*3','(1','+','2 $ 3'):
    try: print(src,'=>',P(src).e())
    except (SyntaxError,AssertionError,ValueError) as e: print(src,'->',type(e).__name__,e)
