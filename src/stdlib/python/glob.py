"""Files by the patterns of shells."""
import contextlib
import fnmatch
import itertools
import os
import re
import stat

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False):
    """The paths that match a pattern. Names that start with a dot need one in the pattern; with `recursive`,
    ** stands for any number of folders."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive))


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
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if basename:
            if _lexists(_join(root_dir, pathname), dir_fd):
                yield pathname
        elif _isdir(_join(root_dir, dirname), dir_fd):
            yield pathname
        return
    if not dirname:
        below = _below if recursive and _is_recursive(basename) else _matching
        yield from below(root_dir, basename, dir_fd, dironly)
        return
    if dirname != pathname and has_magic(dirname):
        folders = _iglob(dirname, root_dir, dir_fd, recursive, True)
    else:
        folders = [dirname]
    if not has_magic(basename):
        inside = _named
    elif recursive and _is_recursive(basename):
        inside = _below
    else:
        inside = _matching
    for folder in folders:
        for name in inside(_join(root_dir, folder), basename, dir_fd, dironly):
            yield os.path.join(folder, name)


def _matching(folder, pattern, dir_fd, dironly):
    names = _listdir(folder, dir_fd, dironly)
    if not _ishidden(pattern):
        names = (name for name in names if not _ishidden(name))
    return fnmatch.filter(names, pattern)


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
    binary = isinstance(folder, bytes)
    found, fd = [], None
    try:
        if dir_fd is not None:
            where = fd = os.open(folder or (b'.' if binary else '.'), os.O_RDONLY | os.O_DIRECTORY, dir_fd=dir_fd)
        else:
            where = folder or (b'.' if binary else '.')
        try:
            with os.scandir(where) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        if not dironly or entry.is_dir():
                            name = entry.name
                            found.append(os.fsencode(name) if fd is not None and binary else name)
        finally:
            if fd is not None:
                os.close(fd)
    except OSError:
        pass
    return found


def _lexists(pathname, dir_fd):
    if dir_fd is None:
        return os.path.lexists(pathname)
    try:
        os.lstat(pathname, dir_fd=dir_fd)
    except (OSError, ValueError):
        return False
    return True


def _isdir(pathname, dir_fd):
    if dir_fd is None:
        return os.path.isdir(pathname)
    try:
        return stat.S_ISDIR(os.stat(pathname, dir_fd=dir_fd).st_mode)
    except (OSError, ValueError):
        return False


def _join(folder, name):
    return os.path.join(folder, name) if folder and name else folder or name


magic_check = re.compile('([*?[])')
magic_check_bytes = re.compile(b'([*?[])')


def has_magic(s):
    check = magic_check_bytes if isinstance(s, bytes) else magic_check
    return check.search(s) is not None


def _ishidden(path):
    return path[0] in ('.', b'.'[0])


def _is_recursive(pattern):
    return pattern == (b'**' if isinstance(pattern, bytes) else '**')


def escape(pathname):
    """The pattern that matches just this path."""
    if isinstance(pathname, bytes):
        return magic_check_bytes.sub(br'[\1]', pathname)
    return magic_check.sub(r'[\1]', pathname)
