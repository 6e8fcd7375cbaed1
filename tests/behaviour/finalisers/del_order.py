# __del__ runs at the moment of the last release, before the next statement.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)  # expect: del a
a = D('a')
a = None
print('after a')  # expect: after a
b = D('b'); c = b
del b
print('still held')  # expect: still held
del c  # expect: del b
print('gone')  # expect: gone
D('temporary')  # expect: del temporary
print('after temporary')  # expect: after temporary
l = [D(1), D(2), D(3)]
l.pop()  # expect: del 3
l[0] = 'x'  # expect: del 1
l.clear()  # expect: del 2
print('cleared')  # expect: cleared
d = {'k': D('value')}
d['k'] = 1  # expect: del value
def f():
    x, y = D('x'), D('y')
    print('in f')  # expect: in f
f()
# expect: del x
# expect: del y
print('after f')  # expect: after f
def g(): return D('returned')
g()  # expect: del returned
g().n  # expect: del returned
x = D('old')
x = D('new')  # expect: del old
print('rebound')  # expect: rebound
t = (D('t'),)
t = None  # expect: del t
(lambda: D('lambda'))() and print('and')
# expect: del lambda
# expect: and
for i in [D('loop')]: pass
print('loop over')  # expect: loop over
i = None  # expect: del loop
try: raise ValueError(D('in exception'))
except ValueError as e: pass  # expect: del in exception
print('handled')  # expect: handled
x.attr = x2 = D('attribute')
del x2
x.attr = None  # expect: del attribute
print('end')  # expect: end
# expect: del new
