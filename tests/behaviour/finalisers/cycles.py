# Cycles are found by gc.collect, and their finalisers run.
import gc
gc.disable()
gc.collect()
class Node:
    def __init__(self, n): self.n, self.links = n, []
    def __del__(self): print('del', self.n)
a, b = Node('a'), Node('a')
a.links.append(b); b.links.append(a)
del a, b
print('unreachable')  # expect: unreachable
print(gc.collect() > 0)
# expect: del a
# expect: del a
# expect: True
n = Node('self')
n.me = n
del n
gc.collect()  # expect: del self
def gen():
    me = yield
    try: yield 1
    finally: print('generator finally')  # expect: generator finally
g = gen()
next(g); g.send(g)
del g
gc.collect()
l = []
l.append(l)
del l
f = Node('closure')
def outer():
    node = Node('in closure')
    def inner(): return inner, node
    return inner
o = outer()
del o
gc.collect()  # expect: del in closure
class Klass: instance = None
Klass.instance = Klass()
del Klass
print(gc.collect() > 0, gc.isenabled())  # expect: True False
f.alive = True
gc.collect()
print('f lives', f.n)  # expect: f lives closure
del f  # expect: del closure
