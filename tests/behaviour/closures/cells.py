# Cells are shared between the function and what it encloses.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = counter()
inc(); inc(5)
print(get(), inc.__code__.co_freevars, inc.__closure__[0].cell_contents, get.__closure__[0] is inc.__closure__[0])
# expect: 6 ('n',) 6 True
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])  # expect: [2, 2, 2] [0, 1, 2]
def make(x):
    def a():
        def b():
            def c(): return x
            return c
        return b
    return a()()()
print(make('deep'))  # expect: deep
def late():
    def f(): return value
    try: f()
    except NameError as e: print(e)  # expect: free variable 'value' referenced before assignment in enclosing scope
    value = 'assigned'
    return f()
print(late())  # expect: assigned
def deleted():
    x = 1
    def f(): return x
    del x
    try: f()
    except NameError as e: print(e)  # expect: free variable 'x' referenced before assignment in enclosing scope
    try: return x
    except UnboundLocalError as e: return str(e)
print(deleted())  # expect: local variable 'x' referenced before assignment
def empty():
    def f(): return y
    try: f.__closure__[0].cell_contents
    except ValueError as e: print(e)  # expect: Cell is empty
    f.__closure__[0].cell_contents = 'set from outside'
    print(f())  # expect: set from outside
    y = 2
empty()
