# __name__, __file__, __spec__ of the main module and of imported ones; reload by deletion.
import sys
import module_one
print(__name__, __file__.endswith('main_guard.py'), __spec__, __package__, __doc__)
# expect: __main__ True None None None
print(module_one.__spec__.name, module_one.__package__ == '', module_one.__doc__, type(module_one).__name__)
# expect: module_one True None module
module_one.value = 99
import module_one
print(module_one.value)  # expect: 99
del sys.modules['module_one']
import module_one as fresh
print(fresh.value, fresh is module_one)  # expect: 1 False
sys.modules['fake'] = 'anything'
import fake
print(fake)  # expect: anything
sys.modules['blocked'] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e)
# expect: ModuleNotFoundError import of blocked halted; None in sys.modules
m = type(sys)('made', 'doc')
m.x = 5
sys.modules['made'] = m
from made import x
print(x, m.__doc__, repr(m))  # expect: 5 doc <module 'made'>
try: m.nothing
except AttributeError as e: print(e)  # expect: module 'made' has no attribute 'nothing'
m.__getattr__ = lambda name: 'module getattr ' + name
print(m.other)  # expect: module getattr other
from made import anything
print(anything)  # expect: module getattr anything
print(__import__('package.sub').__name__, __import__('package.sub', fromlist=['x']).__name__)
# expect: package package.sub
