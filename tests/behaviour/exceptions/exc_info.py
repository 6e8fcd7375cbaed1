# sys.exc_info() follows the handlers in and out.
import sys
def now():
    kind, value, tb = sys.exc_info()
    return kind and (kind.__name__, str(value), tb is not None)
print(now())  # expect: None
try:
    raise ValueError('a')
except ValueError:
    print(now())  # expect: ('ValueError', 'a', True)
    try:
        raise KeyError('b')
    except KeyError:
        print(now())  # expect: ('KeyError', "'b'", True)
    print(now())  # expect: ('ValueError', 'a', True)
    def f():
        try: raise IndexError('c')
        except IndexError: return now()
    print(f(), now())  # expect: ('IndexError', 'c', True) ('ValueError', 'a', True)
print(now())  # expect: None
try:
    try: 1 / 0
    finally: print(now())  # expect: ('ZeroDivisionError', 'division by zero', True)
except ZeroDivisionError: pass
for i in range(2):
    try: raise OSError(i)
    except OSError: continue
print(now())  # expect: None
class CM:
    def __enter__(self): pass
    def __exit__(self, *a):
        print(now())  # expect: ('ValueError', 'in with', True)
        return True
with CM(): raise ValueError('in with')
print(now())  # expect: None
