# groups: cpu integers


def run(n):
    total = 0
    i = 0
    while i < n:
        total += i * 3 & 0xff
        i += 1
    return total


print(run(12_000_000))
