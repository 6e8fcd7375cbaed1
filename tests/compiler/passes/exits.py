def shared(a):
    if a:
        a()
    elif b:
        b()
    elif c and d:
        c()
def finally_(a):
    try:
        a()
    except A as e:
        b()
    except B:
        c()
    finally:
        d()
def nested(a):
    with a as b, c as d:
        while a:
            if b:
                break
            elif c:
                return c
async def asynchronous(a):
    async with a:
        async for b in c:
            if b:
                break
