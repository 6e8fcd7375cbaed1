"""Where Python's parts lie and how it was built: paths, schemes, a few config variables.

Left out: Makefile and pyconfig.h, which Kaa has none of.
"""
import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path',
           'get_path_names', 'get_paths', 'get_platform', 'get_python_version', 'get_scheme_names',
           'parse_config_h', 'get_default_scheme', 'get_preferred_scheme']

_INSTALL_SCHEMES = {
    'posix_prefix': {
        'stdlib': '{installed_base}/{platlibdir}/python{py_version_short}',
        'platstdlib': '{platbase}/{platlibdir}/python{py_version_short}',
        'purelib': '{base}/lib/python{py_version_short}/site-packages',
        'platlib': '{platbase}/{platlibdir}/python{py_version_short}/site-packages',
        'include': '{installed_base}/include/python{py_version_short}{abiflags}',
        'platinclude': '{installed_platbase}/include/python{py_version_short}{abiflags}',
        'scripts': '{base}/bin',
        'data': '{base}',
    },
    'posix_user': {
        'stdlib': '{userbase}/{platlibdir}/python{py_version_short}',
        'platstdlib': '{userbase}/{platlibdir}/python{py_version_short}',
        'purelib': '{userbase}/lib/python{py_version_short}/site-packages',
        'platlib': '{userbase}/lib/python{py_version_short}/site-packages',
        'include': '{userbase}/include/python{py_version_short}',
        'scripts': '{userbase}/bin',
        'data': '{userbase}',
    },
}
_vars = None


def get_scheme_names():
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    return 'stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data'


def get_default_scheme():
    return 'posix_prefix'


def get_preferred_scheme(key):
    schemes = {'prefix': 'posix_prefix', 'home': 'posix_prefix', 'user': 'posix_user'}
    if key not in schemes:
        raise ValueError(f'{key!r} scheme must be one of {sorted(schemes)}')
    return schemes[key]


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    paths = _INSTALL_SCHEMES[scheme]
    if not expand:
        return dict(paths)
    values = {**get_config_vars(), **(vars or {})}
    return {name: os.path.normpath(path.format(**values)) for name, path in paths.items()}


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    return get_paths(scheme, vars, expand)[name]


def get_config_vars(*args):
    """All config variables, or the values of those that are named."""
    global _vars
    if _vars is None:
        version = sys.version_info
        short = f'{version.major}.{version.minor}'
        _vars = {
            'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix, 'py_version': sys.version.split()[0],
            'py_version_short': short, 'py_version_nodot': short.replace('.', ''), 'installed_base': sys.base_prefix,
            'base': sys.prefix, 'installed_platbase': sys.base_exec_prefix, 'platbase': sys.exec_prefix,
            'projectbase': os.path.dirname(sys.executable), 'platlibdir': sys.platlibdir, 'abiflags': '',
            'implementation': 'Kaa', 'implementation_lower': sys.implementation.name, 'EXT_SUFFIX': None,
            'SOABI': None, 'Py_DEBUG': 0, 'WITH_DOC_STRINGS': 1, 'LIBDIR': os.path.join(sys.prefix, 'lib'),
            'BINDIR': os.path.dirname(sys.executable), 'VERSION': short, 'EXE': '',
            'userbase': os.path.join(os.path.expanduser('~'), '.local'),
        }
    return [_vars.get(name) for name in args] if args else _vars


def get_config_var(name):
    return get_config_vars().get(name)


def get_python_version():
    return get_config_var('py_version_short')


def get_platform():
    system = os.uname()
    return f'{system.sysname.lower()}-{system.machine}'


def get_makefile_filename():
    return os.path.join(get_path('platstdlib'), 'config', 'Makefile')


def get_config_h_filename():
    return os.path.join(get_path('platinclude'), 'pyconfig.h')


def parse_config_h(fp, vars=None):
    """The #define lines of an open header file."""
    vars = {} if vars is None else vars
    for line in fp:
        words = line.split(None, 2)
        if len(words) == 3 and words[0] == '#define':
            value = words[2].strip()
            vars[words[1]] = int(value) if value.lstrip('-').isdigit() else value
    return vars
