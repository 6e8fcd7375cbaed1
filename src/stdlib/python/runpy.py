"""Running modules and scripts by name: run_module, run_path, and `-m` for modules of other finders."""
import importlib.machinery
import importlib.util
import io
import sys

__all__ = ['run_module', 'run_path']


class _Argv0:
    """sys.argv[0] for a while."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self.saved = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        sys.argv[0] = self.saved


class _TempModule:
    """An empty module under a name of sys.modules for a while."""

    def __init__(self, name):
        self.name = name
        self.module = type(sys)(name)

    def __enter__(self):
        self.saved = [sys.modules[self.name]] if self.name in sys.modules else []
        sys.modules[self.name] = self.module
        return self

    def __exit__(self, *args):
        if self.saved:
            sys.modules[self.name] = self.saved[0]
        else:
            del sys.modules[self.name]


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    if init_globals is not None:
        run_globals.update(init_globals)
    loader = cached = None
    fname = script_name
    if mod_spec is not None:
        loader, fname, cached = mod_spec.loader, mod_spec.origin, mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=fname, __cached__=cached, __doc__=None, __loader__=loader,
                       __package__=pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    with _TempModule(mod_name) as temp, _Argv0(script_name if mod_spec is None else mod_spec.origin):
        namespace = temp.module.__dict__
        _run_code(code, namespace, init_globals, mod_name, mod_spec, pkg_name, script_name)
    # The module's own dictionary may be cleared when the module goes.
    return namespace.copy()


def _get_module_details(mod_name, error=ImportError):
    """The name, spec and code of a module that is to run."""
    if mod_name.startswith('.'):
        raise error('Relative module names not supported')
    package = mod_name.rpartition('.')[0]
    if package:
        try:
            __import__(package)
        except ImportError as problem:
            missing = problem.name
            if missing is None or missing != package and not package.startswith(missing + '.'):
                raise
        loaded = sys.modules.get(mod_name)
        if loaded is not None and not hasattr(loaded, '__path__'):
            from warnings import warn
            warn(RuntimeWarning(f'{mod_name!r} found in sys.modules after import of package {package!r}, but prior to '
                                f'execution of {mod_name!r}; this may result in unpredictable behaviour'))
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        message = f'Error while finding module specification for {mod_name!r} ({type(problem).__name__}: {problem})'
        if mod_name.endswith('.py'):
            message += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(message) from problem
    if spec is None:
        raise error(f'No module named {mod_name}')
    if spec.submodule_search_locations is not None:
        if mod_name == '__main__' or mod_name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        try:
            return _get_module_details(mod_name + '.__main__', error)
        except error as problem:
            if mod_name not in sys.modules:
                raise
            raise error(f'{problem}; {mod_name!r} is a package and cannot be directly executed')
    if spec.loader is None:
        raise error(f'{mod_name!r} is a namespace package and cannot be executed')
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as problem:
        raise error(str(problem)) from problem
    if code is None:
        raise error(f'No code object available for {mod_name}')
    return mod_name, spec, code


class _Error(Exception):
    """A module cannot be run, which is to be said without a traceback."""


def _run_module_as_main(mod_name, alter_argv=True):
    """`python -m`."""
    try:
        if alter_argv or mod_name != '__main__':
            mod_name, spec, code = _get_module_details(mod_name, _Error)
        else:
            mod_name, spec, code = _get_main_module_details(_Error)
    except _Error as problem:
        sys.exit(f'{sys.executable}: {problem}')
    if alter_argv:
        sys.argv[0] = spec.origin
    return _run_code(code, sys.modules['__main__'].__dict__, None, '__main__', spec)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module as `-m` does; gives its namespace."""
    mod_name, spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _run_code(code, {}, init_globals, run_name, spec)


def _get_main_module_details(error=ImportError):
    """The `__main__` of sys.path[0], whatever runs as `__main__` now."""
    saved = sys.modules.pop('__main__')
    try:
        return _get_module_details('__main__')
    except ImportError as problem:
        if '__main__' in str(problem):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from problem
        raise
    finally:
        sys.modules['__main__'] = saved


def _get_code_from_file(run_name, fname):
    from os.path import abspath
    from os import fsdecode
    decoded = abspath(fsdecode(fname))
    with io.open(decoded, 'rb') as file:
        return compile(file.read(), fname, 'exec', dont_inherit=True), fname


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a script, or the `__main__` of a folder; gives its namespace."""
    from pkgutil import get_importer
    if run_name is None:
        run_name = '<run_path>'
    package = run_name.rpartition('.')[0]
    importer = get_importer(path_name)
    if type(importer) is type(None):
        code, fname = _get_code_from_file(run_name, path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=package, script_name=fname)
    sys.path.insert(0, path_name)
    try:
        mod_name, spec, code = _get_main_module_details()
        with _TempModule(run_name) as temp, _Argv0(path_name):
            return _run_code(code, temp.module.__dict__, init_globals, run_name, spec, package).copy()
    finally:
        if path_name in sys.path:
            sys.path.remove(path_name)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print('No module specified for execution', file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
