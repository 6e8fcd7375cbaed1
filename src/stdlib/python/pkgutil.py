"""Walking over packages and reading what lies in them: iter_modules, walk_packages, get_data, resolve_name, extend_path.

Covers CPython's module but ImpImporter and ImpLoader, which are older than import hooks.
"""
import importlib
import importlib.util
import os
import os.path
import sys
from collections import namedtuple
from functools import singledispatch as simplegeneric
from importlib.machinery import FileFinder

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader', 'walk_packages', 'iter_modules', 'get_data',
           'read_code', 'extend_path', 'ModuleInfo']

ModuleInfo = namedtuple('ModuleInfo', ('module_finder', 'name', 'ispkg'))
ModuleInfo.__doc__ = 'A module that was found: its finder, its name, and whether it is a package.'


def read_code(stream):
    """None: there are no compiled files."""
    return None


def walk_packages(path=None, prefix='', onerror=None):
    """Yields ModuleInfo for all modules of the path and in the packages there, which are imported."""
    seen = set()
    for module in iter_modules(path, prefix):
        yield module
        if not module.ispkg:
            continue
        try:
            __import__(module.name)
        except Exception as error:
            if onerror is not None:
                onerror(module.name)
            elif not isinstance(error, ImportError):
                raise
        else:
            folders = dict.fromkeys(getattr(sys.modules[module.name], '__path__', None) or ())
            inside = [folder for folder in folders if folder not in seen]
            seen.update(inside)
            yield from walk_packages(inside, module.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """Yields ModuleInfo for the modules of the path (of sys.path without one)."""
    if isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    found = {}
    for importer in iter_importers() if path is None else map(get_importer, path):
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in found:
                found[name] = module = ModuleInfo(importer, name, ispkg)
                yield module


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    return importer.iter_modules(prefix) if hasattr(importer, 'iter_modules') else []


def _iter_file_finder_modules(importer, prefix=''):
    folder = importer.path
    try:
        files = [] if folder is None else sorted(os.listdir(folder))
    except OSError:
        files = []
    found = {'__init__'}
    for file in files:
        name, suffix = os.path.splitext(file)
        if name in found or '.' in name:
            continue
        path = os.path.join(folder, file)
        ispkg = not suffix and os.path.isfile(os.path.join(path, '__init__.py'))
        if ispkg or suffix == '.py' and os.path.isfile(path):
            found.add(name)
            yield prefix + name, ispkg


iter_importer_modules.register(FileFinder, _iter_file_finder_modules)


def get_importer(path_item):
    """The finder of an entry of a path; None if no hook takes it."""
    path_item, cache = os.fsdecode(path_item), sys.path_importer_cache
    if path_item in cache:
        return cache[path_item]
    for hook in sys.path_hooks:
        try:
            made = hook(path_item)
        except ImportError:
            continue
        cache.setdefault(path_item, made)
        return made
    return None


def iter_importers(fullname=''):
    """The finders for a module: of its package's path, or all of sys.meta_path and sys.path."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    package = fullname.rpartition('.')[0]
    if not package:
        yield from sys.meta_path
    folders = getattr(importlib.import_module(package), '__path__', None) if package else sys.path
    yield from map(get_importer, folders or ())


def get_loader(module_or_name):
    """The loader of a module, given itself or by name."""
    module = module_or_name
    if module_or_name in sys.modules:
        module = sys.modules[module_or_name]
        if module is None:
            return None
    if not isinstance(module, type(sys)):
        return find_loader(module)
    loader = getattr(module, '__loader__', None)
    if loader is None and getattr(module, '__spec__', None) is not None:
        return find_loader(module.__name__)
    return loader


def find_loader(fullname):
    """The loader of a module that need not be loaded; None if there is no such module."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    try:
        found = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f'Error while finding loader for {fullname!r} ({type(error)}: {error})') from error
    return None if found is None else found.loader


def extend_path(path, name):
    """A package's path with the folders of its name on sys.path, and the lines of its .pkg files."""
    if not isinstance(path, list):
        return path
    parent, _, tail = name.rpartition('.')
    around = getattr(sys.modules.get(parent), '__path__', ()) if parent else sys.path
    extended = path.copy()
    for folder in around:
        if isinstance(folder, str):
            extended += [portion for portion in _portions(get_importer(folder), tail) if portion not in extended]
            extended += _pkg_lines(os.path.join(folder, name + '.pkg'))
    return extended


def _portions(finder, name):
    """The folders of a package that a finder knows."""
    if hasattr(finder, 'find_spec'):
        found = finder.find_spec(name)
        return found is not None and found.submodule_search_locations or ()
    return finder.find_loader(name)[1] if hasattr(finder, 'find_loader') else ()


def _pkg_lines(file):
    if not os.path.isfile(file):
        return []
    try:
        with open(file) as lines:
            return [line for line in map(str.rstrip, lines) if line and line[0] != '#']
    except OSError as error:
        sys.stderr.write(f"Can't open {file}: {error.strerror}\n")
        return []


def get_data(package, resource):
    """The bytes of a file of a package; None if its loader cannot give them."""
    found = importlib.util.find_spec(package)
    if not hasattr(getattr(found, 'loader', None), 'get_data'):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(found)
    if not hasattr(module, '__file__'):
        return None
    file = os.path.join(os.path.dirname(module.__file__), *resource.split('/'))
    return found.loader.get_data(file)


def resolve_name(name):
    """The object with a name: 'package.module:attribute.path' or all with dots."""
    modname, colon, rest = name.partition(':')
    words = (modname + ('.' + rest if rest else '')).split('.')
    if not all(word.isidentifier() for word in words):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        result = importlib.import_module(modname)
        parts = rest.split('.') if rest else []
    else:
        parts = name.split('.')
        modname = parts.pop(0)
        result = importlib.import_module(modname)
        while parts:
            try:
                result = importlib.import_module(f'{modname}.{parts[0]}')
            except ImportError:
                break
            modname = f'{modname}.{parts.pop(0)}'
    for part in parts:
        result = getattr(result, part)
    return result
