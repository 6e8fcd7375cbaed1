# list and tuple: methods, slices, messages, sorting, and items that change the list meanwhile
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
a=[3,1,2]
a.sort(); print(a); a.sort(reverse=True); print(a)
# expect: [1, 2, 3]
# expect: [3, 2, 1]
a.append(9); a.extend((4,5)); a.extend(a); print(a)  # expect: [3, 2, 1, 9, 4, 5, 3, 2, 1, 9, 4, 5]
a.insert(0,'x'); a.insert(-1,'y'); a.insert(100,'z'); print(a)
# expect: ['x', 3, 2, 1, 9, 4, 5, 3, 2, 1, 9, 4, 'y', 5, 'z']
print(a.pop(), a.pop(0), a.pop(-2), a)  # expect: z x y [3, 2, 1, 9, 4, 5, 3, 2, 1, 9, 4, 5]
a.remove(9); print(a, a.index(9), a.count(4))  # expect: [3, 2, 1, 4, 5, 3, 2, 1, 9, 4, 5] 8 2
t(a.remove,77); t(a.index,77); t(a.pop,77); t([].pop); t(a.index,4,6); t(a.index,5,-3,100)
# expect: ValueError list.remove(x): x not in list
# expect: ValueError 77 is not in list
# expect: IndexError pop index out of range
# expect: IndexError pop from empty list
# expect: 9
# expect: 10
a.reverse(); print(a, a.copy(), a[::2], a[::-1], a[1:3], a[-2:], a[5:1], a[10:])
# expect: [5, 4, 9, 1, 2, 3, 5, 4, 1, 2, 3] [5, 4, 9, 1, 2, 3, 5, 4, 1, 2, 3] [5, 9, 2, 5, 1, 3] [3, 2, 1, 4, 5, 3, 2, 1, 9, 4, 5] [4, 9] [2, 3] [] [3]
b=list(range(10)); b[2:5]=[]; print(b); b[1:1]=[7,8,9]; print(b); b[::2]=[0]*len(b[::2]); print(b); del b[::3]; print(b); del b[-1]; print(b); del b[1:3]; print(b); b[:]=b; print(b); b[1:2]=b; print(b); b[::-1]=b; print(b)
# expect: [0, 1, 5, 6, 7, 8, 9]
# expect: [0, 7, 8, 9, 1, 5, 6, 7, 8, 9]
# expect: [0, 7, 0, 9, 0, 5, 0, 7, 0, 9]
# expect: [7, 0, 0, 5, 7, 0]
# expect: [7, 0, 0, 5, 7]
# expect: [7, 5, 7]
# expect: [7, 5, 7]
# expect: [7, 7, 5, 7, 7]
# expect: [7, 7, 5, 7, 7]
b=list(range(20)); del b[15:2:-4]; print(b)  # expect: [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 19]
t(b.__setitem__,slice(None,None,2),[1]); t(b.__setitem__,slice(0,1),1); t(b.__setitem__,slice(0,1,2),1); t(lambda: [1]+(1,)); t(lambda:(1,)+[1]); t(lambda:[1]*'a'); t(lambda:[1][5]); t(lambda:(1,)[5]); t(lambda:[1].__setitem__(5,1)); t(lambda:[1].__delitem__(5)); t([1].__getitem__,'a'); t((1,).__getitem__,None)
# expect: ValueError attempt to assign sequence of size 1 to extended slice of size 8
# expect: TypeError can only assign an iterable
# expect: TypeError must assign iterable to extended slice
# expect: TypeError can only concatenate list (not "tuple") to list
# expect: TypeError can only concatenate tuple (not "list") to tuple
# expect: TypeError can't multiply sequence by non-int of type 'str'
# expect: IndexError list index out of range
# expect: IndexError tuple index out of range
# expect: IndexError list assignment index out of range
# expect: IndexError list assignment index out of range
# expect: TypeError list indices must be integers or slices, not str
# expect: TypeError tuple indices must be integers or slices, not NoneType
print([1,2]*3, 2*[1], [1]*-1, (1,2)*2, 3*(1,), [1]+[2], (1,)+(2,), [1,2]<[1,3], [1]<[1,2], (1,2)==(1,2), [1]==(1,), (1,2)>(1,), [1,2]!=[1,2])
# expect: [1, 2, 1, 2, 1, 2] [1, 1] [] (1, 2, 1, 2) (1, 1, 1) [1, 2] (1, 2) True True True False True False
a=[1]; a.append(a); print(a); a=([],); a[0].append(a); print(a); d={}; d[1]=d; print(d)
# expect: [1, [...]]
# expect: ([(...)],)
# expect: {1: {...}}
t(lambda:[1]*10**12); t(lambda:(1,)*10**12); t(lambda:[1]*10**20)
# expect: MemoryError
# expect: MemoryError
# expect: OverflowError cannot fit 'int' into an index-sized integer
print(sorted("hello"), sorted([(1,'b'),(1,'a'),(0,'z')]), sorted([3,1,2],key=lambda x:-x), sorted([1.5,-2.0,float('inf')]), sorted([3,1.5,2]), sorted('bac',reverse=True), sorted([(i*7)%5 for i in range(20)], key=lambda x:x, reverse=True))
# expect: ['e', 'h', 'l', 'l', 'o'] [(0, 'z'), (1, 'a'), (1, 'b')] [3, 2, 1] [-2.0, 1.5, inf] [1.5, 2, 3] ['c', 'b', 'a'] [4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0]
class K:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __repr__(s): return 'K%d'%s.v
x=[K((i*7919)%1009) for i in range(500)]
y=sorted(x); print([k.v for k in y]==sorted(k.v for k in x))  # expect: True
y=sorted(x,reverse=True); print([k.v for k in y]==sorted((k.v for k in x),reverse=True))  # expect: True
x=[K(i) for i in range(10)]+[K(i) for i in range(10)]; print(sorted(x))
# expect: [K0, K0, K1, K1, K2, K2, K3, K3, K4, K4, K5, K5, K6, K6, K7, K7, K8, K8, K9, K9]
l=[1,2,3]
def bad(v): l.append(4); return v
t(l.sort,key=bad); print(l)
# expect: ValueError list modified during sort
# expect: [1, 2, 3]
def boom(v): raise ValueError('boom')
t(l.sort,key=boom); print(l)
# expect: ValueError boom
# expect: [1, 2, 3]
t(sorted,[1,'a']); t([].sort,1)
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: TypeError sort() takes no positional arguments
print(tuple([1,2]), tuple(), tuple('ab'), hash((1,2,3)), hash(()), (1,2,3)[::-1], (1,2,3)[1:], (1,), ())
# expect: (1, 2) () ('a', 'b') 529344067295497451 5740354900026072187 (3, 2, 1) (2, 3) (1,) ()
t(tuple,1); t(tuple,1,2); t(list,1,2); t(lambda:list(a=1)); t(().index,1)
# expect: TypeError 'int' object is not iterable
# expect: TypeError tuple expected at most 1 argument, got 2
# expect: TypeError list expected at most 1 argument, got 2
# expect: TypeError list() takes no keyword arguments
# expect: ValueError tuple.index(x): x not in tuple
print((1,2,1).count(1), (1,2,1).index(2), 1 in (1,2), 5 in [1,2], [] in [[]])  # expect: 2 1 True False True
class L(list): pass
m=L([1,2]); m.x=5; print(m, m.x, type(m), type(m+[1]), type(m[:]), m==[1,2], L('ab'))
# expect: [1, 2] 5 <class '__main__.L'> <class 'list'> <class 'list'> True ['a', 'b']
class T(tuple):
    def __new__(cls,*a): return super().__new__(cls,a)
