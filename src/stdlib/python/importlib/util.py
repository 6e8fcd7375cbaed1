"""What finders and loaders are made of: specs, names, decorators, LazyLoader."""
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
    tail = name.lstrip('.')
    level = len(name) - len(tail)
    if not level:
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    return _resolve_name(tail, package, level)


def _spec_of_loaded(name):
    module = sys.modules[name]
    if module is None:
        return None
    spec = getattr(module, '__spec__', _bootstrap._unset)
    if spec is None or spec is _bootstrap._unset:
        raise ValueError(f'{name}.__spec__ is {"None" if spec is None else "not set"}')
    return spec


def _find_spec_from_path(name, path=None):
    return _spec_of_loaded(name) if name in sys.modules else _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, whether it is loaded or not; its parents are imported."""
    fullname = resolve_name(name, package)
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
    module = sys.modules.get(name)
    is_new = name not in sys.modules
    if is_new:
        module = sys.modules[name] = type(sys)(name)
        module.__initializing__ = True
    try:
        yield module
    except Exception:
        if is_new:
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


def _set_missing(module, name, value):
    if getattr(module, name, None) is None:
        setattr(module, name, value)
    return module


@_deprecated
def set_package(fxn, *args, **kwargs):
    module = fxn(*args, **kwargs)
    name = module.__name__
    return _set_missing(module, '__package__', name if hasattr(module, '__path__') else name.rpartition('.')[0])


@_deprecated
def set_loader(fxn, self, *args, **kwargs):
    return _set_missing(fxn(self, *args, **kwargs), '__loader__', self)


@_deprecated
def module_for_loader(fxn, self, fullname, *args, **kwargs):
    with _module_to_load(fullname) as target:
        target.__loader__ = self
        try:
            package = fullname if self.is_package(fullname) else fullname.rpartition('.')[0]
        except (AttributeError, ImportError):
            pass
        else:
            target.__package__ = package
        return fxn(self, target, *args, **kwargs)


class _LazyModule(types.ModuleType):
    """A module that runs at the first access to one of its attributes."""

    def __getattribute__(self, attr):
        self.__class__ = types.ModuleType
        spec, now = self.__spec__, self.__dict__
        before = spec.loader_state['__dict__']
        # What was set since it was imported is not to be lost.
        kept = [(key, value) for key, value in now.items() if before.get(key, before) is not value]
        spec.loader.exec_module(self)
        if sys.modules.get(spec.name, self) is not self:
            raise ValueError(f'module object for {spec.name!r} substituted in sys.modules during a lazy load')
        now.update(kept)
        return getattr(self, attr)

    def __delattr__(self, attr):
        # Runs the module first.
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that puts off running the module until it is used."""

    def __init__(self, loader):
        self.loader = _eager(loader)

    @classmethod
    def factory(cls, loader):
        _eager(loader)

        def lazy(*args, **kwargs):
            return cls(loader(*args, **kwargs))
        return lazy

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        spec.loader_state = {'__dict__': module.__dict__.copy(), '__class__': module.__class__}
        module.__class__ = _LazyModule


def _eager(loader):
    if hasattr(loader, 'exec_module'):
        return loader
    raise TypeError('loader must define exec_module()')
