"""Walking over packages and reading what lies in them: iter_modules, walk_packages, get_data, resolve_name, extend_path."""
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

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'A namedtuple with minimal info about a module.'


def read_code(stream):
    """None: there are no compiled files."""
    return None


def walk_packages(path=None, prefix='', onerror=None):
    """Yields ModuleInfo for all modules of the path and in the packages there, which are imported."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            inside = [entry for entry in getattr(sys.modules[info.name], '__path__', None) or []
                      if not (entry in seen or seen.add(entry))]
            yield from walk_packages(inside, info.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """Yields ModuleInfo for the modules of the path (of sys.path without one)."""
    if path is None:
        importers = iter_importers()
    elif isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    else:
        importers = map(get_importer, path)
    yielded = set()
    for importer in importers:
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(importer, name, ispkg)


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    return importer.iter_modules(prefix) if hasattr(importer, 'iter_modules') else []


def _iter_file_finder_modules(importer, prefix=''):
    if importer.path is None or not os.path.isdir(importer.path):
        return
    try:
        names = sorted(os.listdir(importer.path))
    except OSError:
        return
    yielded = set()
    for file in names:
        name, suffix = os.path.splitext(file)
        if name == '__init__' or name in yielded or '.' in name:
            continue
        path = os.path.join(importer.path, file)
        ispkg = os.path.isdir(path) and os.path.isfile(os.path.join(path, '__init__.py'))
        if suffix == '.py' and os.path.isfile(path) or not suffix and ispkg:
            yielded.add(name)
            yield prefix + name, ispkg


iter_importer_modules.register(FileFinder, _iter_file_finder_modules)


def get_importer(path_item):
    """The finder of an entry of a path; None if no hook takes it."""
    path_item = os.fsdecode(path_item)
    try:
        return sys.path_importer_cache[path_item]
    except KeyError:
        pass
    for hook in sys.path_hooks:
        try:
            importer = hook(path_item)
        except ImportError:
            continue
        sys.path_importer_cache.setdefault(path_item, importer)
        return importer
    return None


def iter_importers(fullname=''):
    """The finders for a module: of its package's path, or all of sys.meta_path and sys.path."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    if '.' in fullname:
        path = getattr(importlib.import_module(fullname.rpartition('.')[0]), '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def get_loader(module_or_name):
    """The loader of a module, given itself or by name."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, type(sys)):
        loader = getattr(module_or_name, '__loader__', None)
        if loader is not None:
            return loader
        if getattr(module_or_name, '__spec__', None) is None:
            return None
        return find_loader(module_or_name.__name__)
    return find_loader(module_or_name)


def find_loader(fullname):
    """The loader of a module that need not be loaded; None if there is no such module."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f'Error while finding loader for {fullname!r} ({type(error)}: {error})') from error
    return spec.loader if spec is not None else None


def extend_path(path, name):
    """A package's path with the folders of its name on sys.path, and the lines of its .pkg files."""
    if not isinstance(path, list):
        return path
    pkgfile = name + '.pkg'
    path = path[:]
    parent, _, final = name.rpartition('.')
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        if finder is not None:
            portions = []
            if hasattr(finder, 'find_spec'):
                spec = finder.find_spec(final)
                if spec is not None:
                    portions = spec.submodule_search_locations or []
            elif hasattr(finder, 'find_loader'):
                portions = finder.find_loader(final)[1]
            path += [portion for portion in portions if portion not in path]
        file = os.path.join(folder, pkgfile)
        if os.path.isfile(file):
            try:
                with open(file) as lines:
                    path += [line for line in map(str.rstrip, lines) if line and not line.startswith('#')]
            except OSError as error:
                sys.stderr.write(f"Can't open {file}: {error.strerror}\n")
    return path


def get_data(package, resource):
    """The bytes of a file of a package; None if its loader cannot give them."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return None
    loader = spec.loader
    if loader is None or not hasattr(loader, 'get_data'):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, '__file__'):
        return None
    parts = [os.path.dirname(module.__file__), *resource.split('/')]
    return loader.get_data(os.path.join(*parts))


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
