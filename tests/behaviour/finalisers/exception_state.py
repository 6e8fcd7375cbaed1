# A finaliser does not disturb the exception being handled.
import sys
class D:
    def __del__(self):
        try: raise KeyError('in del')
        except KeyError: pass
        print('in del', sys.exc_info()[0])
def f():
    d = D()
    raise ValueError('v')
try: f()
except ValueError as e:
    print('handling', sys.exc_info()[0].__name__)  # expect: handling ValueError
    del e
    x = D()
    del x  # expect: in del <class 'ValueError'>
    print(sys.exc_info()[0].__name__)
    # expect: ValueError
    # expect: in del None
print(sys.exc_info()[0])  # expect: None
