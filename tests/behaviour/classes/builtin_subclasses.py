# Subclasses of builtin types keep behaviour and gain a dict.
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('got', list.__getitem__(self, i))
l = L([1])
l.append(2)
l.note = 'n'
print(l, l[0], len(l), l.note, l + [3], type(l + [3]).__name__, l == [1, 4], isinstance(l, list))
# expect: [1, 4] ('got', 1) 2 n [1, 4, 3] list True True
class D(dict):
    def __missing__(self, k): return f'missing {k}'
d = D(a=1)
print(d['a'], d['b'], d.get('b'), 'b' in d, d)  # expect: 1 missing b None False {'a': 1}
class I(int):
    def __add__(self, o): return 'I add'
    def __str__(self): return 'I str'
i = I(5)
print(i + 1, 1 + i, i * 2, str(i), repr(i), f'{i}', type(i * 2).__name__, {5: 'five'}[i], i == 5)
# expect: I add 6 10 I str 5 I str int five True
class St(str):
    def upper(self): return 'custom ' + super().upper()
s = St('ab')
print(s.upper(), s + 'c', type(s + 'c').__name__, s[0], {'ab': 1}[s], len(s))  # expect: custom AB abc str a 1 2
class E(ValueError):
    def __init__(self, code): super().__init__('code', code); self.code = code
try:
    raise E(5)
except ValueError as e:
    print(e, e.args, e.code, repr(e))  # expect: ('code', 5) ('code', 5) 5 E('code', 5)
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1, 2)[1], hash(T(1)) == hash((1,)), sorted([T(2), T(1)]))  # expect: (1, 2) 2 True [(1,), (2,)]
class B(bytes): pass
print(B(b'x') + b'y', B(b'ab')[0], isinstance(B(), bytes))  # expect: b'xy' 97 True
class F(float):
    def __repr__(self): return 'F!'
print(F(1.5), F(1.5) * 2, [F(2)])  # expect: F! 3.0 [F!]
class Se(set): pass
print(Se([1]) | {2}, type(Se([1]) | {2}).__name__)  # expect: {1, 2} set
