# groups: generators


def run(n):
    total = 0
    for i in range(n):
        total += sum(x * 2 for x in range(100) if x & 1)
        total += any(x > 50 for x in range(100)) + max(x ^ i & 63 for x in range(40))
    return total


print(run(55_000))
