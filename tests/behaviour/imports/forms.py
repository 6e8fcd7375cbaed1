# import forms with modules beside the script.
import module_one
import package.sub as ps
import package
from module_one import value, function as fn
from package import sub, NAME
from package.sub import *
from package.relative import up, sibling
print(module_one.value, value, fn(2), ps.x, package.NAME, NAME, sub is ps, star_a, 'star_hidden' in globals(), up, sibling)
# expect: 1 1 3 10 package package True starred False package 10
print(module_one.__name__, package.__name__, ps.__name__, package.sub.__package__, module_one.__file__.endswith('module_one.py'))
# expect: module_one package package.sub package True
import sys
print('module_one' in sys.modules, sys.modules['package.sub'] is ps, __name__)  # expect: True True __main__
import module_one as again
print(again is module_one)  # expect: True
for case in ('import nope', 'from module_one import nope', 'import package.nope', 'from package import nope', 'from nope.x import y', 'import module_one.x', 'from . import x'):
    try: exec(case)
    except ImportError as e: print(type(e).__name__, str(e).split(' (')[0])
    # expect: ModuleNotFoundError No module named 'nope'
    # expect: ImportError cannot import name 'nope' from 'module_one'
    # expect: ModuleNotFoundError No module named 'package.nope'
    # expect: ImportError cannot import name 'nope' from 'package'
    # expect: ModuleNotFoundError No module named 'nope'
    # expect: ModuleNotFoundError No module named 'module_one.x'; 'module_one' is not a package
    # expect: ImportError attempted relative import with no known parent package
def local():
    import module_one as m
    from package import sub as s
    return m.value, s.x
print(local())  # expect: (1, 10)
import broken_counter
# expect error: ValueError: broken module
