# Nested, conditional, several fors, scope, walrus.
print([x * y for x in range(3) for y in range(x)], [[j for j in range(i)] for i in range(3)], [x for x in range(10) if x % 2 if x > 3], {x: y for x, y in zip('ab', [1, 2])}, {x for x in 'hello' if x not in 'l'} == set('heo'))
# expect: [0, 0, 2] [[], [0], [0, 1]] [5, 7, 9] {'a': 1, 'b': 2} True
x = 'outer'
print([x for x in range(2)], x, [y := 5, y ** 2], y, [last := i for i in range(3)], last, any((hit := n) > 2 for n in range(9)), hit)
# expect: [0, 1] outer [5, 25] 5 [0, 1, 2] 2 True 3
def f():
    n = 10
    a = [n + i for i in range(2)]
    b = [(lambda: i * n)() for i in range(3)]
    c = [w := i for i in range(4)]
    return a, b, w, [locals().keys() and k for k in ['k']]
print(f())  # expect: ([10, 11], [0, 10, 20], 3, ['k'])
print([a for a, *b in [(1, 2), (3,)]], [(a, b) for a, *b in ['xyz']], [i for i in range(3) for i in 'ab'], [*[1, 2], *(i for i in [3])], list(x for x in [1] for x in [2]))
# expect: [1, 3] [('x', ['y', 'z'])] ['a', 'b', 'a', 'b', 'a', 'b'] [1, 2, 3] [2]
class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    cond = [i for i in items if i > 1]
print(C.doubled, C.cond, [f() for f in [lambda x=x: x for x in 'ab']], (lambda: [z for z in (1, 2)])())
# expect: [2, 4] [2] ['a', 'b'] [1, 2]
print({**{k: 1 for k in 'a'}, **{'b': 2}}, dict((k, v) for k, v in {'q': 1}.items()), sum(x for x in range(4)), [x if x else 'zero' for x in range(2)], [not x for x in (0, 1)], [[x] for x in (1,)][0][0])
# expect: {'a': 1, 'b': 2} {'q': 1} 6 ['zero', 1] [True, False] 1
def g(): return [(yield_ := v) for v in (1, 2)], yield_
print(g())  # expect: ([1, 2], 2)
try: [undefined_here for _ in [1]]
except NameError as e: print(e)  # expect: name 'undefined_here' is not defined
try: [1 / x for x in (1, 0)]
except ZeroDivisionError as e: print(e)  # expect: division by zero
m = [[1, 2], [3, 4]]
print([[r[i] for r in m] for i in range(2)], [c for r in m for c in r], [(r, c) for r in range(2) for c in range(2) if m[r][c] % 2 == 0])
# expect: [[1, 3], [2, 4]] [1, 2, 3, 4] [(0, 1), (1, 1)]
