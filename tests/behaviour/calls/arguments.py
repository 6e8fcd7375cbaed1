# Binding of every kind of parameter.
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 5, 6, 7, c=3, e=9), f(*[1, 2], **{'c': 3}), f(b=1, a=2, c=3))
# expect: (1, 2, (), 3, 4, {}) (1, 5, (6, 7), 3, 4, {'e': 9}) (1, 2, (), 3, 4, {}) (2, 1, (), 3, 4, {})
def pos(a, b, /, c, *, d): return a, b, c, d
print(pos(1, 2, 3, d=4), pos(1, 2, c=3, d=4))  # expect: (1, 2, 3, 4) (1, 2, 3, 4)
def pk(a, /, **kw): return a, kw
print(pk(1, a=2, b=3))  # expect: (1, {'a': 2, 'b': 3})
print((lambda *a, **k: (a, k))(1, *[2, 3], 4, *(5,), x=1, **{'y': 2}, z=3, **{'w': 4}))
# expect: ((1, 2, 3, 4, 5), {'x': 1, 'y': 2, 'z': 3, 'w': 4})
def defaults(x, acc=[]):
    acc.append(x)
    return acc
defaults(1)
print(defaults(2), defaults.__defaults__, f.__kwdefaults__)  # expect: [1, 2] ([1, 2],) {'d': 4}
def order(tag, value):
    print(tag, end=' ')
    return value
f(order('a', 1), order('b', 2), *order('star', [3]), c=order('c', 4), **order('kw', {}))
print()  # expect: a b star c kw
f.__defaults__ = (99,)
f.__kwdefaults__ = {'c': 'kwdefault'}
print(f(1))
class M:
    def keys(self): return ['p', 'q']
    def __getitem__(self, k): return k * 2
print((lambda **k: k)(**M()))
# expect error: TypeError: f() missing 1 required keyword-only argument: 'd'
