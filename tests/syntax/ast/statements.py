x = y = 1, *z
(a): int = 2
b.c: str
x += yield_ @ 3
del a, (b, c[0]), [d.e]
pass; assert x, 'why';
raise E from None
global g, h
import a.b.c as d, e
from ... import (f, g as h,)
from .m import *
if a:
    pass
elif b: x; y;
elif c:
    break
else:
    continue
while (n := f()):
    return
else: return 1, 2
for i, *j in *k, l: pass
try:
    x
except (A, B) as e:
    y
except:
    z
else:
    w
finally:
    v
with a as b, c.d as (e, f): pass
with (a, b): pass
with (a, b) as c: pass
with (a as b, c,): pass
with (a,): pass
with ((a, b)): pass
with (): pass
@decorator(1).attribute[0]
# a comment
@(yield_)

class C(B, *bases, metaclass=M, **kw): x = 1
async def f(a, b: int = 1, /, c=2, *args: str, d, e=3, **kwargs) -> None:
	nonlocal q
	async with a as b: pass
	async for x in y: await z
	return [x async for x in y]
def g(*, k): return
