"""Files that belong to packages: files, open_text, read_binary, path, contents and their kin."""
import importlib
import io
import os
from contextlib import contextmanager

__all__ = ['Package', 'Resource', 'as_file', 'contents', 'files', 'is_resource', 'open_binary', 'open_text', 'path',
           'read_binary', 'read_text']

Package = 'Union[str, ModuleType]'
Resource = 'Union[str, os.PathLike]'


def _package(package):
    module = importlib.import_module(package) if isinstance(package, str) else package
    if module.__spec__.submodule_search_locations is None:
        raise TypeError(f'{module.__spec__.name!r} is not a package')
    return module


def _name(resource):
    parent, name = os.path.split(str(resource))
    if parent:
        raise ValueError(f'{resource!r} must be only a file name')
    return name


def files(package):
    """The package's folder as a path."""
    from pathlib import Path
    module = _package(package)
    return Path(list(module.__spec__.submodule_search_locations)[0])


@contextmanager
def as_file(path):
    """A path that is a real file while the context lasts."""
    yield path


def open_binary(package, resource):
    name = _name(resource)
    module = _package(package)
    for folder in module.__spec__.submodule_search_locations:
        try:
            return open(os.path.join(folder, name), 'rb')
        except OSError:
            continue
    raise FileNotFoundError(f'{name!r} resource not found in {module.__spec__.name!r}')


def open_text(package, resource, encoding='utf-8', errors='strict'):
    return io.TextIOWrapper(open_binary(package, resource), encoding=encoding, errors=errors)


def read_binary(package, resource):
    with open_binary(package, resource) as file:
        return file.read()


def read_text(package, resource, encoding='utf-8', errors='strict'):
    return read_binary(package, resource).decode(encoding, errors).replace('\r\n', '\n')


@contextmanager
def path(package, resource):
    """The path of a resource."""
    found = files(package) / _name(resource)
    if not found.exists():
        raise FileNotFoundError(str(found))
    yield found


def contents(package):
    """The names of what lies in a package."""
    module = _package(package)
    names = []
    for folder in module.__spec__.submodule_search_locations:
        try:
            names += os.listdir(folder)
        except OSError:
            continue
    return names


def is_resource(package, name):
    name = _name(name)
    module = _package(package)
    return any(os.path.isfile(os.path.join(folder, name))
               for folder in module.__spec__.submodule_search_locations)


class _FileReader:
    """The resource reader of a package in a folder."""

    def __init__(self, loader):
        self.folder = os.path.dirname(loader.path)

    def files(self):
        from pathlib import Path
        return Path(self.folder)

    def resource_path(self, resource):
        return os.path.join(self.folder, resource)

    def open_resource(self, resource):
        return open(self.resource_path(resource), 'rb')

    def is_resource(self, path):
        return os.path.isfile(os.path.join(self.folder, path))

    def contents(self):
        return os.listdir(self.folder)


class _NamespaceReader(_FileReader):
    def __init__(self, path):
        self.folder = list(path)[0]
