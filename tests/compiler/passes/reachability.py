def after_return(a):
    return a
    for x in a: yield
def constant(a):
    if 0:
        import a
    while 0:
        a = b
    if 1:
        return 1
    else:
        return 2
def infinite():
    while True:
        pass
    return 3
def raising(a):
    try:
        raise a
    finally:
        a()
