class C(
    a,
    b=c,
):
    "doc"
    x: int
    def f(self): super()
f = lambda x: (
    a
    or b)
(a
 .b(
   c)
 .d)[
   e
] += 1
g(a and
  b,
  *c,
  d=e if f
  else g)
h = [
    i for i in j
    if i
    if not (i is
            j)
]
@deco
@deco2(
    x)
def k(a,
      b=1): return a
