# A suspended generator that is dropped runs its finally blocks at once.
def gen(n):
    try:
        yield n
    except GeneratorExit:
        print('exit', n)  # expect: exit temporary
        raise
    finally:
        print('finally', n)  # expect: finally temporary
next(gen('temporary'))
print('after')  # expect: after
g = gen('held')
next(g)
g = None
# expect: exit held
# expect: finally held
print('dropped')  # expect: dropped
for x in gen('loop'): break
# expect: exit loop
# expect: finally loop
print('after break')  # expect: after break
def outer():
    yield from gen('inner')
o = outer()
next(o)
del o
# expect: exit inner
# expect: finally inner
print('chain dropped')  # expect: chain dropped
l = [gen(1), gen(2)]
for g in l: next(g)
del g
l.clear()
# expect: exit 2
# expect: finally 2
# expect: exit 1
# expect: finally 1
def bad():
    try: yield
    finally: yield 'ignored exit'
import sys
class Err:
    def write(self, s):
        if 'RuntimeError' in s: print('stderr:', s.strip())  # expect: stderr: RuntimeError
    def flush(self): pass
sys.stderr = Err()
b = bad()
next(b)
del b
print('end')  # expect: end
