# groups: cpu data


def run(n):
    seed = 7
    rows = []
    for i in range(n):
        seed = seed * 16807 % 2147483647
        rows.append((seed % 1000, str(seed), i))
    by_number = sorted(rows, key=lambda row: row[0])
    by_text = sorted(rows, key=lambda row: row[1], reverse=True)
    plain = sorted(row[1] for row in rows)
    rows.sort()
    return by_number[n // 2], by_text[n // 3][1], plain[5], rows[-1]


print(run(250_000))
