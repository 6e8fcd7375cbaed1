# One collection: weak references die and call back, then all finalisers run, then only what is dead still goes.
import gc, weakref
class A:
    def __init__(self, name): self.name = name; self.me = self
    def __del__(self): print('del', self.name, reference() is None)
gc.collect()
a, b, c = A('a'), A('b'), A('c')
a.other = b
reference = weakref.ref(b, lambda r: print('callback b'))
first = weakref.ref(a, lambda r: print('callback a'))
a.inside = weakref.ref(b, lambda r: print('never'))
del a, b, c
print(gc.collect())
class Back:
    def __init__(self): self.me = self
    def __del__(self):
        global back
        back = self
Back()
print(gc.collect(), back.me is back)
del back
print(gc.collect())
import io
class Raw(io.BytesIO):
    def close(self): print('closed with', self.getvalue()); super().close()
stream = io.TextIOWrapper(io.BufferedWriter(Raw()))
stream.write('text')
stream.me = stream
del stream
print(gc.collect() > 0)
# expect: callback a
# expect: callback b
# expect: del a True
# expect: del b True
# expect: del c True
# expect: 8
# expect: 0 True
# expect: 2
# expect: closed with b''
# expect: True
