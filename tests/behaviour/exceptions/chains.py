# __cause__, __context__ and __suppress_context__.
def show(e):
    out = []
    while e:
        out.append((repr(e), e.__suppress_context__))
        e = e.__cause__ or (None if e.__suppress_context__ else e.__context__)
    print(out)
    # expect: [("ValueError('v')", False), ("ZeroDivisionError('division by zero')", False)]
    # expect: [("ValueError('v')", True), ("ZeroDivisionError('division by zero')", False)]
    # expect: [("ValueError('v')", True)]
    # expect: [('ValueError()', True), ('KeyError()', False)]
    # expect: [('IndexError(2)', False), ('KeyError(1)', False)]
    # expect: [('OSError(3)', False), ('IndexError(2)', False), ('KeyError(1)', False)]
    # expect: [('KeyError(1)', False)]
    # expect: [('KeyError(1)', False), ('ValueError(2)', False)]
def run(f):
    try: f()
    except BaseException as e: show(e)
def implicit():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError('v')
def explicit():
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError('v') from z
def cut():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError('v') from None
def from_class():
    raise ValueError from KeyError
def in_finally():
    try: raise KeyError(1)
    finally: raise IndexError(2)
def twice():
    try:
        try: raise KeyError(1)
        except KeyError: raise IndexError(2)
    except IndexError: raise OSError(3)
def same():
    try: raise KeyError(1)
    except KeyError as e: raise e
def reraise_in_nested():
    try: raise KeyError(1)
    except KeyError as a:
        try: raise ValueError(2)
        except ValueError: raise a
for f in (implicit, explicit, cut, from_class, in_finally, twice, same, reraise_in_nested):
    run(f)
try: raise ValueError from 5
except TypeError as e: print(e)  # expect: exception causes must derive from BaseException
try: ValueError().__cause__ = 5
except TypeError as e: print(e)  # expect: exception cause must be None or derive from BaseException
e = ValueError()
e.__cause__ = KeyError('set')
print(e.__suppress_context__, e.__context__)  # expect: True None
