"""Utility code for constructing importers, etc."""
import sys
import types
from contextlib import contextmanager

import _frozen_importlib as _bootstrap
from _frozen_importlib import (MAGIC_NUMBER, _find_spec, _resolve_name, cache_from_source, decode_source,
                               module_from_spec, source_from_cache, spec_from_file_location, spec_from_loader)

from .abc import Loader


def source_hash(source_bytes):
    """A hash of a source, as compiled files that are checked by it would hold it."""
    import hashlib
    return hashlib.blake2b(source_bytes, digest_size=8).digest()


def resolve_name(name, package):
    """The absolute form of a name."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    level = len(name) - len(name.lstrip('.'))
    return _resolve_name(name[level:], package, level)


def _spec_of_loaded(name):
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f'{name}.__spec__ is not set') from None
    if spec is None:
        raise ValueError(f'{name}.__spec__ is None')
    return spec


def _find_spec_from_path(name, path=None):
    return _spec_of_loaded(name) if name in sys.modules else _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, whether it is loaded or not; its parents are imported."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        return _spec_of_loaded(fullname)
    parent = fullname.rpartition('.')[0]
    path = None
    if parent:
        module = __import__(parent, fromlist=['__path__'])
        try:
            path = module.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f'__path__ attribute not found on {parent!r} while trying to find {fullname!r}',
                                      name=fullname) from error
    return _find_spec(fullname, path)


@contextmanager
def _module_to_load(name):
    is_reload = name in sys.modules
    module = sys.modules.get(name)
    if not is_reload:
        module = type(sys)(name)
        module.__initializing__ = True
        sys.modules[name] = module
    try:
        yield module
    except Exception:
        if not is_reload:
            sys.modules.pop(name, None)
    finally:
        module.__initializing__ = False


def _deprecated(wrap):
    from functools import wraps

    def decorator(fxn):
        @wraps(fxn)
        def wrapper(*args, **kwargs):
            import warnings
            warnings.warn('The import system now takes care of this automatically; this decorator is slated for '
                          'removal in Python 3.12', DeprecationWarning, stacklevel=2)
            return wrap(fxn, *args, **kwargs)
        return wrapper
    return decorator


@_deprecated
def set_package(fxn, *args, **kwargs):
    module = fxn(*args, **kwargs)
    if getattr(module, '__package__', None) is None:
        module.__package__ = module.__name__
        if not hasattr(module, '__path__'):
            module.__package__ = module.__package__.rpartition('.')[0]
    return module


@_deprecated
def set_loader(fxn, self, *args, **kwargs):
    module = fxn(self, *args, **kwargs)
    if getattr(module, '__loader__', None) is None:
        module.__loader__ = self
    return module


@_deprecated
def module_for_loader(fxn, self, fullname, *args, **kwargs):
    with _module_to_load(fullname) as module:
        module.__loader__ = self
        try:
            is_package = self.is_package(fullname)
        except (ImportError, AttributeError):
            pass
        else:
            module.__package__ = fullname if is_package else fullname.rpartition('.')[0]
        return fxn(self, module, *args, **kwargs)


class _LazyModule(types.ModuleType):
    """A module that runs at the first access to one of its attributes."""

    def __getattribute__(self, attr):
        self.__class__ = types.ModuleType
        spec = self.__spec__
        name = spec.name
        state = spec.loader_state
        before, now = state['__dict__'], self.__dict__
        # What was set since it was imported is not to be lost.
        updated = {key: value for key, value in now.items()
                   if key not in before or before[key] is not value}
        spec.loader.exec_module(self)
        if name in sys.modules and sys.modules[name] is not self:
            raise ValueError(f'module object for {name!r} substituted in sys.modules during a lazy load')
        self.__dict__.update(updated)
        return getattr(self, attr)

    def __delattr__(self, attr):
        # Runs the module first.
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that puts off running the module until it is used."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'__dict__': module.__dict__.copy(), '__class__': module.__class__}
        module.__class__ = _LazyModule
