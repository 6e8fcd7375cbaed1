x = [], (), {}, [1, 2], (a, b), {a, b}, {a: b}, {1, 2, 3}
x = [1, 2, 3, 4], (1, (2, 'three', None)), {'k': 1, 'l': 2}
x = [*a, b, *c], (*a, b), {*a, b}, {**a, 'b': c, **d}
x = [1, 2, *a], {1, 2, 3, *a}
if a in [1, 2] or b not in {3, 4}:
    pass
for i in [1, 2]:
    pass
x = [i for i in a if i]
x = {i for i in a}
x = {i: j for i, j in a}
x = (i for i in a)
x = [i + y for i in a for y in [i]]
x = f'{a}{b!r:>{c}} {d:.2f} {e!s} {f!a}' 'tail'
x = f'{a}'
x = slice
