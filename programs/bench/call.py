# groups: cpu calls


def add(a, b):
    return a + b


def run(n):
    x = 0
    for i in range(n):
        x = add(x, i)
    return x


print(run(8_000_000))
