try:
    a()
except ValueError:
    b()
except (KeyError, TypeError) as e:
    c(e)
except:
    d()
else:
    f()
finally:
    g()
def h():
    try:
        return a
    finally:
        b()
def i():
    for x in y:
        try:
            if x:
                break
            continue
        finally:
            z()
with a as b, c:
    d()
def j():
    with a:
        return b
def k():
    try:
        raise ValueError from c
    except KeyError as e:
        raise
raise
