"""Digits of pi by a spigot over big integers, ten a line."""


def digits():
    """Gibbons's unbounded spigot: all state is five integers that grow."""
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


def lines(count):
    stream = digits()
    for start in range(0, count, 10):
        yield ''.join(str(next(stream)) for _ in range(10)), start + 10


for text, position in lines(200):
    print(f'{text}\t:{position}')
factorial = 1
for n in range(1, 101):
    factorial *= n
print(factorial, factorial.bit_length(), sum(map(int, str(factorial))))
print(2 ** 521 - 1, pow(3, 10 ** 20, 10 ** 9 + 7), -7 ** 77 // 3 ** 50, hex(1 << 130), int('z' * 30, 36))
a, b = 0, 1
while b < 10 ** 60:
    a, b = b, a + b
print(b, divmod(b, a), b & 0xffff, b >> 150, ~b % 1000)
