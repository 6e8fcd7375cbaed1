# set, frozenset, range, slice, and the iterators over iterators
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
s={3,40,7}; print(s, {1}, set(), frozenset(), frozenset([1]), {8,1,0,16,32})
# expect: {40, 3, 7} {1} set() frozenset() frozenset({1}) {32, 1, 0, 16, 8}
s.add(5); s.discard(99); s.remove(3); t(s.remove,3); t(set().pop); t(s.add,[]); t(lambda:[] in s); print({1} in s, {1} in {frozenset([1])}, s)
# expect: KeyError 3
# expect: KeyError 'pop from an empty set'
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'list'
# expect: False True {40, 5, 7}
a={1,2,3,4}; b={3,4,5}; print(a|b,a&b,a-b,a^b,a<b,a<={1,2,3,4,5},a>=b,a>b,a=={4,3,2,1},a!=b,{1}<{1,2})
# expect: {1, 2, 3, 4, 5} {3, 4} {1, 2} {1, 2, 5} False True False False True True True
print(a.union([9],(8,)), a.intersection([1,2],{2}), a.difference([1],[2]), a.symmetric_difference([1,99]), a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([7]), a.isdisjoint(b))
# expect: {1, 2, 3, 4, 8, 9} {2} {3, 4} {2, 3, 99, 4} True True True False
c=a.copy(); c|={7}; c&={1,2,7}; c-={1}; c^={2,3}; print(c); c.update([1],[2]); c.intersection_update([1,2,3]); c.difference_update([1]); c.symmetric_difference_update([3,9]); print(c); c.clear(); print(c, len(c))
# expect: {3, 7}
# expect: {9, 2}
# expect: set() 0
t(lambda:{1}|[1]); t(lambda:{1}<[1]); print(hash(frozenset([1,2,3])), hash(frozenset()), frozenset([1,2])=={1,2}, {frozenset([1]):2}[frozenset([1])], frozenset([1])|{2}, {2}|frozenset([1])); t(hash,set())
# expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
# expect: TypeError '<' not supported between instances of 'set' and 'list'
# expect: -272375401224217160 133146708735736 True 2 frozenset({1, 2}) {1, 2}
# expect: TypeError unhashable type: 'set'
t(lambda:set(1)); t(lambda:set([[]])); t(lambda:set(1,2)); t(lambda:set(a=1)); t(lambda:frozenset(a=1))
# expect: TypeError 'int' object is not iterable
# expect: TypeError unhashable type: 'list'
# expect: TypeError set expected at most 1 argument, got 2
# expect: TypeError set() takes no keyword arguments
# expect: TypeError frozenset() takes no keyword arguments
class S(set): pass
class F(frozenset): pass
x=S([1,2]); x.y=1; print(x, x|{3}, type(x|{3}), type(x.copy()), S(), F([1]), type(F([1])|{2}), F()); print(x.__reduce__())
# expect: S({1, 2}) {1, 2, 3} <class 'set'> <class 'set'> S() F({1}) <class 'frozenset'> F()
# expect: (<class '__main__.S'>, ([1, 2],), {'y': 1})
def ch():
    s={1,2,3}
    for i in s: s.add(i+10)
t(ch)  # expect: RuntimeError Set changed size during iteration
q={1,2}; q2=q
q-=q; print(q)  # expect: set()
r=set(); r.add(frozenset()); print(r)  # expect: {frozenset()}
class W: 
    def __repr__(s): return repr(rec)
w=W(); rec={w}; print(rec); rec=frozenset([w]); print(rec)
# expect: {set(...)}
# expect: frozenset({frozenset(...)})
it=iter({1,2,3}); next(it); print(it.__length_hint__(), list(it))  # expect: 2 [2, 3]
print(set('hello')==set('olleh'), len(set(range(1000))), sorted({i%7 for i in range(100)}), set(range(20)), {i*i for i in range(10)}, {-1,-2,0.5,1e10,True})
# expect: True 1000 [0, 1, 2, 3, 4, 5, 6] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19} {0, 1, 64, 4, 36, 9, 16, 49, 81, 25} {0.5, 10000000000.0, True, -1, -2}
class H:
    def __init__(s,n): s.n=n
    def __hash__(s): return 5
    def __eq__(s,o): return s.n==o.n
