# At exit: atexit functions in reverse, then what the module holds.
import atexit
@atexit.register
def first(): print('atexit 1')
atexit.register(print, 'atexit', 2)
class D:
    def __del__(self): print('del at exit')
d = D()
def gen():
    try: yield
    finally: print('gen at exit')
g = gen()
next(g)
print('main ends')
# expect: main ends
# expect: atexit 2
# expect: atexit 1
# expect: del at exit
# expect: gen at exit
