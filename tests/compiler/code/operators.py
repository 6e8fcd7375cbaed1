x = a + b - c * d / e // f % g ** h @ i
x = a << b >> c & d ^ e | f
x = -a, +b, ~c, not d
x = a[b], a[b:c], a[b:c:d]
x += a; x -= a; x *= a; x /= a; x //= a; x %= a; x **= a; x @= a
x <<= a; x >>= a; x &= a; x ^= a; x |= a
x = a < b <= c == d != e > f >= g
x = a is b, a is not b, a in c, a not in c
x = a and b or c
x = 1 if a else 2
a[b] += c
a.b += c
a[b:c] = d
del a[b], a.b, a
x = y = z, w = 1, 2
a, b = b, a
a, b, c = c, b, a
a, *b, c = d
