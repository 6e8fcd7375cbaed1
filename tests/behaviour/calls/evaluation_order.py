# Arguments, defaults, decorators and targets are evaluated in the order of the page.
log = []
def t(x):
    log.append(x)
    return x
def show():
    print(*log)
    # expect: .a 1 .b 2 3
    # expect: 3 1 [1] 2 [2]=3
    # expect: default kwdefault returns
    # expect: base <class 'type'> body
    # expect: deco function
    # expect: 1 2 3 2 4
    # expect: 1 2 3 k v 4
    # expect: 0 2
    # expect: 1 3 2
    # expect: 1 2
    # expect: 1 w 5 2
    # expect: lambda
    # expect: 1 2 i [i]=2
    # expect: a b a a b b
    # expect: 1
    # expect: item target [target]=item
    log.clear()
class O:
    def __getattr__(self, n):
        log.append('.' + n)
        return lambda *a, **k: O()
    def __getitem__(self, i): log.append(f'[{i}]'); return self
    def __setitem__(self, i, v): log.append(f'[{i}]={v}')
o = O()
o.a(t(1)).b(t(2), k=t(3)); show()
o[t(1)][t(2)] = t(3); show()
def f(a=t('default'), *, b=t('kwdefault')) -> t('returns'): pass
show()
class C(O if t('base') else 0, metaclass=t(type)):
    x = t('body')
show()
@t
@(lambda g: t('deco') and g)
def g(): pass
log[:] = [x if isinstance(x, str) else 'function' for x in log]; show()
x = t(1) + t(2) * t(3) ** t(2) - t(4); show()
x = [t(1), *[t(2)], t(3)], {t('k'): t('v')}, (t(4),); show()
x = t(1) if t(0) else t(2); show()
x = t(1) < t(3) < t(2) < t(9); show()
f(*[t(1)], **{'b': t(2)}); show()
x = f'{t(1)}{t("w"):>{t(5)}}{t(2)!r}'; show()
x = lambda a=t('lambda'): t('never'); show()
x = y, o[t('i')] = t(1), t(2); show()
with_ = [t(i) for i in [t('a'), t('b')] if t(i)]; show()
assert t(1), t('never'); show()
for o[t('target')] in [t('item')]: pass
show()
