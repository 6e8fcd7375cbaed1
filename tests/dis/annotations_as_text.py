from __future__ import annotations
def f(a: lambda: 1, b: lambda *a: 1, c: lambda x, /, y=1, *z, w=2, **k: (yield), d: lambda: (x := 1)): pass
x: (a, b)
x: a[1:2, ::3]
x: a[b, c]
x: a[(b,)]
x: a[()]
x: -(-1) ** -2 ** 3
x: (a ** b) ** c
x: not (a and b or c)
x: (not a) in b
x: f(x for x in y)
x: f(*a, b=1, **c)
x: f(a, (x for x in y))
x: f"{a!r:>{w}} {{}} {'x'} {b=}"
x: {**a, 1: 2, **b | c}
x: [*a, *b | c]
x: 1 .real
x: 1.5.real
x: u'abc' + b'abc' + 'a"\''
x: {a: b for c, d in e if f if g for h in i or j}
x: {a for b in (lambda: c)}
x: a if b else c if d else e
x: (a if b else c) if d else e
x: a < b < c is not d not in e
x: (a < b) < c
x: ...
x: None
x: lambda *, a: a
x: lambda **k: k
x: a - (b - c) - d
x: a << (b >> c)
x: ~a & b ^ c | d
x: a @ b // c % d
x: f'{ {1: 2} }' f'{ {3} :x}'
x: [(a, b) for a, b in c]
x: 'abc' 'def'
x: -1
x: 0x10
x: (lambda: x)()
x: a.b.c[d](e)
x: f'{a:{b}c}'
x: f'{lambda_}'
x: f'{(lambda: 1)}'
x: (a, *b)
x: (a,)
class A:
    def f(self, __x: __y): self.__x: __z = 1
