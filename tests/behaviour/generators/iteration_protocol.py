# Generators wherever an iterator goes.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(sum(count(5)), max(count(4)), sorted(count(3), reverse=True), list(map(str, count(2))))
# expect: 10 3 [2, 1, 0] ['0', '1']
a, *b, c = count(5)
print(a, b, c)  # expect: 0 [1, 2, 3] 4
print(list(zip(count(3), count(9))), dict(enumerate(count(2))), 3 in count(5), 9 in count(5))
# expect: [(0, 0), (1, 1), (2, 2)] {0: 0, 1: 1} True False
g = count(4)
print(2 in g, list(g))  # expect: True [3]
for i in (g := count(10)):
    if i == 2:
        break
print(next(g))  # expect: 3
try:
    x, y = count(3)
except ValueError as e:
    print(e)  # expect: too many values to unpack (expected 2)
try:
    x, y, z = count(2)
except ValueError as e:
    print(e)  # expect: not enough values to unpack (expected 3, got 2)
print(''.join(c for c in 'abc' if c != 'b'), any(x > 2 for x in count(5)), all(count(3)))  # expect: ac True False
for i in count(3):
    print(i, end=' ')
else:
    print('else')  # expect: 0 1 2 else
