# Order of evaluation in assignments.
log = []
class T:
    def __init__(self, n): object.__setattr__(self, 'n', n)
    def __getattr__(self, k): log.append(f'get {self.n}.{k}'); return 1
    def __setattr__(self, k, v): log.append(f'set {self.n}.{k}={v}')
    def __getitem__(self, k): log.append(f'getitem {self.n}[{k}]'); return 1
    def __setitem__(self, k, v): log.append(f'setitem {self.n}[{k}]={v}')
def t(n): log.append(f'eval {n}'); return T(n)
def k(x): log.append(f'key {x}'); return x
def show():
    print('; '.join(log))
    # expect: key value; eval a; set a.x=value; eval b; key 1; setitem b[1]=value
    # expect: eval c; get c.y; key 5; set c.y=6
    # expect: eval d; key 2; getitem d[2]; key 3; setitem d[2]=3
    # expect: key 1; key 2; eval e; set e.z=1; eval f; key 0; setitem f[0]=2
    # expect: key k1; key v1; key k2; key v2
    # expect: key 1; key 2; key 0
    # expect: key 0; key ; key x; key y
    # expect: key 0; key no
    # expect: key 1; key [2]; key 3; key {}
    # expect: key assigned; key annotation
    # expect: key val2; eval g; set g.attr=val2; key ann2
    # expect: key default; key arg
    log.clear()
t('a').x = t('b')[k(1)] = k('value'); show()
t('c').y += k(5); show()
t('d')[k(2)] *= k(3); show()
t('e').z, t('f')[k(0)] = k(1), k(2); show()
{k('k1'): k('v1'), k('k2'): k('v2')}; show()
k(1) < k(2) < k(0) < k(99); show()
k(0) or k('') or k('x') and k('y'); show()
k('yes') if k(0) else k('no'); show()
def f(*a, **kw): pass
f(k(1), *k([2]), x=k(3), **k({})); show()
x: k('annotation') = k('assigned'); show()
t('g').attr: k('ann2') = k('val2'); show()
del log[:], [0][0:0]
(lambda a=k('default'): a)(k('arg')); show()
i = 0
l = [0, 0, 0]
i, l[i] = 1, 'x'
print(i, l)  # expect: 1 [0, 'x', 0]
