# groups: cpu bigints


def run(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    checksum = seen = 0
    while seen < count:
        if 4 * q + r - t < n * t:
            seen += 1
            checksum = (checksum * 31 + n) % 1_000_000_007
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return checksum


print(run(3600))
