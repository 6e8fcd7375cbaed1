# abc, collections.abc and the collections that wrap others.
from collections import ChainMap, UserDict, UserList, UserString, deque, OrderedDict, defaultdict
import collections.abc as A
from abc import *
import abc
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class X(ABC):
    @abstractmethod
    def f(self): pass
    @property
    @abstractmethod
    def p(self): pass
t(lambda: X())  # expect: TypeError Can't instantiate abstract class X with abstract methods f, p
class Y(X):
    def f(self): return 1
t(lambda: Y())  # expect: TypeError Can't instantiate abstract class Y with abstract method p
class Z(Y):
    p=5
print(Z().p, X.__abstractmethods__==frozenset({'f','p'}), isinstance(Z(),X))  # expect: 5 True True
@X.register
class W: pass
print(isinstance(W(),X), issubclass(W,X), issubclass(int,X))  # expect: True True False
t(lambda: X.register(1))  # expect: TypeError Can only register classes
t(lambda: issubclass(1,X))  # expect: TypeError issubclass() arg 1 must be a class
for v in (1,'a',[],{},(),set(),frozenset(),range(3),b'',bytearray(),iter([]),(x for x in []),{}.keys(),deque(),len,lambda:0,memoryview(b''), None, OrderedDict()):
    print(type(v).__name__, [n for n in A.__all__ if isinstance(v,getattr(A,n))])
# expect: int ['Hashable']
# expect: str ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
# expect: list ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
# expect: dict ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
# expect: tuple ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
# expect: set ['Iterable', 'Sized', 'Container', 'Collection', 'Set', 'MutableSet']
# expect: frozenset ['Hashable', 'Iterable', 'Sized', 'Container', 'Collection', 'Set']
# expect: range ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
# expect: bytes ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'ByteString']
# expect: bytearray ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence', 'ByteString']
# expect: list_iterator ['Hashable', 'Iterable', 'Iterator']
# expect: generator ['Hashable', 'Iterable', 'Iterator', 'Generator']
# expect: dict_keys ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Set', 'MappingView', 'KeysView']
# expect: deque ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
# expect: builtin_function_or_method ['Hashable', 'Callable']
# expect: function ['Hashable', 'Callable']
# expect: memoryview ['Hashable', 'Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Sequence']
# expect: NoneType ['Hashable']
# expect: OrderedDict ['Iterable', 'Reversible', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
c=ChainMap({'a':1},{'b':2,'a':3}); print(c,c['a'],c['b'],list(c),len(c),c.new_child({'z':1}),c.parents, c|{'q':1}); t(lambda:c['zz']); t(lambda: c.pop('b'))
# expect: ChainMap({'a': 1}, {'b': 2, 'a': 3}) 1 2 ['b', 'a'] 2 ChainMap({'z': 1}, {'a': 1}, {'b': 2, 'a': 3}) ChainMap({'b': 2, 'a': 3}) ChainMap({'a': 1, 'q': 1}, {'b': 2, 'a': 3})
# expect: KeyError 'zz'
# expect: KeyError "Key not found in the first mapping: 'b'"
u=UserDict(a=1); u['b']=2; print(u,u.copy(),u|{'c':3},list(u.items()),'a' in u, u=={'a':1,'b':2}); t(lambda:u['x'])
# expect: {'a': 1, 'b': 2} {'a': 1, 'b': 2} {'a': 1, 'b': 2, 'c': 3} [('a', 1), ('b', 2)] True True
# expect: KeyError 'x'
l=UserList([3,1,2]); l.sort(); l+= [5]; print(l,l[0:2],l==[1,2,3,5],l+[1],l*2,l<[2],len(l), l.index(2))
# expect: [1, 2, 3, 5] [1, 2] True [1, 2, 3, 5, 1] [1, 2, 3, 5, 1, 2, 3, 5] True 4 1
s=UserString('abc'); print(s,repr(s),s.upper(),s+'d',s=='abc',s[1],hash(s)==hash('abc'),s.startswith('a'), 'a' in s)
# expect: abc 'abc' ABC abcd True b True True True
class M(A.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m=M(); m.update(a=1,b=2); print(m.get('a'),m.pop('b'),list(m.keys()),list(m.items()),m=={'a':1},m.setdefault('x',[]),dict(m))
# expect: 1 2 ['a'] [('a', 1)] True [] {'a': 1, 'x': []}
match m:
    case {'a':1}: print('mapping')
# expect: mapping
match l:
    case [1,*_]: print('seq')
# expect: seq
class S(A.Set):
    def __init__(s,i): s.i=list(dict.fromkeys(i))
    def __contains__(s,x): return x in s.i
    def __iter__(s): return iter(s.i)
    def __len__(s): return len(s.i)
print(sorted(S('abc')&S('bcd')),sorted(S('ab')|S('c')),S('ab')<=S('abc'),sorted(S('abc')-S('a')),sorted(S('ab')^S('bc')),S('ab')=={'a','b'})
# expect: ['b', 'c'] ['a', 'b', 'c'] True ['b', 'c'] ['a', 'c'] True
print(A.Sized.__module__, A.Iterable[int], abc.get_cache_token()>0)  # expect: collections.abc collections.abc.Iterable[int] True
class It:
    def __iter__(s): return iter([])
    def __len__(s): return 0
print(isinstance(It(),A.Iterable),isinstance(It(),A.Sized),isinstance(It(),A.Collection),issubclass(It,A.Hashable))
# expect: True True False True
