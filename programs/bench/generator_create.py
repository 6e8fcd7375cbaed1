# groups: generators
# Generators that live shortly: never started, dropped half-way, closed, or run to their end.


def pair(a, b):
    yield a
    yield b


def guarded(log, x):
    try:
        yield x
        yield x + 1
    finally:
        log[0] += 1


def run(n):
    log, total = [0], 0
    for i in range(n):
        pair(i, i)
        total += next(pair(i, 1))
        for x in pair(i, 2):
            total += x
        g = guarded(log, i)
        total += next(g)
        g.close()
        a, b = pair(1, i)
        total += a - b
    return total, log[0]


print(run(450_000))