print(T(1,2), type(T(1)), T(1,2)==(1,2), T(1)+(2,), T.__getnewargs__(T(1,2)))
# expect: (1, 2) <class '__main__.T'> True (1, 2) ((1, 2),)
print(list(reversed([1,2,3])), list(iter([1,2,3])), [].__len__(), [1,2].__contains__(1))
# expect: [3, 2, 1] [1, 2, 3] 0 True
a=[1,2,3]
for v in a:
    if len(a)<8: a.append(v*2)
print(a)  # expect: [1, 2, 3, 2, 4, 6, 4, 8]
a+= (1,2); print(a); a*=2; print(a); a.clear(); print(a)
# expect: [1, 2, 3, 2, 4, 6, 4, 8, 1, 2]
# expect: [1, 2, 3, 2, 4, 6, 4, 8, 1, 2, 1, 2, 3, 2, 4, 6, 4, 8, 1, 2]
# expect: []
x,*y=[1,2,3]; print(x,y)  # expect: 1 [2, 3]
class E:
    def __eq__(s,o):
        lst.clear(); return False
lst=[E(),E(),E()]
print(lst==[1,2,3], lst); lst=[E(),1,2]; t(lst.index,5); lst=[E(),1,2]; print(lst.count(5)); lst=[E(),1,2]; print(5 in lst)
# expect: False []
# expect: ValueError 5 is not in list
# expect: 0
# expect: False
class R:
    def __repr__(s): lst2.clear(); return 'R'
lst2=[R(),R()]; print(lst2)  # expect: [R]
print(list[int], tuple[int,str], dict[str,int])  # expect: list[int] tuple[int, str] dict[str, int]
it=iter([1,2,3]); next(it); print(it.__length_hint__(), it.__reduce__()[1:])  # expect: 2 (([1, 2, 3],), 1)
it=reversed([1,2,3]); next(it); print(it.__length_hint__(), list(it), list(it))  # expect: 2 [2, 1] []
