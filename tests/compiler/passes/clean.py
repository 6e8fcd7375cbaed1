def nops(a):
    pass
    if a:
        pass
    for x in a: pass
    while a: pass
    while 1:
        pass
        break
    1
    "x"
def returns(a):
    with a:
        return (
            1
        )
def jumps(a):
    for x in a:
        if x:
            pass
        else:
            continue
        break
    match a:
        case 0:
            if a: e = 1
    a
def elif_ends(b):
    match b:
        case _:
            if a:
                raise
            elif e:
                a |= a
    return c
