# Finders, loaders, specs and their users: sys.meta_path, path hooks, reload, lazy modules, runpy, pkgutil.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import pkgutil
import runpy
import sys


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Virtual:
    def find_spec(self, name, path, target=None):
        if name.startswith('virtual'):
            return importlib.util.spec_from_loader(name, Loader(), is_package=name == 'virtual')


class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.value = module.__spec__.name, module.__package__


sys.meta_path.insert(0, Virtual())
import virtual.child
print(virtual.value, virtual.child.value, virtual.__path__)
# expect: ('virtual', 'virtual') ('virtual.child', 'virtual') []


def hook(path):
    if path != 'magic':
        raise ImportError
    return Entry()


class Entry:
    def find_spec(self, name, target=None):
        if name == 'magical':
            return importlib.util.spec_from_loader(name, Loader())


sys.path_hooks.insert(0, hook)
sys.path.append('magic')
import magical
print(magical.value, type(sys.path_importer_cache['magic']).__name__)  # expect: ('magical', '') Entry

import package.sub
from package import sub as inner
spec = importlib.util.find_spec('package.sub')
print(spec.name, spec.parent, spec.has_location, spec.origin == package.sub.__file__, spec == inner.__spec__)
# expect: package.sub package True True True
print(package.__spec__.submodule_search_locations == package.__path__, type(inner.__loader__).__name__)
# expect: True SourceFileLoader
inner.extra = 1
print(importlib.reload(inner) is inner, inner.extra)  # expect: True 1
attempt(importlib.util.find_spec, 'nowhere.at.all')  # expect: ModuleNotFoundError No module named 'nowhere'
attempt(importlib.import_module, '.sub')
# expect: TypeError the 'package' argument is required to perform a relative import for '.sub'
attempt(importlib.reload, 3)  # expect: TypeError reload() argument must be a module
attempt(exec, 'from . import x', {'__name__': 'a', '__package__': '', '__spec__': None})
# expect: ImportError attempted relative import with no known parent package
attempt(exec, 'from ... import x', {'__name__': 'a.b', '__package__': 'package', '__spec__': None})
# expect: ImportError attempted relative import beyond top-level package
sys.modules['blocked'] = None
attempt(__import__, 'blocked')  # expect: ModuleNotFoundError import of blocked halted; None in sys.modules
attempt(__import__, 'blocked.inside')
# expect: ModuleNotFoundError No module named 'blocked.inside'; 'blocked' is not a package

file = inner.__file__
spec = importlib.util.spec_from_file_location('copy_of_inner', file)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.__name__, module.__file__ == file, 'copy_of_inner' in sys.modules)  # expect: copy_of_inner True False
lazy = importlib.util.LazyLoader(importlib.machinery.SourceFileLoader('lazy', file))
spec = importlib.util.spec_from_loader('lazy', lazy)
module = sys.modules['lazy'] = importlib.util.module_from_spec(spec)
lazy.exec_module(module)
print(type(module).__name__, module.__doc__, type(module).__name__)  # expect: _LazyModule None module
print([(each.name, each.ispkg) for each in pkgutil.iter_modules(package.__path__)])
# expect: [('relative', False), ('sub', False)]
print(runpy.run_module('package.sub')['__name__'], runpy.run_path(file, run_name='other')['__name__'])
# expect: package.sub other
print(importlib.util.resolve_name('..c', 'a.b'), importlib.util.cache_from_source('/a/b.py'))
# expect: a.c /a/__pycache__/b.cpython-310.pyc
print(importlib.machinery.ModuleSpec('a.b', None, origin='o', is_package=True))
# expect: ModuleSpec(name='a.b', loader=None, origin='o', submodule_search_locations=[])
print(issubclass(importlib.machinery.SourceFileLoader, importlib.abc.SourceLoader))  # expect: True
print(sys.__spec__, sys)
# expect: ModuleSpec(name='sys', loader=<class '_frozen_importlib.BuiltinImporter'>, origin='built-in') <module 'sys' (built-in)>
