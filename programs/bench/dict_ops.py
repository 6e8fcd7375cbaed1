# groups: cpu data


def run(n):
    counts = {}
    seed = 1
    for _ in range(n):
        seed = seed * 16807 % 2147483647
        key = seed % 5000
        counts[key] = counts.get(key, 0) + 1
    names = {f'name{i}': i for i in range(2000)}
    total = 0
    for _ in range(n // 4000):
        for name in names:
            total += names[name]
        for name, value in names.items():
            if name in names:
                total -= value - 1
    return len(counts), max(counts.values()), total


print(run(3_000_000))
