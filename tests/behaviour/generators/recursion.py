# Generators that call themselves.
def inorder(t):
    if t:
        left, value, right = t
        yield from inorder(left)
        yield value
        for x in inorder(right):
            yield x
tree = (((None, 1, None), 2, (None, 3, None)), 4, ((None, 5, None), 6, None))
print(list(inorder(tree)))  # expect: [1, 2, 3, 4, 5, 6]
def permutations(xs):
    if len(xs) <= 1:
        yield tuple(xs)
    for i, x in enumerate(xs):
        for rest in permutations(xs[:i] + xs[i + 1:]):
            yield (x,) + rest
            if not rest:
                return
print(sum(1 for p in permutations([1, 2, 3]) if len(p) == 3), next(permutations('ab')))  # expect: 12 ('a', 'b')
def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)
print(' '.join(hanoi(3, 'A', 'B', 'C')))  # expect: AC AB CB AC BA BC AC
def deep(n):
    yield n
    if n:
        yield from deep(n - 1)
print(sum(deep(300)))  # expect: 45150
