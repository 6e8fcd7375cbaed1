"""Where Python's parts lie and how it was built: paths, schemes, a few config variables.

Left out: Makefile and pyconfig.h, which Kaa has none of.
"""
import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path',
           'get_path_names', 'get_paths', 'get_platform', 'get_python_version', 'get_scheme_names',
           'parse_config_h', 'get_default_scheme', 'get_preferred_scheme']


def _scheme(stdlib, platstdlib, purelib, platlib, scripts, data, include, **further):
    return {'stdlib': stdlib, 'platstdlib': platstdlib, 'purelib': purelib, 'platlib': platlib,
            'include': include, **further, 'scripts': scripts, 'data': data}


_VERSION, _SITE = 'python{py_version_short}', 'site-packages'
_UNIX, _HEADERS = '{platlibdir}/' + _VERSION, 'include/' + _VERSION + '{abiflags}'
_HOME, _NT_USER = '{base}/lib/python', '{userbase}/Python{py_version_nodot_plat}'
_INSTALL_SCHEMES = {
    'posix_prefix': _scheme('{installed_base}/' + _UNIX, '{platbase}/' + _UNIX, f'{{base}}/lib/{_VERSION}/{_SITE}',
                            f'{{platbase}}/{_UNIX}/{_SITE}', '{base}/bin', '{base}', '{installed_base}/' + _HEADERS,
                            platinclude='{installed_platbase}/' + _HEADERS),
    'posix_home': _scheme('{installed_base}/lib/python', _HOME, _HOME, _HOME, '{base}/bin', '{base}',
                          '{installed_base}/include/python', platinclude='{installed_base}/include/python'),
    'nt': _scheme('{installed_base}/Lib', '{base}/Lib', '{base}/Lib/' + _SITE, '{base}/Lib/' + _SITE,
                  '{base}/Scripts', '{base}', '{installed_base}/Include', platinclude='{installed_base}/Include'),
    'nt_user': _scheme(_NT_USER, _NT_USER, f'{_NT_USER}/{_SITE}', f'{_NT_USER}/{_SITE}', _NT_USER + '/Scripts',
                       '{userbase}', _NT_USER + '/Include'),
    'posix_user': _scheme('{userbase}/' + _UNIX, '{userbase}/' + _UNIX, f'{{userbase}}/lib/{_VERSION}/{_SITE}',
                          f'{{userbase}}/lib/{_VERSION}/{_SITE}', '{userbase}/bin', '{userbase}',
                          '{userbase}/include/' + _VERSION),
    'osx_framework_user': _scheme('{userbase}/lib/python', '{userbase}/lib/python', '{userbase}/lib/python/' + _SITE,
                                  '{userbase}/lib/python/' + _SITE, '{userbase}/bin', '{userbase}',
                                  '{userbase}/include/' + _VERSION),
}
_PREFERRED = {'prefix': 'posix_prefix', 'home': 'posix_home', 'user': 'posix_user'}
_vars = None


def is_python_build(check_home=False):
    """Whether the program is run from the folder that it was built in."""
    return False


def get_scheme_names():
    """The names of the schemes, sorted."""
    return (*sorted(_INSTALL_SCHEMES),)


def get_path_names():
    """The names of the paths that each scheme has."""
    return 'stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data'


def get_preferred_scheme(key):
    """The scheme for an installation below a 'prefix', 'home' or 'user'."""
    return _PREFERRED[key]


def get_default_scheme():
    """The scheme that Python itself was installed by."""
    return get_preferred_scheme('prefix')


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """The paths of a scheme by their names."""
    templates = _INSTALL_SCHEMES[scheme]
    if not expand:
        return templates
    values = {**get_config_vars(), **(vars or {})}
    return {name: os.path.normpath(template.format(**values)) for name, template in templates.items()}


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    paths = get_paths(scheme, vars, expand)
    return paths[name]


def _known():
    short = '{0.major}.{0.minor}'.format(sys.version_info)
    folder = os.path.dirname(sys.executable)
    return {
        'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix, 'py_version': sys.version.split()[0],
        'py_version_short': short, 'py_version_nodot': short.replace('.', ''), 'installed_base': sys.base_prefix,
        'base': sys.prefix, 'installed_platbase': sys.base_exec_prefix, 'platbase': sys.exec_prefix,
        'projectbase': folder, 'platlibdir': sys.platlibdir, 'abiflags': '', 'py_version_nodot_plat': '',
        'implementation': 'Kaa', 'implementation_lower': sys.implementation.name, 'EXT_SUFFIX': None,
        'SOABI': None, 'Py_DEBUG': 0, 'WITH_DOC_STRINGS': 1, 'LIBDIR': os.path.join(sys.prefix, 'lib'),
        'BINDIR': folder, 'VERSION': short, 'EXE': '',
        'userbase': os.path.join(os.path.expanduser('~'), '.local'),
    }


def get_config_vars(*args):
    """All config variables, or the values of those that are named."""
    global _vars
    if _vars is None:
        _vars = _known()
    return [*map(_vars.get, args)] if args else _vars


def get_config_var(name):
    """One config variable, None if there is none of the name."""
    value, = get_config_vars(name)
    return value


def get_python_version():
    """Major and minor version."""
    return get_config_var('py_version_short')


def get_platform():
    """System and machine, as names of folders have them."""
    system, _, _, _, machine = os.uname()
    return f'{system}-{machine}'.replace(system, system.lower(), 1)


def get_makefile_filename():
    """Where the Makefile would lie."""
    return '/'.join((get_path('platstdlib'), 'config', 'Makefile'))


def get_config_h_filename():
    """Where pyconfig.h would lie."""
    return f'{get_path("platinclude")}/pyconfig.h'


def parse_config_h(fp, vars=None):
    """The #define lines of an open header file."""
    vars = {} if vars is None else vars
    for line in fp:
        words = line.split(None, 2)
        if len(words) == 3 and words[0] == '#define':
            value = words[2].strip()
            vars[words[1]] = int(value) if value.lstrip('-').isdigit() else value
    return vars
