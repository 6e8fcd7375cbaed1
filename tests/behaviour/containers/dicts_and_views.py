# dict: methods, views, update forms, iteration under change, hostile keys
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
d={1:2,'a':3}; d['b']=4; print(d, len(d), d['a'], d.get('q'), d.get('q',5), 'a' in d, 7 in d)
# expect: {1: 2, 'a': 3, 'b': 4} 3 3 None 5 True False
t(lambda:d['zz']); t(lambda:d[(1,)]); t(lambda:{}[[]]); t(d.pop,'zz'); print(d.pop('zz',1), d.pop('a'), d); t({}.popitem)
# expect: KeyError 'zz'
# expect: KeyError (1,)
# expect: TypeError unhashable type: 'list'
# expect: KeyError 'zz'
# expect: 1 3 {1: 2, 'b': 4}
# expect: KeyError 'popitem(): dictionary is empty'
print(d.setdefault('n'), d.setdefault('n',3), d.setdefault('m',[]), d)
# expect: None None [] {1: 2, 'b': 4, 'n': None, 'm': []}
d.update({5:6}); d.update([(7,8),'xy']); d.update(k=1); d.update({1:1},z=2); print(d)
# expect: {1: 1, 'b': 4, 'n': None, 'm': [], 5: 6, 7: 8, 'x': 'y', 'k': 1, 'z': 2}
t(d.update,[1]); t(d.update,[(1,2,3)]); t(d.update,1,2); t(d.update,5); t(dict,1,2); t(dict,1)
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError update expected at most 1 argument, got 2
# expect: TypeError 'int' object is not iterable
# expect: TypeError dict expected at most 1 argument, got 2
# expect: TypeError 'int' object is not iterable
class Mp:
    def keys(s): return ['p','q']
    def __getitem__(s,k): return k*2
