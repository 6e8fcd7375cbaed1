# groups: cpu data


def run(n):
    total = 0
    for i in range(n):
        squares = [x * x for x in range(100)]
        odd = [x for x in squares if x & 1]
        table = {x: i for x in odd}
        kept = {x % 17 for x in squares}
        total += len(table) + len(kept) + odd[i % 50] + sum([a + b for a in (1, 2) for b in odd])
    return total


print(run(32_000))
