# delegation: PEP 380
def inner():
    try:
        while True:
            x = yield
            if x is None: break
            print('inner', x)
        return 'result'
    except ValueError as e:
        print('inner caught', e); yield 'from except'
        return 'after'
    finally: print('inner done')
def outer():
    r = yield from inner()
    print('outer got', r)
    return 'outer ' + str(r)
o = outer(); next(o); o.send(1); o.send(2)
try: o.send(None)
except StopIteration as e: print(e.value)
o = outer(); next(o); print(o.throw(ValueError('boom')))
print(o.gi_yieldfrom.__name__)
try: next(o)
except StopIteration as e: print(e.value)
def flatten(x):
    for i in x:
        if isinstance(i, list): yield from flatten(i)
        else: yield i
print(list(flatten([1,[2,[3,[4]],5]])))
def chain(*its):
    for i in its: yield from i
print(list(chain('ab', range(2), {'k': 1})))
class It:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def send(self, v): print('send', v); return v
    def throw(self, *a): print('throw', a[0].__name__ if isinstance(a[0], type) else a[0]); raise StopIteration('thrown')
    def close(self): print('close')
def d(): 
    r = yield from It(); print('r', r); yield 'end'
g = d(); print(next(g), g.send(3)); print(g.throw(KeyError)); 
g = d(); next(g); g.close()
def plain():
    yield from [1,2,3]
p = plain(); next(p)
try: p.send(5)
except AttributeError as e: print(e)
p = plain(); next(p)
try: p.throw(ZeroDivisionError('z'))
except ZeroDivisionError as e: print(repr(e))
def tree(n):
    if n:
        yield from tree(n-1); yield n; yield from tree(n-1)
print(list(tree(3)))
def acc(gather):
    while True:
        tot = yield from adder(); gather.append(tot)
def adder():
    t = 0
    while True:
        v = yield
        if v is None: return t
        t += v
tot = []; a = acc(tot); next(a)
for i in range(4): a.send(i)
a.send(None)
for i in range(5): a.send(i)
a.send(None); print(tot)
def deep(n):
    if n: return (yield from deep(n-1)) + 1
    return (yield 'bottom')
g = deep(200); print(next(g))
try: g.send(1)
except StopIteration as e: print(e.value)
import traceback
def fail(n):
    if n: yield from fail(n-1)
    else: raise LookupError('deep')
    yield
try: list(fail(3))
except LookupError: print(len(traceback.format_exc().splitlines()))
