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
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip('.'))
    return _bootstrap._gcd_import(name[level:], package, level)


def invalidate_caches():
    """Tells finders that files may have changed."""
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module (deprecated: importlib.util.find_spec)."""
    import warnings
    warnings.warn('Deprecated since Python 3.4 and slated for removal in Python 3.12; use '
                  'importlib.util.find_spec() instead', DeprecationWarning, stacklevel=2)
    if name in sys.modules:
        try:
            loader = sys.modules[name].__loader__
        except AttributeError:
            raise ValueError(f'{name}.__loader__ is not set') from None
        if loader is None:
            raise ValueError(f'{name}.__loader__ is None')
        return loader
    spec = _bootstrap._find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError(f'spec for {name} missing loader', name=name)
        raise ImportError('namespace packages do not have loaders', name=name)
    return spec.loader


def reload(module):
    """Runs a module again, in the namespace that it has."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module')
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent = name.rpartition('.')[0]
        path = None
        if parent:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError(f'parent {parent!r} not in sys.modules', name=parent) from None
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
