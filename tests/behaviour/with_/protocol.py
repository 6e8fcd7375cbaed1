# enter, exit, what exit receives, and its result.
class CM:
    def __init__(self, name, result=None): self.name, self.result = name, result
    def __enter__(self):
        print('enter', self.name)  # expect: enter a
        return self
    def __exit__(self, kind, value, tb):
        print('exit', self.name, kind and kind.__name__, value, type(tb).__name__)
        return self.result
with CM('a') as a: print(a.name)
# expect: a
# expect: exit a None None NoneType
with CM('swallow', 1): raise ValueError('v')
# expect: enter swallow
# expect: exit swallow ValueError v traceback
try:
    with CM('pass', 0): raise KeyError('k')
    # expect: enter pass
    # expect: exit pass KeyError 'k' traceback
except KeyError as e: print('out', e)  # expect: out 'k'
with CM('1') as x, CM('2') as y: print(x.name, y.name)
# expect: enter 1
# expect: enter 2
# expect: 1 2
# expect: exit 2 None None NoneType
# expect: exit 1 None None NoneType
with (CM('p'), CM('q') as q,): print(q.name)
# expect: enter p
# expect: enter q
# expect: q
# expect: exit q None None NoneType
# expect: exit p None None NoneType
def f():
    with CM('r'): return 'returned'
    # expect: enter r
    # expect: exit r None None NoneType
print(f())  # expect: returned
for i in range(2):
    with CM(i):
        # expect: enter 0
        # expect: exit 0 None None NoneType
        # expect: enter 1
        # expect: exit 1 None None NoneType
        if i == 0: continue
        break
with CM('t') as (a.attr): print(a.attr.name)
# expect: enter t
# expect: t
# expect: exit t None None NoneType
class Two:
    def __enter__(self): return 1, [2, 3]
    def __exit__(self, *a): pass
with Two() as (p, [q, r]): print(p, q, r)  # expect: 1 2 3
d = {}
with Two() as d['key']: print(d)  # expect: {'key': (1, [2, 3])}
