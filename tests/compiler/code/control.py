while a:
    if b:
        continue
    elif c:
        break
    d()
else:
    e()
for i in a:
    if i:
        break
else:
    f()
while True:
    pass
    if g and (h or not i):
        break
assert a, 'message'
assert b
if not (a and b) or c:
    x = 1
def f(x):
    for i in x:
        if i:
            return i
        for j in i:
            if j:
                continue
            return
    if x: return 1
    else: return 2
def g(x):
    while x:
        x = x.next
    return x if x else None
(a and b)()
x = (y := 5) + y
