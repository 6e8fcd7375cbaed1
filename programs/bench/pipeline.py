# groups: generators


def numbers(n):
    for i in range(n):
        yield i


def odd(source):
    for x in source:
        if x & 1:
            yield x


def scaled(source, by):
    for x in source:
        yield x * by


def running(source):
    total = 0
    for x in source:
        total += x
        yield total & 0xffff


def run(n):
    total = sum(running(scaled(odd(numbers(n)), 3)))
    dropped = 0
    for i in range(n // 5):
        generator = running(numbers(5))
        dropped += next(generator) + next(generator)
    pairs = list(zip(numbers(n // 10), odd(numbers(n // 5))))
    return total, dropped, len(pairs), pairs[-1]


print(run(2_000_000))
