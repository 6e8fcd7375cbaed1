def arithmetic():
    return 1 + 2 * 3, -5 // 2, 7 % -3, 2 ** 10, 1 / 2, ~5, not (), "a" "b" + "c", 1 - 2j, (1, 2, 3)[-1], "abc"[1]
def limits():
    return 2 ** 127, 2 ** 129, 1 << 127, 1 << 128, "a" * 4096, "a" * 4097, (1,) * 256, (1,) * 257, 1 // 0, 1 << -1
def kept_apart():
    return 0.0, -0.0, 0, False, 1, 1.0, True, 1j, -1j, (1, 2), (1.0, 2), (True, 2)
def iterables(x):
    for y in [1, 2]:
        x in {1, 2, 1.0}, x not in [1, 2], not (x in [y]), not (x is y), not x == y
def shapes(x):
    return [1, 2, 3], {1, 2, 3}, (x, (1, 2)), {1: x, 2: x}, __debug__, "%s" % x
