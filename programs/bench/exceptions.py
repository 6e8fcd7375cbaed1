# groups: cpu data


def check(i):
    if i % 3 == 0:
        raise ValueError(i)
    return i


def middle(i):
    try:
        return check(i)
    finally:
        pass


def run(n):
    total = caught = 0
    for i in range(n):
        try:
            total += middle(i)
        except KeyError:
            pass
        except ValueError as error:
            caught += error.args[0]
        try:
            total += [1, 2][i & 3]
        except IndexError:
            caught += 1
    return total, caught


print(run(1_200_000))
