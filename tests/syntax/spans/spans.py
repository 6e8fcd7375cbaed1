(a) + b.c(d, *e, f=g)[1:2, 3,]
@x
async def f(a: int, *b, c=1, **d): pass;
if a: pass
elif (b): pass
else: y
try: a
except (B) as c:
    d
with (a) as b, (c): pass
x = ("a"
  f"{b:{c}d}" f'''
{d}{
e}''')
f(a for a in b), (a for a in b), a, b,
lambda a, *, b=1: (yield)
[x for (x) in y if (z)]
from a import (b as c, d)
match a:
    case B(c=1) | [d, *e]: pass
é = 'é', ü
class A(B, k=c): x: int = (1)
