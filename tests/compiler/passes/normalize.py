def jumps(a):
    for x in a:
        for y in x:
            if y:
                break
            if x:
                continue
            assert y and 1 + 2, x
        else:
            continue
        b()
def empty(a):
    if a:
        if b:
            if c:
                d()
    return a
