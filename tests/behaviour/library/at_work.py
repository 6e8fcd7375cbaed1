# Library classes at work: caches, dispatch, orderings, deques that change under iteration.
from collections import *
from functools import *
from heapq import *
from itertools import *


class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __eq__(s,o): return s.v==o.v
K=total_ordering(K)
print(K(1)<=K(2),K(1)>K(2),K(1)>=K(1))  # expect: True False True
@lru_cache(maxsize=2)
def f(x,y=0): 
    print('call',x,y); return x+y
f(1);f(1);f(2);f(3);f(1);f(1,y=2)
# expect: call 1 0
# expect: call 2 0
# expect: call 3 0
# expect: call 1 0
# expect: call 1 2
print(f.cache_info(), f.cache_parameters(), f.__name__, f.__wrapped__ is not f)
# expect: CacheInfo(hits=1, misses=5, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} f True
f.cache_clear(); print(f.cache_info())  # expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)
@cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(100))  # expect: 354224848179261915075
class C:
    @cached_property
    def p(self): print('once'); return 5
    @lru_cache
    def m(self,x): return x*2
    @partialmethod
    def zz(self): return 1
    def q(self,a,b): return a,b
    q1=partialmethod(q,1)
c=C(); print(c.p,c.p,c.m(3),c.q1(2))
# expect: once
# expect: 5 5 6 (1, 2)
@singledispatch
def g(x): return 'obj'
@g.register
def _(x:int): return 'int'
@g.register(list)
def _(x): return 'list'
print(g(1),g([]),g('s'),g(True))  # expect: int list obj int
@wraps(g)
def h(): 'doc'
print(h.__name__,h.__wrapped__ is g)  # expect: g True
od=OrderedDict.fromkeys('abc'); od.move_to_end('a'); print(od); od.move_to_end('a',last=False); print(od, list(reversed(od)))
# expect: OrderedDict([('b', None), ('c', None), ('a', None)])
# expect: OrderedDict([('a', None), ('b', None), ('c', None)]) ['c', 'b', 'a']
d=defaultdict(list); d['x'].append(1); print(d, d.copy(), isinstance(d,dict), d|{'y':2})
# expect: defaultdict(<class 'list'>, {'x': [1]}) defaultdict(<class 'list'>, {'x': [1]}) True defaultdict(<class 'list'>, {'x': [1], 'y': 2})
P=namedtuple('P','x,y'); p=P(1,y=2); print(p.x,p.y,p,p==(1,2),P.__doc__,P.x.__doc__,P.__module__, P.__new__.__doc__)
# expect: 1 2 P(x=1, y=2) True P(x, y) Alias for field number 0 __main__ Create new instance of P(x, y)
x,y=p
dq=deque([1,2,3])
try:
    for i in dq: dq.append(1)
except RuntimeError as e: print(e)
# expect: deque mutated during iteration
dq.extendleft([7,8]); dq.rotate(-2); dq.insert(1,'i'); del dq[0]; dq[0]='z'; print(dq, 'z' in dq, dq.count(1)); dq.reverse(); print(dq); dq.clear(); print(dq)
# expect: deque(['z', 2, 3, 1, 8, 7]) True 1
# expect: deque([7, 8, 1, 3, 2, 'z'])
# expect: deque([])
class D(deque): pass
d=D([1,2]); d.a=5; print(d,d.a,d.copy(), d.__reduce__()[:3])  # expect: D([1, 2]) 5 D([1, 2]) (<class '__main__.D'>, (), {'a': 5})
dd=deque(); dd.append(dd); print(dd)  # expect: deque([[...]])
class Bad:
    def __lt__(s,o): L.append(1); return True
L=[Bad(),Bad(),Bad()]
try: heappush(L,Bad())
except RuntimeError as e: print(e)
# expect: list changed size during iteration
a,b=tee(count()); print(next(a),next(a),next(b))  # expect: 0 1 0
g=groupby([1,1,2]); k,x=next(g); next(g); print(list(x))  # expect: []
c=Counter('aab'); c.update('b'); c.subtract(a=5); print(c, +c, -c); del c['zz']; c+=Counter('zz'); print(c)
# expect: Counter({'b': 2, 'a': -3}) Counter({'b': 2}) Counter({'a': 3})
# expect: Counter({'b': 2, 'z': 2})
