def conditions(a, b):
    while 1:
        if 0 or a and "x":
            break
    return 1 if a and None else () or b
def tuples(a, b, c):
    a, b = b, a
    a, b, c = c, b, a
    (a,) = (b,)
    a, b = 1, 2
def rotations(a):
    match a:
        case [x, y, z]:
            return x
        case ([x, y] | C(y, x)):
            return y
def threading(a, b, c):
    return (a and b) or c, (a or b) and c
def loops(a, b):
    for x in a:
        if x:
            if b:
                continue
            else:
                a()
        else:
            b()
def raising(a, b):
    def f(a=(1, 2), *, b=(3, (4, 5))): pass
