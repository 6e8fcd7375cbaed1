"""Abstract base classes related to import."""
import abc

import _frozen_importlib as _external
from . import machinery


class Finder(metaclass=abc.ABCMeta):
    """Old base of all finders (deprecated)."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """Gives the loader of a module, or None."""


def _deprecated_method(old, new):
    import warnings
    warnings.warn(f'{old} is deprecated since Python 3.4 and slated for removal in Python 3.12 (use {new} instead)',
                  DeprecationWarning, stacklevel=3)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for sys.meta_path: has find_spec."""

    def find_module(self, fullname, path):
        _deprecated_method('MetaPathFinder.find_module()', 'MetaPathFinder.find_spec()')
        if not hasattr(self, 'find_spec'):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forgets what the finder keeps."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of a path: has find_spec."""

    def find_loader(self, fullname):
        _deprecated_method('PathEntryFinder.find_loader()', 'PathEntryFinder.find_spec()')
        if not hasattr(self, 'find_spec'):
            return None, []
        found = self.find_spec(fullname)
        if found is None:
            return None, []
        return found.loader, found.submodule_search_locations or []

    def find_module(self, fullname):
        return self.find_loader(fullname)[0]

    def invalidate_caches(self):
        """Forgets what the finder keeps."""


class Loader(metaclass=abc.ABCMeta):
    """Makes a module and runs it."""

    def create_module(self, spec):
        """None: the module is made in the usual way."""

    def load_module(self, fullname):
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _external._LoaderBasics.load_module(self, fullname)

    def module_repr(self, module):
        raise NotImplementedError


class ResourceLoader(Loader):
    """A loader that gives data of files beside the module."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """A loader that gives the source and the code of its modules."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _external._LoaderBasics.exec_module
    load_module = _external._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    """A loader whose modules may be run as scripts."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of sources, by way of get_data and get_filename."""

    def path_mtime(self, path):
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Keeps nothing."""


class ResourceReader(metaclass=abc.ABCMeta):
    """Gives the files that belong to a package."""

    @abc.abstractmethod
    def open_resource(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        raise FileNotFoundError


class TraversableResources(ResourceReader):
    """The same by one method, which gives a path-like object."""

    @abc.abstractmethod
    def files(self):
        """A path-like object of the package's folder."""

    def open_resource(self, resource):
        return self.files().joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        return self.files().joinpath(path).is_file()

    def contents(self):
        return (item.name for item in self.files().iterdir())


def _register(abstract, *classes):
    for cls in classes:
        abstract.register(cls)


_register(MetaPathFinder, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder,
          machinery.WindowsRegistryFinder)
_register(PathEntryFinder, machinery.FileFinder)
_register(InspectLoader, machinery.BuiltinImporter, machinery.FrozenImporter, _external._NamespaceLoader)
_register(ExecutionLoader, machinery.ExtensionFileLoader)
_register(FileLoader, machinery.SourceFileLoader, machinery.SourcelessFileLoader)
_register(SourceLoader, machinery.SourceFileLoader)