z={H(i) for i in range(50)}; print(len(z), H(3) in z); z.discard(H(3)); print(len(z)); z|={H(3),H(60)}; print(len(z))
# expect: 50 True
# expect: 49
# expect: 51
# ranges
r=range(10); print(r, range(1,10,2), range(0), range(10,0,-3), list(range(10,0,-3)), len(r), r[3], r[-1], r[2:5], r[::-1], r[::2][1:], 5 in r, 5.0 in r, '5' in r, r.index(4), r.count(4), r.count(99), r==range(0,10), range(0)==range(5,5), hash(range(3)), bool(range(0)))
# expect: range(0, 10) range(1, 10, 2) range(0, 0) range(10, 0, -3) [10, 7, 4, 1] 10 3 9 range(2, 5) range(9, -1, -1) range(2, 10, 2) True True False 4 1 0 True True -8338477496398685190 False
t(lambda:r[10]); t(lambda:r['a']); t(range); t(range,1,2,0); t(range,1.5); t(range,1,2,3,4); t(r.index,99); t(r.index,'a'); t(lambda:r[::0]); t(lambda:range(a=1)); print(range(True), r.start,r.stop,r.step)
# expect: IndexError range object index out of range
# expect: TypeError range indices must be integers or slices, not str
# expect: TypeError range expected at least 1 argument, got 0
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError range expected at most 3 arguments, got 4
# expect: ValueError 99 is not in range
# expect: ValueError sequence.index(x): x not in sequence
# expect: ValueError slice step cannot be zero
# expect: TypeError range() takes no keyword arguments
# expect: range(0, 1) 0 10 1
big=range(10**30, 10**30+5, 2); print(big, list(big), big[1], 10**30+2 in big, big.index(10**30+4), big[::-1], list(reversed(big)), list(reversed(range(5))), len(range(10**18))); t(len,range(10**30)); print(bool(range(10**30)), hash(range(10**30)), iter(big).__length_hint__())
# expect: range(1000000000000000000000000000000, 1000000000000000000000000000005, 2) [1000000000000000000000000000000, 1000000000000000000000000000002, 1000000000000000000000000000004] 1000000000000000000000000000002 True 2 range(1000000000000000000000000000004, 999999999999999999999999999998, -2) [1000000000000000000000000000004, 1000000000000000000000000000002, 1000000000000000000000000000000] [4, 3, 2, 1, 0] 1000000000000000000
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: True -9201871056951508602 3
it=iter(range(5)); next(it); print(it.__length_hint__(), it.__reduce__()[1:], type(it), type(iter(big)), list(it))
# expect: 4 ((range(0, 5),), 1) <class 'range_iterator'> <class 'longrange_iterator'> [1, 2, 3, 4]
print(slice(1,2), slice(3), slice(None,5,2), slice(1,2)==slice(1,2), slice(1)<slice(2), slice(1,10,2).indices(5), slice(None,None,-1).indices(5), slice(1,2).start, slice(-100,100).indices(10)); t(hash,slice(1)); t(slice); t(slice(1,2).indices,-1); t(slice('a').indices,3); t(slice(1,2,0).indices,3); t(slice(1).indices,'a'); print(slice(1,2).__reduce__())
# expect: slice(1, 2, None) slice(None, 3, None) slice(None, 5, 2) True True (1, 5, 2) (4, -1, -1) 1 (0, 10, 1)
# expect: TypeError unhashable type: 'slice'
# expect: TypeError slice expected at least 1 argument, got 0
# expect: ValueError length should not be negative
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: ValueError slice step cannot be zero
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: (<class 'slice'>, (1, 2, None))
# adapters
print(list(enumerate('ab')), list(enumerate('ab',5)), list(enumerate(iterable='a',start=2)), list(enumerate('ab',2**62-1))); t(enumerate); t(enumerate,1); t(enumerate,[],1,2); t(lambda:enumerate([],x=1)); t(enumerate,[],'a')
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(2, 'a')] [(4611686018427387903, 'a'), (4611686018427387904, 'b')]
# expect: TypeError enumerate() missing required argument 'iterable' (pos 1)
# expect: TypeError 'int' object is not iterable
# expect: TypeError enumerate() takes at most 2 arguments (3 given)
# expect: TypeError 'x' is an invalid keyword argument for enumerate()
# expect: TypeError 'str' object cannot be interpreted as an integer
print(list(zip([1,2],'ab')), list(zip()), list(zip([1])), list(zip([1,2],[3,4,5],[6,7]))); t(lambda:list(zip([1,2],[1],strict=True))); t(lambda:list(zip([1],[1,2],strict=True))); t(lambda:list(zip([1],[1],[1,2],strict=True))); t(lambda:list(zip([1,2],[1,2],[1],strict=True))); t(lambda:zip(1)); t(lambda:zip(a=1))
# expect: [(1, 'a'), (2, 'b')] [] [(1,)] [(1, 3, 6), (2, 4, 7)]
# expect: ValueError zip() argument 2 is shorter than argument 1
# expect: ValueError zip() argument 2 is longer than argument 1
# expect: ValueError zip() argument 3 is longer than arguments 1-2
# expect: ValueError zip() argument 3 is shorter than arguments 1-2
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'a' is an invalid keyword argument for zip()
print(list(map(lambda x:x*2,[1,2])), list(map(lambda x,y:x+y,[1,2],[3,4,5])), list(map(str,range(3)))); t(map); t(map,1); t(map,1,2)
# expect: [2, 4] [4, 6] ['0', '1', '2']
# expect: TypeError map() must have at least two arguments.
# expect: TypeError map() must have at least two arguments.
# expect: TypeError 'int' object is not iterable
print(list(filter(None,[0,1,'',2])), list(filter(lambda x:x>1,[1,2,3])), list(filter(bool,[0,1]))); t(filter,1); t(filter,None,1)
# expect: [1, 2] [2, 3] [1]
# expect: TypeError filter expected 2 arguments, got 1
# expect: TypeError 'int' object is not iterable
class Seq:
    def __len__(s): return 3
    def __getitem__(s,i):
        if i>=3: raise IndexError
        return i*10
print(list(Seq()), list(reversed(Seq())), 10 in Seq(), type(iter(Seq()))); t(reversed,3); t(reversed,{1}); t(reversed); rr=reversed(Seq()); next(rr); print(rr.__length_hint__(), rr.__reduce__()[2])
# expect: [0, 10, 20] [20, 10, 0] True <class 'iterator'>
# expect: TypeError 'int' object is not reversible
# expect: TypeError 'set' object is not reversible
# expect: TypeError reversed expected 1 argument, got 0
# expect: 2 1
n=[0]
def f(): n[0]+=1; return n[0]
print(list(iter(f,4)), type(iter(f,4)))  # expect: [1, 2, 3] <class 'callable_iterator'>
print(list(iter('héllo')), list(iter(b'ab')), list(iter(bytearray(b'ab'))), list(iter((1,2))))
# expect: ['h', 'é', 'l', 'l', 'o'] [97, 98] [97, 98] [1, 2]
class E2(enumerate): pass
print(list(E2('a')))  # expect: [(0, 'a')]
