# Weak references and containers, copies, and contextlib's managers.
import weakref, gc
class C:
    def m(self): return 5
    def __repr__(self): return 'C()'
c=C()
r=weakref.ref(c, lambda r: print('dead', r() is None))
p=weakref.proxy(c)
print(p.m(), weakref.getweakrefcount(c), p.__class__, isinstance(p,C))
wm=weakref.WeakMethod(c.m); print(wm()())
d=weakref.WeakValueDictionary(); d['a']=c; print(len(d), list(d.items()), 'a' in d)
k=weakref.WeakKeyDictionary(); k[c]=1; print(len(k), k[c], list(k.items()))
s=weakref.WeakSet([c]); print(len(s), c in s)
f=weakref.finalize(c, print, 'final', x:=1); print(f.alive)
del c
print(len(d),len(k),len(s), wm(), r(), f.alive)
try: p.m()
except ReferenceError as e: print(e)
import copy
a=[1,[2,3],(4,[5]),{'x':{1}}]; b=copy.deepcopy(a); b[1].append(9); print(a,b, copy.copy(a))
class D:
    def __init__(self): self.x=[1]
q=D(); q2=copy.copy(q); q3=copy.deepcopy(q); print(q2.x is q.x, q3.x is q.x, q3.x)
class E:
    __slots__='a','b'
e=E(); e.a=[1]; e2=copy.deepcopy(e); print(e2.a, hasattr(e2,'b'))
import contextlib
@contextlib.contextmanager
def cm(x):
    print('in'); 
    try: yield x
    except ValueError as e: print('caught', e)
    finally: print('out')
with cm(3) as v: print(v); raise ValueError('boo')
@cm(4)
def ff(): print('ff')
ff()
with contextlib.ExitStack() as st:
    st.callback(print,'cb',1); st.enter_context(cm(9)); st.push(lambda *a: print(a[0]) or True)
    raise KeyError(1)
with contextlib.suppress(KeyError): {}[1]
import sys
class W:
    def __init__(s): s.t=[]
    def write(s,x): s.t.append(x)
w=W()
with contextlib.redirect_stdout(w): print('hidden')
print(w.t)
@contextlib.asynccontextmanager
async def acm():
    print('ain')
    try: yield 7
    finally: print('aout')
async def main():
    async with acm() as x, contextlib.AsyncExitStack() as s2:
        print(x); await s2.enter_async_context(acm()); s2.push_async_callback(co, 1)
async def co(x): print('co',x)
try: main().send(None)
except StopIteration: pass
import textwrap
print(textwrap.dedent('''
    a
      b
    c'''), textwrap.wrap('The quick brown-fox jumped over--the lazy dog. '*3, 20), textwrap.indent('a\n\nb','> '), textwrap.shorten('hello world foo bar',12))
# expect: 5 2 <class '__main__.C'> True
# expect: 5
# expect: 1 [('a', C())] True
# expect: 1 1 [(C(), 1)]
# expect: 1 True
# expect: True
# expect: final 1
# expect: dead True
# expect: 0 0 0 None None False
# expect: weakly-referenced object no longer exists
# expect: [1, [2, 3], (4, [5]), {'x': {1}}] [1, [2, 3, 9], (4, [5]), {'x': {1}}] [1, [2, 3], (4, [5]), {'x': {1}}]
# expect: True False [1]
# expect: [1] False
# expect: in
# expect: 3
# expect: caught boo
# expect: out
# expect: in
# expect: ff
# expect: out
# expect: in
# expect: <class 'KeyError'>
# expect: out
# expect: cb 1
# expect: ['hidden', '\n']
# expect: ain
# expect: 7
# expect: ain
# expect: co 1
# expect: aout
# expect: aout
# expect:
# expect: a
# expect:   b
# expect: c ['The quick brown-fox', 'jumped over--the', 'lazy dog. The quick', 'brown-fox jumped', 'over--the lazy dog.', 'The quick brown-fox', 'jumped over--the', 'lazy dog.'] > a
# expect:
# expect: > b hello [...]
