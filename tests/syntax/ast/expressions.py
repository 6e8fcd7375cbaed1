a or b or c and not d and e
a < b <= c != d is not e not in f in g is h
-x ** -y ** z
-await_.x @ y // z % w
not (lambda: (yield))
lambda a, /, b=1, *c, d, e=2, **f: a if b else c if d else e
x if y else lambda: z
(a := 1, b)
[*a, b, *c | d]
{**a, 'b': c, **d}, {*a, b}, {}, {a: b for c, in d if e if f for g in h}
{a for a, *b in c}, (a for a in b), f(a for a in b)
f(*a, b=c, *d, **e, f=g)(h)[i](k := l)
x[a], x[a,], x[a:b, c::d, ...], x[:], x[::], x[e := f]
(a), (a,), (), ((a))
a.b.c(d).e[f]
1 + 2 * 3 - 4 / 5 << 6 & 7 | 8 ^ ~9
(yield), (yield a, *b), (yield from c)
async def f(): await a ** await b, -await c, [await d async for e in g]
