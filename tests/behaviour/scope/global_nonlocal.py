# global, nonlocal, unbound names, class scope, del.
x = 'g'
def f():
    global x, created
    x, created = 'changed', 'made'
def unbound():
    try: print(x_local)
    except UnboundLocalError as e: print(e)
    x_local = 1
    del x_local
    try: x_local
    except UnboundLocalError as e: print(e)
    try: del x_local
    except UnboundLocalError as e: print(e)
f()
print(x, created)  # expect: changed made
unbound()
# expect: local variable 'x_local' referenced before assignment
# expect: local variable 'x_local' referenced before assignment
# expect: local variable 'x_local' referenced before assignment
try: del nothing
except NameError as e: print(e)  # expect: name 'nothing' is not defined
try: nothing
except NameError as e: print(e)  # expect: name 'nothing' is not defined
def outer():
    v = 1
    def middle():
        def inner():
            nonlocal v
            v += 1
        inner()
        return v
    return middle(), v
print(outer())  # expect: (2, 2)
def glob_in_nested():
    x = 'local'
    def inner():
        global x
        return x
    return inner(), x
print(glob_in_nested())  # expect: ('changed', 'local')
def loc():
    a, b = 1, 2
    def inner(): return b
    c = sorted(locals())
    return c, inner.__code__.co_freevars, loc.__code__.co_cellvars, loc.__code__.co_varnames
print(loc())  # expect: (['a', 'b', 'inner'], ('b',), ('b',), ('a', 'inner', 'c'))
print(eval('y + 1', {'y': 1}), eval('x'), (lambda: eval('x'))())  # expect: 2 changed changed
ns = {}
exec('a = 1\ndef f(): return a', ns)
print(ns['f'](), sorted(k for k in ns if k != '__builtins__'))  # expect: 1 ['a', 'f']
def shadow(len=lambda x: 'shadowed'): return len([1])
print(shadow(), len([1]))  # expect: shadowed 1
import builtins
builtins.added = 'builtin'
print(added)  # expect: builtin
for code in ('def f():\n x = 1\n global x', 'def f(a):\n global a', 'nonlocal x', 'def f():\n nonlocal zz', 'def f():\n print(x)\n global x', 'def f(a, a): pass', 'return 1', 'break', 'continue', 'class C: return 1', 'def f():\n x: int\n nonlocal x', '[x := 1 for x in y]', 'def f():\n from m import *', 'None = 1', 'f() = 1', 'x + 1 = 2', '*a = 1', 'a, *b, *c = 1', 'del f()', 'for 1 in x: pass', '(x for x in y) = 1', 'lambda: (x := 1) = 2', '__debug__ = 1'):
    try:
        compile(code, 'f', 'exec')
        print('valid', repr(code))
    except SyntaxError as e: print(e.msg, e.lineno)
    # expect: name 'x' is assigned to before global declaration 3
    # expect: name 'a' is parameter and global 2
    # expect: nonlocal declaration not allowed at module level 1
    # expect: no binding for nonlocal 'zz' found 2
    # expect: name 'x' is used prior to global declaration 3
    # expect: duplicate argument 'a' in function definition 1
    # expect: 'return' outside function 1
    # expect: 'break' outside loop 1
    # expect: 'continue' not properly in loop 1
    # expect: 'return' outside function 1
    # expect: annotated name 'x' can't be nonlocal 3
    # expect: assignment expression cannot rebind comprehension iteration variable 'x' 1
    # expect: import * only allowed at module level 2
    # expect: cannot assign to None 1
    # expect: cannot assign to function call here. Maybe you meant '==' instead of '='? 1
    # expect: cannot assign to expression here. Maybe you meant '==' instead of '='? 1
    # expect: starred assignment target must be in a list or tuple 1
    # expect: multiple starred expressions in assignment 1
    # expect: cannot delete function call 1
    # expect: cannot assign to literal 1
    # expect: cannot assign to generator expression 1
    # expect: cannot assign to lambda 1
    # expect: cannot assign to __debug__ 1
