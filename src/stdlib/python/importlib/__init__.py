"""Importing by name."""
import sys

__import__ = __import__


def import_module(name, package=None):
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        while level < len(name) and name[level] == '.':
            level += 1
        base = package.rsplit('.', level - 1)
        if len(base) < level:
            raise ImportError('attempted relative import beyond top-level package')
        name = f'{base[0]}.{name[level:]}' if name[level:] else base[0]
    __import__(name)
    return sys.modules[name]


def reload(module):
    name = getattr(getattr(module, '__spec__', None), 'name', None) or getattr(module, '__name__', None)
    if not isinstance(name, str) or not hasattr(module, '__dict__'):
        raise TypeError('reload() argument must be a module')
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    file = getattr(module, '__file__', None)
    if file is not None:
        with open(file, 'rb') as source:
            code = compile(source.read(), file, 'exec', dont_inherit=True)
        exec(code, module.__dict__)
    return sys.modules[name]


def invalidate_caches():
    pass
