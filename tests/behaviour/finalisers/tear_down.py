# The end of a program: exit functions, dead cycles, __main__ with its names still in place, other modules, builtins.
import atexit, builtins, sys, types, weakref
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name, A is not None)
one = A('one')
_two = A('two')
cycle = [A('cycle')]
cycle.append(cycle)
del cycle
module = types.ModuleType('other')
module.value = A('module')
sys.modules['other'] = module
del module
builtins.mine = A('builtins')
sys.mine = A('sys, never seen')
weakref.finalize(one, print, 'finalize one')
@atexit.register
def last():
    print('last', one.name)
    atexit.register(print, 'too late')
atexit.register(print, 'unregistered')
atexit.unregister(print)
print(atexit._ncallbacks())
# expect: 3
# expect: last one
# expect: finalize one
# expect: del cycle True
# expect: del module True
# expect: del builtins True
