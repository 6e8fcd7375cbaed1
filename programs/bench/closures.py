# groups: cpu calls


def make(step):
    value = 0

    def advance(by):
        nonlocal value
        value += by * step
        return value

    return advance


def run(n):
    one, three = make(1), make(3)
    compose = lambda f, g: lambda x: f(g(x))
    both = compose(lambda x: x & 1023, compose(one, lambda x: x ^ 5))
    total = 0
    for i in range(n):
        total += both(i) + three(1)
    return total


print(run(1_300_000))
