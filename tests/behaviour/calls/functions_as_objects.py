# What a function object holds.
def f(a, b: int = 2, *, c: 'str' = 'x') -> bool:
    """Doc of f."""
    return a
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
# expect: f f Doc of f. __main__ (2,) {'c': 'x'} {'b': <class 'int'>, 'c': 'str', 'return': <class 'bool'>}
f.attr = 5
print(f.attr, f.__dict__, f.__closure__, f.__globals__ is globals())  # expect: 5 {'attr': 5} None True
code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_varnames, code.co_nlocals, code.co_flags, code.co_consts)
# expect: f 2 1 ('a', 'b', 'c') 3 67 ('Doc of f.',)
def g(x): return 'g', x
f.__code__ = g.__code__
print(f(1))  # expect: ('g', 1)
f.__name__ = 'renamed'
print(f.__name__, repr(f).startswith('<function f at 0x'))  # expect: renamed True
lam = lambda: 0
print(lam.__name__, lam.__qualname__, (lambda: lambda: 0)().__qualname__)
# expect: <lambda> <lambda> <lambda>.<locals>.<lambda>
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__)  # expect: outer.<locals>.inner
for bad in (lambda: setattr(f, '__name__', 5), lambda: setattr(f, '__defaults__', 5), lambda: setattr(f, '__code__', 5)):
    try: bad()
    except TypeError as e: print(e)
    # expect: __name__ must be set to a string object
    # expect: __defaults__ must be set to a tuple object
    # expect: __code__ must be set to a code object
print(type(f).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__, len.__name__, [].append.__self__)
# expect: function builtin_function_or_method builtin_function_or_method method_descriptor len []
