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
OPTIMIZED_BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b'o\r\r\n'
_PYCACHE = '__pycache__'
_TAG = 'cpython-310'
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
    folders = spec.submodule_search_locations
    values = {'__name__': spec.name, '__package__': spec.parent, '__spec__': spec}
    if folders is not None:
        values['__path__'] = folders
        if spec.loader is None:
            spec.loader, values['__file__'] = _NamespaceLoader._of(folders), None
    values['__loader__'] = spec.loader
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
    loader = spec.loader
    create = getattr(loader, 'create_module', None)
    if create is None and hasattr(loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    made = None if create is None else create(spec)
    return _init_module_attrs(spec, _type_module(spec.name) if made is None else made)


def _says_package(loader, name):
    """Whether a loader calls the module a package; None if it cannot tell."""
    ask = getattr(loader, 'is_package', None)
    try:
        return ask is not None and ask(name)
    except ImportError:
        return None


def _says_file(loader, name):
    ask = getattr(loader, 'get_filename', None)
    try:
        return '<unknown>' if ask is None else ask(name)
    except ImportError:
        return '<unknown>'


_unset = object()


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    origin = getattr(loader, '_ORIGIN', None) if origin is None else origin
    if origin or not hasattr(loader, 'get_filename'):
        return ModuleSpec(name, loader, origin=origin,
                          is_package=_says_package(loader, name) if is_package is None else is_package)
    folders = _unset if is_package is None else [] if is_package else None
    return spec_from_file_location(name, loader=loader, submodule_search_locations=folders)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    if location is None:
        location = _says_file(loader, name)
    else:
        location = posix.fspath(location)
        if not location.startswith('/'):
            location = _path_join(posix.getcwd(), location)
    if loader is None:
        fitting = [kind for kind, suffixes in _get_supported_file_loaders() if location.endswith((*suffixes,))]
        if not fitting:
            return None
        loader = fitting[0](name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    folders = submodule_search_locations
    if folders is _unset:
        folders = [] if _says_package(loader, name) else None
    if folders == []:
        folders.append(_path_split(location)[0])
    spec.submodule_search_locations = folders
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


def _settled(name):
    """A module that has run, which may have put another object in its place; it becomes the newest one."""
    module = sys.modules[name] = sys.modules.pop(name)
    return module


def _falls_back(spec):
    """Whether the loader has only the old method. A spec without loader must be a namespace package's."""
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=spec.name)
    elif not hasattr(spec.loader, 'exec_module'):
        _warn(f'{_object_name(spec.loader)}.exec_module() not found; falling back to load_module()', ImportWarning,
              stacklevel=3)
        return True
    return False


def _exec(spec, module):
    """Runs a spec in a module that exists (reload)."""
    name, loader = spec.name, spec.loader
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name!r} not in sys.modules', name=name)
    try:
        if loader is None:
            _falls_back(spec)
        _init_module_attrs(spec, module, override=True)
        if loader is not None:
            if _falls_back(spec):
                loader.load_module(name)
            else:
                loader.exec_module(module)
    finally:
        module = _settled(name)
    return module


def _load(spec):
    """The module of a spec: made, put into sys.modules and run."""
    name, loader = spec.name, spec.loader
    if loader is not None and _falls_back(spec):
        return _load_backward_compatible(spec)
    made = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[name] = made
        try:
            if loader is None:
                _falls_back(spec)
            else:
                loader.exec_module(made)
        except:
            sys.modules.pop(name, None)
            raise
        return _settled(name)
    finally:
        spec._initializing = False


def _load_backward_compatible(spec):
    name = spec.name
    try:
        spec.loader.load_module(name)
    except:
        if name in sys.modules:
            _settled(name)
        raise
    module = _settled(name)
    package = name.rpartition('.')[0] if not hasattr(module, '__path__') else getattr(module, '__name__', name)
    for attribute, value in ('__loader__', spec.loader), ('__package__', package), ('__spec__', spec):
        if getattr(module, attribute, None) is None:
            setattr(module, attribute, value)
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
    find_spec = getattr(finder, 'find_spec', None)
    if find_spec is not None:
        return find_spec(name, target)
    old = 'find_loader' if hasattr(finder, 'find_loader') else 'find_module'
    _warn(f'{_object_name(finder)}.find_spec() not found; falling back to {old}()', ImportWarning)
    found = getattr(finder, old)(name)
    loader, portions = found if old == 'find_loader' else (found, [])
    if loader is not None:
        return spec_from_loader(name, loader)
    return _namespace_spec(name, portions) if portions else None


def _namespace_spec(name, folders):
    spec = ModuleSpec(name, None)
    spec.submodule_search_locations = folders
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
    base, *cut_off = package.rsplit('.', level - 1)
    if len(cut_off) < level - 1:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{base}.{name}' if name else base


def _gcd_import(name, package=None, level=0):
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level < 0:
        raise ValueError('level must be >= 0')
    if level:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if package == '':
            raise ImportError('attempted relative import with no known parent package')
        name = _resolve_name(name, package, level)
    if not name:
        raise ValueError('Empty module name')
    __import__(name)
    return sys.modules[name]


# The modules inside the program

def _library_spec(fullname, loader, origin):
    is_package = _imp.is_frozen_package(fullname)
    spec = ModuleSpec(fullname, loader, origin=origin, is_package=is_package)
    if is_package:
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
    return None if spec is None else spec.loader


def _builtin_find_module(fullname, path=None):
    return _loader_of(_builtin_find_spec(fullname, path))


def _frozen_find_module(fullname, path=None):
    return None


def _library_create(spec):
    _requires_library(spec.name)
    return _imp.create_library(spec.name)


def _library_exec(module):
    _imp.exec_library(module, module.__spec__.name)


def _library_load(fullname):
    loaded = sys.modules.get(fullname)
    if loaded is not None:
        return loaded
    _requires_library(fullname)
    return _load(_library_find_spec(fullname))


def _guarded(test, kind, answer):
    """A method of a loader that answers for modules of one kind only."""
    def method(fullname):
        if not test(fullname):
            raise ImportError(f'{fullname!r} is not a {kind} module', name=fullname)
        return answer(fullname)
    return method


def _no(fullname):
    return None


_requires_library = _guarded(_imp.is_frozen, 'built-in', _no)
_builtin_get_code = _builtin_get_source = _guarded(_imp.is_builtin, 'built-in', _no)
_builtin_is_package = _guarded(_imp.is_builtin, 'built-in', lambda fullname: False)
_frozen_get_code = _guarded(_imp.is_frozen, 'frozen', _imp.get_frozen_object)
_frozen_get_source = _guarded(_imp.is_frozen, 'frozen', _no)
_frozen_is_package = _guarded(_imp.is_frozen, 'frozen', _imp.is_frozen_package)


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


