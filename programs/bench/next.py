# groups: generators
# Values asked for one by one, with and without a default.


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, (a + b) & 0xffffff


def letters(n):
    for i in range(n):
        yield 'abcdefgh'[i & 7]


def run(n):
    numbers, source = fibonacci(), letters(n)
    total = count = 0
    for _ in range(n):
        total ^= next(numbers)
        total += numbers.__next__() & 1
    while next(source, None) is not None:
        count += 1
    return total, count


print(run(1_800_000))
