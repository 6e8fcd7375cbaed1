# Errors in except clauses, in with exits, in iteration protocol, in comparison.
def attempt(f):
    try: return f()
    except Exception as e: return type(e).__name__, str(e), e.__context__ and type(e.__context__).__name__
def bad_type():
    try: raise KeyError
    except undefined_name: pass
class It:
    def __iter__(self): return self
    def __next__(self): raise ValueError('next')
def in_for():
    for x in It(): pass
class Cmp:
    def __eq__(self, o): raise ValueError('eq')
    __hash__ = None
def in_compare(): return 1 in [Cmp()]
def in_sort(): return sorted([3, 'a'])
def in_key(): return sorted([1, 2], key=lambda x: 1 / 0)
def in_unpack(): a, b = It()
def in_star(): return [*It()]
def in_kwargs(): return dict(**{'a': 1}, **{'a': 2})
def in_format(): return f'{undefined_name}'
def in_default(): 
    def f(x=1 / 0): pass
def in_decorator():
    @undefined_name
    def f(): pass
def in_finally_return():
    try: 1 / 0
    finally: return 'swallowed'
for f in (bad_type, in_for, in_compare, in_sort, in_key, in_unpack, in_star, in_kwargs, in_format, in_default,
          in_decorator, in_finally_return):
    print(attempt(f))
    # expect: ('NameError', "name 'undefined_name' is not defined", 'KeyError')
    # expect: ('ValueError', 'next', None)
    # expect: ('ValueError', 'eq', None)
    # expect: ('TypeError', "'<' not supported between instances of 'str' and 'int'", None)
    # expect: ('ZeroDivisionError', 'division by zero', None)
    # expect: ('ValueError', 'next', None)
    # expect: ('ValueError', 'next', None)
    # expect: ('TypeError', "dict() got multiple values for keyword argument 'a'", None)
    # expect: ('NameError', "name 'undefined_name' is not defined", None)
    # expect: ('ZeroDivisionError', 'division by zero', None)
    # expect: ('NameError', "name 'undefined_name' is not defined", None)
    # expect: swallowed
