# groups: generators


def lazy_range(stop):
    n = 0
    while n < stop:
        yield n
        n += 1


def run(n):
    total = 0
    for x in lazy_range(n):
        total += x
    return total


print(run(10_000_000))
