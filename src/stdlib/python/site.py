"""Where installed packages lie: getsitepackages, getusersitepackages, addsitedir with its .pth files.

Kaa puts no such folder on sys.path by itself; PYTHONPATH and addsitedir() do.
"""
import os
import sys

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = False
USER_SITE = USER_BASE = None


def getuserbase():
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = os.environ.get('PYTHONUSERBASE') or os.path.join(os.path.expanduser('~'), '.local')
    return USER_BASE


def getusersitepackages():
    global USER_SITE
    if USER_SITE is None:
        USER_SITE = os.path.join(getuserbase(), f'lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages')
    return USER_SITE


def getsitepackages(prefixes=None):
    folders = []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if prefix:
            version = f'python{sys.version_info[0]}.{sys.version_info[1]}'
            folders.append(os.path.join(prefix, sys.platlibdir, version, 'site-packages'))
    return folders


def makepath(*paths):
    path = os.path.abspath(os.path.join(*paths))
    return path, os.path.normcase(path)


def addsitedir(sitedir, known_paths=None):
    """Puts a folder on sys.path, and what its .pth files name."""
    reset = known_paths is None
    if reset:
        known_paths = {makepath(entry)[1] for entry in sys.path if os.path.exists(entry)}
    sitedir, case = makepath(sitedir)
    if case not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(case)
    try:
        names = sorted(os.listdir(sitedir))
    except OSError:
        return None
    for name in names:
        if name.endswith('.pth'):
            addpackage(sitedir, name, known_paths)
    return None if reset else known_paths


def addpackage(sitedir, name, known_paths):
    """The lines of a .pth file: folders, and statements that begin with import."""
    if known_paths is None:
        known_paths = {makepath(entry)[1] for entry in sys.path if os.path.exists(entry)}
    try:
        with open(os.path.join(sitedir, name), encoding='utf-8') as file:
            lines = file.read().splitlines()
    except OSError:
        return known_paths
    for line in lines:
        line = line.rstrip()
        if not line or line.startswith('#'):
            continue
        if line.startswith(('import ', 'import\t')):
            exec(line)
            continue
        folder, case = makepath(sitedir, line)
        if case not in known_paths and os.path.exists(folder):
            sys.path.append(folder)
            known_paths.add(case)
    return known_paths


def main():
    """Does nothing: sys.path is complete when the program begins."""
