# What raise accepts.
def attempt(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e, e.args)
    # expect: ValueError  ()
    # expect: ValueError ('text', 2) ('text', 2)
    # expect: TypeError exceptions must derive from BaseException ('exceptions must derive from BaseException',)
    # expect: TypeError exceptions must derive from BaseException ('exceptions must derive from BaseException',)
    # expect: TypeError exceptions must derive from BaseException ('exceptions must derive from BaseException',)
    # expect: TypeError exceptions must derive from BaseException ('exceptions must derive from BaseException',)
    # expect: TypeError calling <class '__main__.Odd'> should have returned an instance of BaseException, not <class 'int'> ("calling <class '__main__.Odd'> should have returned an instance of BaseException, not <class 'int'>",)
    # expect: TypeError Needs.__init__() missing 1 required positional argument: 'a' ("Needs.__init__() missing 1 required positional argument: 'a'",)
    # expect: RuntimeError No active exception to reraise ('No active exception to reraise',)
    # expect: RuntimeError No active exception to reraise ('No active exception to reraise',)
    # expect: KeyError 'k' ('k',)
    # expect: TypeError catching classes that do not inherit from BaseException is not allowed ('catching classes that do not inherit from BaseException is not allowed',)
    # expect: TypeError catching classes that do not inherit from BaseException is not allowed ('catching classes that do not inherit from BaseException is not allowed',)
def r(x): raise x
class Odd(Exception):
    def __new__(cls, *a): return 5
class Needs(Exception):
    def __init__(self, a): pass
attempt(lambda: r(ValueError))
attempt(lambda: r(ValueError('text', 2)))
attempt(lambda: r(5))
attempt(lambda: r(int))
attempt(lambda: r(None))
attempt(lambda: r('string'))
attempt(lambda: r(Odd))
attempt(lambda: r(Needs))
def bare(): raise
attempt(bare)
def bare_after():
    try: raise KeyError('k')
    except KeyError: pass
    raise
attempt(bare_after)
def bare_called():
    try: raise KeyError('k')
    except KeyError: bare()
attempt(bare_called)
def catch_bad():
    try: raise ValueError
    except 5: pass
attempt(catch_bad)
def catch_tuple_bad():
    try: raise ValueError
    except (KeyError, 'x'): pass
attempt(catch_tuple_bad)
def catch_expression():
    kinds = [KeyError, ValueError]
    try: raise ValueError('dynamic')
    except kinds[1] as e: print('caught', e)  # expect: caught dynamic
attempt(catch_expression)
