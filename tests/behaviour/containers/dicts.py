# Order, methods, views, merging, keys that compare equal, mutation by __eq__ and __hash__.
d = {'b': 1, 'a': 2}
d['c'] = 3; d['b'] = 9; del d['a']; d['a'] = 5
print(d, list(d), d.get('x'), d.get('x', 0), d.setdefault('y', []), d.pop('c'), d.pop('zz', None), d.popitem(), len(d))
# expect: {'b': 9, 'a': 5} ['b', 'c', 'a'] None 0 [] 3 None ('y', []) 2
print(d.keys(), d.values(), d.items(), 'b' in d, 9 in d.values(), ('b', 9) in d.items(), d.keys() & {'b', 'q'}, d.keys() | {'q'} == {'b', 'a', 'q'}, list(reversed(d)))
# expect: dict_keys(['b', 'a']) dict_values([9, 5]) dict_items([('b', 9), ('a', 5)]) True True True {'b'} True ['a', 'b']
d.update(z=1, b=0); d.update([('p', 2)]); d.update({'q': 3})
print(d, d | {'b': 'merged'}, {**d, 'x': 1}['x'], dict(a=1, **{'b': 2}), dict.fromkeys('ab', 0), dict(zip('ab', [1, 2])))
# expect: {'b': 0, 'a': 5, 'z': 1, 'p': 2, 'q': 3} {'b': 'merged', 'a': 5, 'z': 1, 'p': 2, 'q': 3} 1 {'a': 1, 'b': 2} {'a': 0, 'b': 0} {'a': 1, 'b': 2}
d |= {'new': 1}; print(d.copy() == d, d == dict(reversed(list(d.items()))), {1: 'int', 1.0: 'float', True: 'bool'}, {0: 'a', False: 'b'})
# expect: True True {1: 'bool'} {0: 'b'}
k = d.keys(); d.clear(); print(list(k), d, bool(d), {} == {}, {1: 2} != {1: 3})  # expect: [] {} False True True
print({(1, 2): 'tuple', None: 0, 'x': {}, frozenset([1]): 5}, {i: i * i for i in range(3)}, {'a': 1}.items() == {('a', 1)})
# expect: {(1, 2): 'tuple', None: 0, 'x': {}, frozenset({1}): 5} {0: 0, 1: 1, 2: 4} True
for case in ("{}['k']", "{}[[]]", "{[]: 1}", "{}.pop('x')", "{}.popitem()", "{{}: 1}", "dict(5)", "dict(['ab', 'c'])", "{1: 2}[3]", "{}[1, 2]", "{} < {}", "hash({})", "{}.update(5)", "del_missing()"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: KeyError: 'k'
    # expect: TypeError: unhashable type: 'list'
    # expect: TypeError: unhashable type: 'list'
    # expect: KeyError: 'x'
    # expect: KeyError: 'popitem(): dictionary is empty'
    # expect: TypeError: unhashable type: 'dict'
    # expect: TypeError: 'int' object is not iterable
    # expect: ValueError: dictionary update sequence element #1 has length 1; 2 is required
    # expect: KeyError: 3
    # expect: KeyError: (1, 2)
    # expect: TypeError: '<' not supported between instances of 'dict' and 'dict'
    # expect: TypeError: unhashable type: 'dict'
    # expect: TypeError: 'int' object is not iterable
    # expect: NameError: name 'del_missing' is not defined
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
    def __repr__(self): return f'K{self.v}'
c = {K(i): i for i in range(5)}
print(c[K(3)], K(9) in c, c.pop(K(0)), list(c), len({K(1): 1, K(1): 2}))  # expect: 3 False 0 [K1, K2, K3, K4] 1
class Evil:
    def __hash__(self): return 7
    def __eq__(self, o):
        evil.clear()
        return False
evil = {Evil(): 1}
print(evil.get(Evil(), 'none'), evil)  # expect: none {}
class BadHash:
    def __hash__(self): return 'x'
class RaisingHash:
    def __hash__(self): raise KeyError('hash')
for x in (BadHash(), RaisingHash()):
    try: {x: 1}
    except (TypeError, KeyError) as e: print(e)
    # expect: __hash__ method should return an integer
    # expect: 'hash'
big = {i: -i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
print(len(big), sum(big), list(big)[:3], big[999])  # expect: 500 250000 [1, 3, 5] -999
big[0] = 'again'; print(list(big)[-1])  # expect: 0
class Missing(dict):
    def __missing__(self, key): self[key] = key * 2; return self[key]
m = Missing(); print(m[4], m, m.get(5))  # expect: 8 {4: 8} None
