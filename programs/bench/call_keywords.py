# groups: cpu calls


def shape(a, b=2, *rest, c=3, **more):
    return a + b + c + len(rest) + len(more)


def plain(a, b, c=1):
    return a + b + c


def run(n):
    x = 0
    for i in range(n):
        x += shape(i, c=1) + shape(1, 2, 3, d=4) + plain(i, c=2, b=1) + plain(*(1, 2))
    return x


print(run(700_000))
