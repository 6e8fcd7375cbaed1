"""Primes three ways: a sieve, trial division in a generator, a chain of filters."""


def sieve(limit):
    composite = bytearray(limit + 1)
    for n in range(2, limit + 1):
        if not composite[n]:
            yield n
            for multiple in range(n * n, limit + 1, n):
                composite[multiple] = 1


def by_division():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1


def by_filters():
    def numbers():
        n = 2
        while True:
            yield n
            n += 1

    stream = numbers()
    while True:
        prime = next(stream)
        yield prime
        stream = filter(lambda n, prime=prime: n % prime, stream)


def factors(n):
    result = {}
    for p in sieve(int(n ** 0.5) + 1):
        while n % p == 0:
            result[p] = result.get(p, 0) + 1
            n //= p
    if n > 1:
        result[n] = 1
    return result


first = list(sieve(60))
print(first)
print(all(a == b == c for a, b, c in zip(first, by_division(), by_filters())))
print(sum(1 for _ in sieve(50_000)))
for n in (360, 97, 1001, 2 ** 16, 999_983 * 2):
    print(n, '=', ' * '.join(f'{p}^{k}' if k > 1 else str(p) for p, k in factors(n).items()))
print([p for p in range(2, 2000) if pow(2, p, p) == 2 and p in set(sieve(2000))][-5:])
