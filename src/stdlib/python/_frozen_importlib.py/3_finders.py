# Namespace packages

class _NamespacePath:
    """The folders of a namespace package; found again when the parent's path changes."""

    def __init__(self, name, path, path_finder=None):
        self._name, self._path, self._path_finder = name, path, path_finder or _get_spec
        self._last_parent_path = self._parent_folders()

    def _find_parent_path_names(self):
        parent, dot, _ = self._name.rpartition('.')
        return (parent, '__path__') if dot else ('sys', 'path')

    def _parent_folders(self):
        module, attribute = self._find_parent_path_names()
        return tuple(getattr(sys.modules[module], attribute))

    def _recalculate(self):
        now = self._parent_folders()
        if now != self._last_parent_path:
            self._last_parent_path = now
            found = self._path_finder(self._name, now)
            if found is not None and found.loader is None and found.submodule_search_locations:
                self._path = list(found.submodule_search_locations)
        return self._path

    def _asking(method):
        return lambda self, *args: getattr(self._recalculate(), method)(*args)

    __iter__, __getitem__ = _asking('__iter__'), _asking('__getitem__')
    __len__, __contains__ = _asking('__len__'), _asking('__contains__')
    del _asking

    def __setitem__(self, index, path):
        self._path[index] = path

    def append(self, item):
        self._path.append(item)

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'


class _NamespaceLoader:
    def __init__(self, name, path, path_finder=None):
        self._path = _NamespacePath(name, path, path_finder)

    @classmethod
    def _of(cls, path):
        loader = cls.__new__(cls)
        loader._path = path
        return loader

    @staticmethod
    def module_repr(module):
        return f'<module {module.__name__!r} (namespace)>'

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _load(spec_from_loader(fullname, self))

    def get_resource_reader(self, module):
        from importlib.resources import _NamespaceReader
        return _NamespaceReader(self._path)


_namespace_path = _NamespacePath
_namespace_loader = _NamespaceLoader._of


# Finders of paths

class FileFinder:
    """Finds the modules of one folder. What lies there is looked up each time: nothing can be out of date."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = path or '.'
        if not self.path.startswith('/'):
            self.path = _path_join(posix.getcwd(), self.path)

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        base = _path_join(self.path, fullname.rpartition('.')[2])
        is_folder = _path_isdir(base)
        # A package comes before a module of the same name, and both before a mere folder.
        for stem, folders in [(base + '/__init__', [base])] * is_folder + [(base, None)]:
            for suffix, loader in self._loaders:
                if _path_isfile(stem + suffix):
                    return spec_from_file_location(fullname, stem + suffix, loader=loader(fullname, stem + suffix),
                                                   submodule_search_locations=folders)
        return _namespace_spec(fullname, [base]) if is_folder else None

    def find_loader(self, fullname):
        found = self.find_spec(fullname)
        return (None, []) if found is None else (found.loader, found.submodule_search_locations or [])

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


_own_path_hook = FileFinder.path_hook(*_get_supported_file_loaders())


def _path_hook(path):
    if isinstance(path, str) and path.startswith(_LIBRARY):
        return _LibraryFinder(path)
    return _own_path_hook(path)


def _path_hooks(path):
    """The finder that the first willing hook makes for an entry."""
    if sys.path_hooks == []:
        _warn('sys.path_hooks is empty', ImportWarning)
    for hook in sys.path_hooks:
        try:
            return hook(path)
        except ImportError:
            continue
    return None


def _path_importer_cache(path):
    if path == '':
        try:
            path = posix.getcwd()
        except FileNotFoundError:
            return None
    try:
        return sys.path_importer_cache[path]
    except KeyError:
        finder = sys.path_importer_cache[path] = _path_hooks(path)
        return finder


def _get_spec(fullname, path, target=None):
    """The spec of the first entry that has the module, or one that has the portions of a namespace."""
    portions = []
    for entry in path:
        found = _ask_entry_finder(_path_importer_cache(entry), fullname, target) if isinstance(entry, str) else None
        if found is None:
            continue
        if found.loader is not None:
            return found
        folders = found.submodule_search_locations
        if folders is None:
            raise ImportError('spec missing loader')
        portions += folders
    return _namespace_spec(fullname, portions)


def _path_find_spec(fullname, path=None, target=None):
    found = _get_spec(fullname, sys.path if path is None else path, target)
    if found.loader is None:
        portions = found.submodule_search_locations
        if not portions:
            return _library_find_spec(fullname) if path is None else None
        found.submodule_search_locations = _NamespacePath(fullname, portions)
    return found


def _path_find_module(fullname, path=None):
    return _loader_of(_path_find_spec(fullname, path))


def _path_invalidate_caches():
    cache = sys.path_importer_cache
    for path, finder in [*cache.items()]:
        if finder is None:
            # A hook may take it now.
            del cache[path]
        else:
            _forget(finder)


def _forget(finder):
    """Tells a finder that files may have changed, if it wants to know."""
    if hasattr(finder, 'invalidate_caches'):
        finder.invalidate_caches()


def _path_find_distributions(*args, **kwargs):
    from importlib.metadata import MetadataPathFinder
    return MetadataPathFinder.find_distributions(*args, **kwargs)


class WindowsRegistryFinder:
    """Only of use on Windows."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        return None


for _class in (SourceLoader, FileLoader, SourceFileLoader, SourcelessFileLoader, ExtensionFileLoader, FileFinder,
               WindowsRegistryFinder, _NamespaceLoader, _NamespacePath):
    _class.__module__ = '_frozen_importlib_external'
del _class

# The script's own module began before this one was there.
_main = sys.modules.get('__main__')
if getattr(_main, '__loader__', _main) is None and getattr(_main, '__file__', None) is not None:
    _main.__loader__ = SourceFileLoader('__main__', _main.__file__)
del _main
