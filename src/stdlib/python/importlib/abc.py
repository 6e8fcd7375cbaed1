"""Abstract base classes of finders, loaders and readers of resources. Leaves out the protocol Traversable."""
import abc

import _frozen_importlib as _external
from . import machinery


class Finder(metaclass=abc.ABCMeta):
    """Old base of all finders (deprecated)."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """Gives the loader of a module, or None."""


def _asked(finder, old, *args):
    """What find_spec of a finder says when one of its old methods is called, if there is such a method."""
    kind = 'PathEntryFinder' if old == 'find_loader' else 'MetaPathFinder'
    import warnings
    warnings.warn(f'{kind}.{old}() is deprecated since Python 3.4 and slated for removal in Python 3.12 '
                  f'(use {kind}.find_spec() instead)', DeprecationWarning, stacklevel=3)
    return finder.find_spec(*args) if hasattr(finder, 'find_spec') else None


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for sys.meta_path: has find_spec."""

    def find_module(self, fullname, path):
        return _external._loader_of(_asked(self, 'find_module', fullname, path))

    def invalidate_caches(self):
        """Forgets what the finder keeps."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of a path: has find_spec."""

    def find_loader(self, fullname):
        spec = _asked(self, 'find_loader', fullname)
        return (None, []) if spec is None else (spec.loader, spec.submodule_search_locations or [])

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
        text = self.get_source(fullname)
        return None if text is None else self.source_to_code(text)

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
        text = self.get_source(fullname)
        if text is None:
            return None
        try:
            where = self.get_filename(fullname),
        except ImportError:
            where = ()
        return self.source_to_code(text, *where)


class FileLoader(_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of sources, by way of get_data and get_filename."""

    # Each by the other: a subclass has at least one of them.

    def path_mtime(self, path):
        return int(self._other('path_stats')(path)['mtime'])

    def path_stats(self, path):
        return {'mtime': self._other('path_mtime')(path)}

    def _other(self, name):
        method = getattr(self, name)
        if method.__func__ is getattr(SourceLoader, name):
            raise OSError
        return method

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
        for file in self.files().iterdir():
            yield file.name


for _abstract, *_classes in (
        (MetaPathFinder, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder,
         machinery.WindowsRegistryFinder),
        (PathEntryFinder, machinery.FileFinder),
        (InspectLoader, machinery.BuiltinImporter, machinery.FrozenImporter, _external._NamespaceLoader),
        (ExecutionLoader, machinery.ExtensionFileLoader),
        (FileLoader, machinery.SourceFileLoader, machinery.SourcelessFileLoader),
        (SourceLoader, machinery.SourceFileLoader)):
    for _class in _classes:
        _abstract.register(_class)
del _abstract, _class, _classes
