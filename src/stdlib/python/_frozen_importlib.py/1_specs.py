"""The import system's Python half: specs to modules, loaders, path entry finders, and the methods of the native finders.

Covers what `importlib._bootstrap` and `_bootstrap_external` offer to `importlib`, `pkgutil` and programs. Left out:
compiled files, extension modules (their loader exists and finds nothing), locks.
"""
import _imp
import posix
import sys

_LIBRARY = '<library>'
SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = (3439).to_bytes(2, 'little') + b'\r\n'
_PYCACHE = '__pycache__'
_TAG = 'cpython-310'
_PATH_HOOK = sys.path_hooks[-1] if sys.path_hooks else None
_type_module = type(sys)


def _warn(message, category, stacklevel=2):
    import warnings
    warnings.warn(message, category, stacklevel=stacklevel)


def _path_join(*parts):
    """The parts with single slashes between them."""
    return '/'.join([part.rstrip('/') if part != '/' else '' for part in parts[:-1] if part] + [parts[-1]])


def _path_split(path):
    head, slash, tail = path.rpartition('/')
    return head or slash, tail


def _path_isfile(path):
    return _imp.path_kind(path) == 'f'


def _path_isdir(path):
    return _imp.path_kind(path or posix.getcwd()) == 'd'


# Specs

def _init_module_attrs(spec, module, *, override=False):
    """Sets what a module knows of itself, where it is not set yet."""
    values = {
        '__name__': spec.name,
        '__loader__': spec.loader,
        '__package__': spec.parent,
        '__spec__': spec,
    }
    if spec.loader is None and spec.submodule_search_locations is not None:
        spec.loader = values['__loader__'] = _NamespaceLoader._of(spec.submodule_search_locations)
        values['__file__'] = None
    if spec.submodule_search_locations is not None:
        values['__path__'] = spec.submodule_search_locations
    if spec.has_location:
        values['__file__'] = spec.origin
        if spec.cached is not None:
            values['__cached__'] = spec.cached
    for name, value in values.items():
        if override or name == '__spec__' or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    return module


def module_from_spec(spec):
    """A module as its loader makes it, with what the spec says of it."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = _type_module(spec.name)
    return _init_module_attrs(spec, module)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_unset = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = posix.fspath(location)
        if not location.startswith('/'):
            location = _path_join(posix.getcwd(), location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                loader = spec.loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is _unset:
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = False
            if is_package:
                spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


def _spec_from_module(module, loader=None, origin=None):
    """A spec for a module that has none."""
    spec = getattr(module, '__spec__', None)
    if spec is not None:
        return spec
    loader = getattr(module, '__loader__', None) if loader is None else loader
    location = getattr(module, '__file__', None)
    spec = ModuleSpec(module.__name__, loader, origin=location if origin is None else origin)
    spec.has_location = location is not None
    spec.cached = getattr(module, '__cached__', None)
    path = getattr(module, '__path__', None)
    spec.submodule_search_locations = None if path is None else list(path)
    return spec


def _exec(spec, module):
    """Runs a spec in a module that exists (reload)."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name!r} not in sys.modules', name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=spec.name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, 'exec_module'):
                spec.loader.exec_module(module)
            else:
                _warn(f'{_object_name(spec.loader)}.exec_module() not found; falling back to load_module()',
                      ImportWarning)
                spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _load(spec):
    """The module of a spec: made, put into sys.modules and run."""
    loader = spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        _warn(f'{_object_name(loader)}.exec_module() not found; falling back to load_module()', ImportWarning)
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError('missing loader', name=spec.name)
            else:
                loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        # The module may have put another object in its place.
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _load_backward_compatible(spec):
    try:
        spec.loader.load_module(spec.name)
    except:
        if spec.name in sys.modules:
            sys.modules[spec.name] = sys.modules.pop(spec.name)
        raise
    module = sys.modules[spec.name] = sys.modules.pop(spec.name)
    if getattr(module, '__loader__', None) is None:
        module.__loader__ = spec.loader
    if getattr(module, '__package__', None) is None:
        module.__package__ = module.__name__ if hasattr(module, '__path__') else spec.name.rpartition('.')[0]
    if getattr(module, '__spec__', None) is None:
        module.__spec__ = spec
    return module


def _object_name(obj):
    return getattr(obj, '__qualname__', type(obj).__qualname__)


# Asking finders

def _ask_finder(finder, name, path, target):
    """What a finder of sys.meta_path says; an old one has only find_module."""
    try:
        find_spec = finder.find_spec
    except AttributeError:
        find_module = getattr(finder, 'find_module', None)
        _warn(f'{_object_name(finder)}.find_spec() not found; falling back to find_module()', ImportWarning)
        loader = None if find_module is None else find_module(name, path)
        return None if loader is None else spec_from_loader(name, loader)
    return find_spec(name, path, target)


