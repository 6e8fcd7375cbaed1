# The messages when arguments do not fit.
def f0(): pass
def f1(a): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fk(*, a, b): pass
def fp(a, b, /): pass
def fs(a, *args, k): pass
def fkw(a, **kw): pass
class C:
    def m(self, x): pass
    def no_self(): pass
    def __init__(self, a=1): pass
cases = '''f0(1) | f0(x=1) | f1() | f1(1, 2) | f1(1, a=2) | f1(b=2) | f3() | f3(1) | f3(1, 2) | f3(1, 2, 3, 4, 5) | fd()
fd(1, 2, 3) | fk() | fk(1) | fk(1, a=1) | fk(a=1) | fk(a=1, b=2, c=3) | fp(a=1, b=2) | fp(1) | fp(1, b=2) | fs() | fs(1) | fs(1, 2)
fkw() | fkw(1, a=2) | fkw(1, **{'b': 1}, **{'b': 2}) | fkw(1, **{1: 2}) | f1(*5) | f1(**5) | f1(*None) | C().m() | C().m(1, 2) | C().no_self()
C(1, 2) | C(b=1) | (lambda x: x)() | 5() | None() | 'x'() | f0()() | f1(1, *[2], a=3) | C.m() | f3(c=1, d=2) | fkw(b=1, **{'b': 2})'''
for case in cases.replace('\n', ' | ').split(' | '):
    try:
        eval(case)
    except TypeError as e:
        print(e)
        # expect: f0() takes 0 positional arguments but 1 was given
        # expect: f0() got an unexpected keyword argument 'x'
        # expect: f1() missing 1 required positional argument: 'a'
        # expect: f1() takes 1 positional argument but 2 were given
        # expect: f1() got multiple values for argument 'a'
        # expect: f1() got an unexpected keyword argument 'b'
        # expect: f3() missing 3 required positional arguments: 'a', 'b', and 'c'
        # expect: f3() missing 2 required positional arguments: 'b' and 'c'
        # expect: f3() missing 1 required positional argument: 'c'
        # expect: f3() takes 3 positional arguments but 5 were given
        # expect: fd() missing 1 required positional argument: 'a'
        # expect: fd() takes from 1 to 2 positional arguments but 3 were given
        # expect: fk() missing 2 required keyword-only arguments: 'a' and 'b'
        # expect: fk() takes 0 positional arguments but 1 was given
        # expect: fk() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
        # expect: fk() missing 1 required keyword-only argument: 'b'
        # expect: fk() got an unexpected keyword argument 'c'
        # expect: fp() got some positional-only arguments passed as keyword arguments: 'a, b'
        # expect: fp() missing 1 required positional argument: 'b'
        # expect: fp() got some positional-only arguments passed as keyword arguments: 'b'
        # expect: fs() missing 1 required positional argument: 'a'
        # expect: fs() missing 1 required keyword-only argument: 'k'
        # expect: fs() missing 1 required keyword-only argument: 'k'
        # expect: fkw() missing 1 required positional argument: 'a'
        # expect: fkw() got multiple values for argument 'a'
        # expect: __main__.fkw() got multiple values for keyword argument 'b'
        # expect: keywords must be strings
        # expect: __main__.f1() argument after * must be an iterable, not int
        # expect: __main__.f1() argument after ** must be a mapping, not int
        # expect: __main__.f1() argument after * must be an iterable, not NoneType
        # expect: C.m() missing 1 required positional argument: 'x'
        # expect: C.m() takes 2 positional arguments but 3 were given
        # expect: C.no_self() takes 0 positional arguments but 1 was given
        # expect: C.__init__() takes from 1 to 2 positional arguments but 3 were given
        # expect: C.__init__() got an unexpected keyword argument 'b'
        # expect: <lambda>() missing 1 required positional argument: 'x'
        # expect: 'int' object is not callable
        # expect: 'NoneType' object is not callable
        # expect: 'str' object is not callable
        # expect: 'NoneType' object is not callable
        # expect: f1() got multiple values for argument 'a'
        # expect: C.m() missing 2 required positional arguments: 'self' and 'x'
        # expect: f3() got an unexpected keyword argument 'd'
        # expect: __main__.fkw() got multiple values for keyword argument 'b'
