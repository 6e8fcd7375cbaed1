# An exception that leaves its handler again has the traceback with which it came, whatever was done to it there.
import traceback
def names(e): return [f.f_code.co_name for f, _ in traceback.walk_tb(e.__traceback__)][1:]
def fail(): raise ValueError
class Meddler:
    def __enter__(self): pass
    def __exit__(self, kind, value, tb):
        value.__traceback__ = None
        try: raise value
        except ValueError: pass
def bare():
    try: fail()
    except ValueError as e:
        e.__traceback__ = None
        raise
def nested():
    try: fail()
    except ValueError as e:
        try: raise e
        except ValueError: pass
        raise
def managed():
    with Meddler(): fail()
def final():
    try: fail()
    finally:
        try: managed()
        except ValueError: pass
def by_name():
    try: fail()
    except ValueError as e: raise e
def without():
    try: fail()
    except ValueError as e: raise e.with_traceback(None)
for f in bare, nested, managed, final, by_name, without:
    try: f()
    except ValueError as e: print(names(e))
# expect: ['bare', 'fail']
# expect: ['nested', 'fail']
# expect: ['managed', 'fail']
# expect: ['final', 'fail']
# expect: ['by_name', 'by_name', 'fail']
# expect: ['without']