def _ask_entry_finder(finder, name, target):
    """What the finder of a path entry says; a spec without loader is a portion of a namespace package."""
    if finder is None:
        return None
    if hasattr(finder, 'find_spec'):
        return finder.find_spec(name, target)
    if hasattr(finder, 'find_loader'):
        _warn(f'{_object_name(finder)}.find_spec() not found; falling back to find_loader()', ImportWarning)
        loader, portions = finder.find_loader(name)
    else:
        _warn(f'{_object_name(finder)}.find_spec() not found; falling back to find_module()', ImportWarning)
        loader, portions = finder.find_module(name), []
    if loader is not None:
        return spec_from_loader(name, loader)
    if not portions:
        return None
    spec = ModuleSpec(name, None)
    spec.submodule_search_locations = portions
    return spec


def _find_spec(name, path, target=None):
    """The spec that the first finder of sys.meta_path gives."""
    meta_path = sys.meta_path
    if meta_path is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not meta_path:
        _warn('sys.meta_path is empty', ImportWarning)
    for finder in meta_path:
        spec = _ask_finder(finder, name, path, target)
        if spec is not None:
            return spec
    return None


def _resolve_name(name, package, level):
    bits = package.rsplit('.', level - 1)
    if len(bits) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{bits[0]}.{name}' if name else bits[0]


def _gcd_import(name, package=None, level=0):
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level < 0:
        raise ValueError('level must be >= 0')
    if level > 0:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
        name = _resolve_name(name, package, level)
    if not name:
        raise ValueError('Empty module name')
    __import__(name)
    return sys.modules[name]


# The modules inside the program

def _library_spec(fullname, loader, origin):
    spec = ModuleSpec(fullname, loader, origin=origin, is_package=_imp.is_frozen_package(fullname))
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations.append(_path_join(_LIBRARY, fullname.replace('.', '/')))
    return spec


def _builtin_find_spec(fullname, path=None, target=None):
    if path is None and _imp.is_builtin(fullname):
        return _library_spec(fullname, BuiltinImporter, 'built-in')
    return None


def _frozen_find_spec(fullname, path=None, target=None):
    # As a meta path finder it leaves the library to its entry in sys.path, so that a script's files come first.
    return None


def _library_find_spec(fullname):
    if not _imp.is_frozen(fullname):
        return None
    if _imp.is_builtin(fullname) or _imp.get_frozen_object(fullname) is None:
        return _library_spec(fullname, BuiltinImporter, 'built-in')
    return _library_spec(fullname, FrozenImporter, 'frozen')


def _loader_of(spec):
    return spec.loader if spec is not None else None


def _builtin_find_module(fullname, path=None):
    return _loader_of(_builtin_find_spec(fullname, path))


def _frozen_find_module(fullname, path=None):
    return None


def _library_create(spec):
    if not _imp.is_frozen(spec.name):
        raise ImportError(f'{spec.name!r} is not a built-in module', name=spec.name)
    return _imp.create_library(spec.name)


def _library_exec(module):
    _imp.exec_library(module, module.__spec__.name)


def _library_load(fullname):
    if fullname in sys.modules:
        return sys.modules[fullname]
    if not _imp.is_frozen(fullname):
        raise ImportError(f'{fullname!r} is not a built-in module', name=fullname)
    return _load(_library_find_spec(fullname))


def _requires(test, what):
    def check(fullname):
        if not test(fullname):
            raise ImportError(f'{fullname!r} is not a {what} module', name=fullname)
    return check


_requires_builtin = _requires(_imp.is_builtin, 'built-in')
_requires_frozen = _requires(_imp.is_frozen, 'frozen')


def _builtin_get_code(fullname):
    _requires_builtin(fullname)
    return None


_builtin_get_source = _builtin_get_code


def _builtin_is_package(fullname):
    _requires_builtin(fullname)
    return False


def _frozen_get_code(fullname):
    _requires_frozen(fullname)
    return _imp.get_frozen_object(fullname)


def _frozen_get_source(fullname):
    _requires_frozen(fullname)
    return None


def _frozen_is_package(fullname):
    _requires_frozen(fullname)
    return _imp.is_frozen_package(fullname)


class _LibraryFinder:
    """The finder of the library's entries in a path."""

    def __init__(self, path):
        self.path = path

    def find_spec(self, fullname, target=None):
        return _library_find_spec(fullname)

    def invalidate_caches(self):
        pass

    def iter_modules(self, prefix=''):
        inside = self.path[len(_LIBRARY) + 1:].replace('/', '.')
        for name in sorted(_imp.library_names()):
            parent, _, tail = name.rpartition('.')
            if parent == inside and tail != '__main__':
                yield prefix + tail, _imp.is_frozen_package(name)

    def __repr__(self):
        return f'_LibraryFinder({self.path!r})'


