"""Files by the patterns of shells."""
import fnmatch
import itertools
import os
import re
import stat

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False):
    """The paths that match a pattern. Names that start with a dot need one in the pattern; with `recursive`,
    ** stands for any number of folders."""
    return [*iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive)]


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False):
    """As glob, one path after the other."""
    root_dir = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    found = _iglob(pathname, root_dir, dir_fd, recursive, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # The first one stands for the root itself.
        first = next(found, None)
        if first:
            found = itertools.chain((first,), found)
    return found


def _iglob(pathname, root_dir, dir_fd, recursive, dironly):
    head, tail = os.path.split(pathname)
    if not has_magic(pathname):
        # Without a name at the end a folder is meant.
        there = _lexists(_join(root_dir, pathname), dir_fd) if tail else _isdir(_join(root_dir, head), dir_fd)
        yield from [pathname] * there
        return
    if not has_magic(tail):
        inside = _named
    elif recursive and _is_recursive(tail):
        inside = _below
    else:
        inside = _matching
    if not head:
        yield from inside(root_dir, tail, dir_fd, dironly)
        return
    # A path that is its own head is a root.
    is_pattern = head != pathname and has_magic(head)
    for folder in _iglob(head, root_dir, dir_fd, recursive, True) if is_pattern else [head]:
        for name in inside(_join(root_dir, folder), tail, dir_fd, dironly):
            yield os.path.join(folder, name)


def _matching(folder, pattern, dir_fd, dironly):
    hidden_too = _ishidden(pattern)
    return fnmatch.filter((name for name in _listdir(folder, dir_fd, dironly) if hidden_too or not _ishidden(name)),
                          pattern)


def _named(folder, name, dir_fd, dironly):
    if name:
        if _lexists(_join(folder, name), dir_fd):
            return [name]
    elif _isdir(folder, dir_fd):
        return [name]
    return []


def _below(folder, pattern, dir_fd, dironly):
    yield pattern[:0]
    yield from _walk(folder, dir_fd, dironly)


def _walk(folder, dir_fd, dironly):
    for name in _listdir(folder, dir_fd, dironly):
        if not _ishidden(name):
            yield name
            for rest in _walk(_join(folder, name) if folder else name, dir_fd, dironly):
                yield _join(name, rest)


def _listdir(folder, dir_fd, dironly):
    """The names in a folder, none if it cannot be read."""
    place = folder or (b'.' if isinstance(folder, bytes) else '.')
    fd = None
    try:
        if dir_fd is not None:
            place = fd = os.open(place, os.O_RDONLY | os.O_DIRECTORY, dir_fd=dir_fd)
        with os.scandir(place) as entries:
            names = [entry.name for entry in entries if not dironly or _is_folder(entry)]
    except OSError:
        return []
    finally:
        if fd is not None:
            os.close(fd)
    # Of a descriptor the names are str.
    return [*map(os.fsencode, names)] if fd is not None and isinstance(folder, bytes) else names


def _is_folder(entry):
    try:
        return entry.is_dir()
    except OSError:
        return False


def _mode(ask, pathname, dir_fd):
    """The mode of a file below an open folder, 0 if there is none."""
    try:
        return ask(pathname, dir_fd=dir_fd).st_mode
    except (ValueError, OSError):
        return 0


def _lexists(pathname, dir_fd):
    return os.path.lexists(pathname) if dir_fd is None else _mode(os.lstat, pathname, dir_fd) != 0


def _isdir(pathname, dir_fd):
    return os.path.isdir(pathname) if dir_fd is None else stat.S_ISDIR(_mode(os.stat, pathname, dir_fd))


def _join(folder, name):
    return os.path.join(folder, name) if folder and name else folder or name


magic_check, magic_check_bytes = re.compile('([*?[])'), re.compile(b'([*?[])')


def has_magic(s):
    """Whether a text is a pattern."""
    check = magic_check_bytes if isinstance(s, bytes) else magic_check
    return bool(check.search(s))


def _ishidden(path):
    return path[:1] in ('.', b'.')


def _is_recursive(pattern):
    return pattern in ('**', b'**')


def escape(pathname):
    """The pattern that matches just this path."""
    check, bracketed = (magic_check_bytes, br'[\1]') if isinstance(pathname, bytes) else (magic_check, r'[\1]')
    return check.sub(bracketed, pathname)
