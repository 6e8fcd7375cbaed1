"""Importing by name, and again: import_module, reload, invalidate_caches, find_loader."""
import sys

import _frozen_importlib as _bootstrap
import _frozen_importlib as _bootstrap_external
import _imp

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__
_RELOADING = {}


def import_module(name, package=None):
    """The module with this name; a relative one is looked for from `package`."""
    tail = name.lstrip('.')
    level = len(name) - len(tail)
    if level and not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    return _bootstrap._gcd_import(tail, package, level)


def invalidate_caches():
    """Tells finders that files may have changed."""
    for finder in sys.meta_path:
        _bootstrap._forget(finder)


def find_loader(name, path=None):
    """The loader of a module (deprecated: importlib.util.find_spec)."""
    import warnings
    warnings.warn('Deprecated since Python 3.4 and slated for removal in Python 3.12; use '
                  'importlib.util.find_spec() instead', DeprecationWarning, stacklevel=2)
    if name in sys.modules:
        loader = getattr(sys.modules[name], '__loader__', _RELOADING)
        if loader is None or loader is _RELOADING:
            raise ValueError(f'{name}.__loader__ is {"None" if loader is None else "not set"}')
        return loader
    found = _bootstrap._find_spec(name, path)
    if found is None or found.loader is not None:
        return found and found.loader
    fault = f'spec for {name} missing loader' if found.submodule_search_locations is None \
        else 'namespace packages do not have loaders'
    raise ImportError(fault, name=name)


def reload(module):
    """Runs a module again, in the namespace that it has."""
    try:
        name = module.__spec__.name
    except AttributeError:
        name = getattr(module, '__name__', None)
        if name is None:
            raise TypeError('reload() argument must be a module')
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _RELOADING:
        # It reloads itself while it runs.
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        path, parent = None, name.rpartition('.')[0]
        if parent:
            if parent not in sys.modules:
                raise ImportError(f'parent {parent!r} not in sys.modules', name=parent)
            path = sys.modules[parent].__path__
        found = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if found is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(found, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