print(dict(Mp()), dict(Mp(),x=1), dict([(1,2)]), dict(a=1,b=2), dict({1:2}), dict({1:2},c=3), {**{1:2},'e':4})
# expect: {'p': 'pp', 'q': 'qq'} {'p': 'pp', 'q': 'qq', 'x': 1} {1: 2} {'a': 1, 'b': 2} {1: 2} {1: 2, 'c': 3} {1: 2, 'e': 4}
d.update(self=3); print(d['self'])  # expect: 3
print(dict.fromkeys([1,2]), dict.fromkeys('ab',0), dict.fromkeys({3,1}), {1:2}|{3:4}, {1:2}|{1:5}); t(lambda:{}|[]); e={1:1}; e|=[(2,3)]; e|={4:5}; print(e); t(lambda:{1:1}.__ior__(3))
# expect: {1: None, 2: None} {'a': 0, 'b': 0} {1: None, 3: None} {1: 2, 3: 4} {1: 5}
# expect: TypeError unsupported operand type(s) for |: 'dict' and 'list'
# expect: {1: 1, 2: 3, 4: 5}
# expect: TypeError 'int' object is not iterable
print({1:2}=={1:2},{1:2}!={1:3},{1:2}=={1.0:2.0},{}=={1:1}, {1:2}=={2:1}); t(lambda:{}<{})
# expect: True True True False False
# expect: TypeError '<' not supported between instances of 'dict' and 'dict'
k=d.keys(); v=d.values(); i=d.items(); print(k,v,i,len(k),len(v),len(i)); print(1 in k, 5 in v, (5,6) in i, (5,7) in i, 5 in i)
# expect: dict_keys([1, 'b', 'n', 'm', 5, 7, 'x', 'k', 'z', 'self']) dict_values([1, 4, None, [], 6, 8, 'y', 1, 2, 3]) dict_items([(1, 1), ('b', 4), ('n', None), ('m', []), (5, 6), (7, 8), ('x', 'y'), ('k', 1), ('z', 2), ('self', 3)]) 10 10 10
# expect: True False True False False
print(list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
# expect: ['self', 'z', 'k', 'x', 7, 5, 'm', 'n', 'b', 1] [3, 2, 1, 'y', 8, 6, [], None, 4, 1] [('self', 3), ('z', 2), ('k', 1), ('x', 'y'), (7, 8), (5, 6), ('m', []), ('n', None), ('b', 4), (1, 1)]
a={1:1,2:2,3:3}; b={2:2,3:4,9:9}
print(a.keys()&b.keys(), a.keys()|b.keys(), a.keys()-b.keys(), a.keys()^b.keys(), a.items()&b.items(), a.items()|b.items(), a.items()-b.items(), a.items()^b.items())
# expect: {2, 3} {1, 2, 3, 9} {1} {1, 9} {(2, 2)} {(3, 4), (9, 9), (1, 1), (3, 3), (2, 2)} {(1, 1), (3, 3)} {(1, 1), (3, 3), (3, 4), (9, 9)}
print(a.keys()&[1,7], a.keys()|[7], [1,7]-a.keys(), a.keys()=={1,2,3}, a.keys()<{1,2,3,4}, a.keys()>=b.keys(), a.keys().isdisjoint([5]), a.keys().isdisjoint({1}), a.items()=={(1,1),(2,2),(3,3)}, a.keys()!=b.keys(), {1,2,3}==a.keys(), {1}&a.keys(), {1,2,3,4,5}&a.keys())
# expect: {1} {1, 2, 3, 7} {7} True True False True False True True True {1} {1, 2, 3}
t(lambda:a.keys()<3); t(lambda:a.keys()&3); t(lambda:hash(a.keys())); print(a.values()==a.values(), a.keys().mapping)
# expect: TypeError '<' not supported between instances of 'dict_keys' and 'int'
# expect: TypeError 'int' object is not iterable
# expect: TypeError unhashable type: 'dict_keys'
# expect: False {1: 1, 2: 2, 3: 3}
def it1():
    d={1:1,2:2}
    for x in d: d[x+10]=1
t(it1)  # expect: RuntimeError dictionary changed size during iteration
def it2():
    d={0:0}
    n=0
    for x in d:
        del d[0]; d[0]=0; n+=1
        if n>20: break
t(it2)  # expect: RuntimeError dictionary keys changed during iteration
def it3():
    d={1:1,2:2}
    for x in d.values(): d.pop(1)
t(it3)  # expect: RuntimeError dictionary changed size during iteration
def it4():
    d={1:1,2:2}
    for x in reversed(d): d[x+10]=1
t(it4)  # expect: RuntimeError dictionary changed size during iteration
class D(dict):
    def __missing__(s,k): return ('m',k)
m=D(a=1); print(m['a'], m['b'], m.get('b'), m, type(m.copy()), type(m|{}), D.fromkeys('ab'), type(D.fromkeys('a')))
# expect: 1 ('m', 'b') None {'a': 1} <class 'dict'> <class 'dict'> {'a': None, 'b': None} <class '__main__.D'>
class H:
    def __init__(s,n): s.n=n
    def __hash__(s): return 5
    def __eq__(s,o): return isinstance(o,H) and s.n==o.n
    def __repr__(s): return 'H%d'%s.n
z={H(i):i for i in range(20)}; print(z, z[H(3)], H(99) in z); del z[H(3)]; print(len(z), H(3) in z); z[H(3)]=33; print(list(z)[-1])
# expect: {H0: 0, H1: 1, H2: 2, H3: 3, H4: 4, H5: 5, H6: 6, H7: 7, H8: 8, H9: 9, H10: 10, H11: 11, H12: 12, H13: 13, H14: 14, H15: 15, H16: 16, H17: 17, H18: 18, H19: 19} 3 False
# expect: 19 False
# expect: H3
class Mut:
    def __hash__(s): return 1
    def __eq__(s,o): q.clear(); return False
q={Mut():1, }; q[1]=2; print(len(q));   # expect: 1
try: print(q.get(1.0), len(q))  # expect: 2 1
except Exception as ex: print(ex)
class Bad:
    def __hash__(s): return 1
    def __eq__(s,o): raise ValueError('eq')
q={1:1}; t(lambda:q[Bad()]); t(q.get,Bad()); t(lambda:Bad() in q)
# expect: ValueError eq
# expect: ValueError eq
# expect: ValueError eq
d={i:i for i in range(1000)}
for i in range(0,1000,3): del d[i]
print(len(d), sum(d), d.popitem(), d.popitem(), len(d)); d[5000]=1; print(d.popitem())
# expect: 666 332667 (998, 998) (997, 997) 664
# expect: (5000, 1)
for i in range(100000):
    d[i]=1; d.popitem() if i%2 else d.pop(i)
print(len(d)); d.clear(); print(d, bool(d))
# expect: 221
# expect: {} False
for i in range(10000): d[str(i)]=i
for i in range(9990): d.pop(str(i))
print(d)
# expect: {'9990': 9990, '9991': 9991, '9992': 9992, '9993': 9993, '9994': 9994, '9995': 9995, '9996': 9996, '9997': 9997, '9998': 9998, '9999': 9999}
print({True:1, 1.0:2, 1:3}, {1:1, '1':2}, {None:1, ():2})  # expect: {True: 3} {1: 1, '1': 2} {None: 1, (): 2}
it=iter({1:1,2:2}); next(it); print(it.__length_hint__(), it.__reduce__()[1:], list(it), list(it))
# expect: 1 (([2],),) [2] []
print(list({1:2}.items()), list({1:2}.values()), type(iter({}.items())), type(reversed({})), type(iter({}.values())))
# expect: [(1, 2)] [2] <class 'dict_itemiterator'> <class 'dict_reversekeyiterator'> <class 'dict_valueiterator'>
