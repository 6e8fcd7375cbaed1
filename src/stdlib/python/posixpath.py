"""Paths as POSIX writes them. This module is os.path."""
import posix as _posix
import stat as _stat

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext', 'basename', 'dirname', 'commonprefix',
           'getsize', 'getmtime', 'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir', 'isfile', 'expanduser',
           'expandvars', 'normpath', 'abspath', 'samefile', 'sameopenfile', 'samestat', 'curdir', 'pardir', 'sep',
           'pathsep', 'defpath', 'altsep', 'extsep', 'devnull', 'realpath', 'supports_unicode_filenames', 'relpath',
           'commonpath', 'ismount']

curdir, pardir, extsep, sep, pathsep = '.', '..', '.', '/', ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = False

fspath = _posix.fspath


def _words(path):
    # '/', '.', '..' and '' of the path's own kind.
    return (b'/', b'.', b'..', b'') if isinstance(path, bytes) else ('/', '.', '..', '')


def _alike(name, *paths):
    kinds = {type(path) for path in paths}
    if len({issubclass(kind, bytes) for kind in kinds}) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None
    wrong = [path for path in paths if not isinstance(path, (str, bytes))]
    if wrong:
        raise TypeError(f'{name}() argument must be str, bytes, or os.PathLike object, not '
                        f'{type(wrong[0]).__name__!r}') from None


def normcase(s):
    return fspath(s)


def isabs(s):
    s = fspath(s)
    return s.startswith(_words(s)[0])


def join(a, *p):
    """Join path components; an absolute one discards all before it."""
    a = fspath(a)
    slash = _words(a)[0]
    path = a
    try:
        if not p:
            path[:0] + slash
        for part in map(fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        _alike('join', a, *p)
        raise
    return path


def split(p):
    """(head, tail): everything before and after the last slash."""
    p = fspath(p)
    slash = _words(p)[0]
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """(root, ext): ext is empty or starts at the last dot of the last component."""
    p = fspath(p)
    slash, dot, _, empty = _words(p)
    start = p.rfind(slash) + 1
    cut = p.rfind(dot)
    if cut > start and p[start:cut].strip(dot):
        return p[:cut], p[cut:]
    return p, empty


def splitdrive(p):
    p = fspath(p)
    return p[:0], p


def basename(p):
    p = fspath(p)
    return p[p.rfind(_words(p)[0]) + 1:]


def dirname(p):
    return split(p)[0]


def commonprefix(m):
    """The longest common leading part of paths, character by character."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def _found(path, follow):
    try:
        return _posix._stat(path, follow)
    except (OSError, ValueError):
        return None


def exists(path):
    return _found(path, True) is not None


def lexists(path):
    return _found(path, False) is not None


def isdir(s):
    found = _found(s, True)
    return found is not None and _stat.S_ISDIR(found[0])


def isfile(path):
    found = _found(path, True)
    return found is not None and _stat.S_ISREG(found[0])


def islink(path):
    found = _found(path, False)
    return found is not None and _stat.S_ISLNK(found[0])


def ismount(path):
    here, above = _found(path, False), _found(join(path, _words(fspath(path))[2]), False)
    if here is None or above is None or _stat.S_ISLNK(here[0]):
        return False
    return here[2] != above[2] or here[1] == above[1]


def getsize(filename):
    return _posix._stat(filename, True)[6]


def getatime(filename):
    return _posix._stat(filename, True)[7] / 1e9


def getmtime(filename):
    return _posix._stat(filename, True)[8] / 1e9


def getctime(filename):
    return _posix._stat(filename, True)[9] / 1e9


def samefile(f1, f2):
    return _posix._stat(f1, True)[1:3] == _posix._stat(f2, True)[1:3]


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def sameopenfile(fp1, fp2):
    return samefile(f'/proc/self/fd/{fp1}', f'/proc/self/fd/{fp2}')


def expanduser(path):
    """Replace a leading ~ by the user's home."""
    path = fspath(path)
    slash = _words(path)[0]
    tilde = b'~' if isinstance(path, bytes) else '~'
    if not path.startswith(tilde) or path[1:2] not in (slash, path[:0]):
        return path
    home = _posix.environ.get('HOME')
    if home is None:
        return path
    if isinstance(path, bytes):
        home = _posix._fsencode(home)
    return home.rstrip(slash) + path[1:] or slash


def expandvars(path):
    """Replace $name and ${name}; unknown variables are left alone."""
    path = fspath(path)
    if isinstance(path, bytes):
        return _posix._fsencode(expandvars(_posix._fsdecode(path)))
    import os
    out, i = '', 0
    while i < len(path):
        if path[i] != '$':
            out += path[i]
            i += 1
            continue
        end = i + 1
        if path[end:end + 1] == '{' and '}' in path[end:]:
            close = path.index('}', end)
            name, end = path[end + 1:close], close + 1
        else:
            while end < len(path) and path[end].isascii() and (path[end].isalnum() or path[end] == '_'):
                end += 1
            name = path[i + 1:end]
        out += os.environ.get(name, path[i:end]) if name else path[i:end]
        i = end
    return out


def normpath(path):
    """Without double slashes, `.` and the `..` that can be resolved by the text alone."""
    path = fspath(path)
    slash, dot, dots, empty = _words(path)
    if not path:
        return dot
    leading = 0
    if path.startswith(slash):
        leading = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    parts = []
    for part in path.split(slash):
        if part in (empty, dot):
            continue
        if part != dots or (not leading and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * leading + slash.join(parts) or dot


def abspath(path):
    path = fspath(path)
    if not isabs(path):
        cwd = _posix.getcwd()
        path = join(_posix._fsencode(cwd) if isinstance(path, bytes) else cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path without symbolic links."""
    filename = fspath(filename)
    slash, dot, dots, empty = _words(filename)
    todo = [part for part in abspath(empty).split(slash) if part] if not isabs(filename) else []
    todo = [part for part in filename.split(slash) if part][::-1] + todo[::-1]
    path, followed = slash, {}
    while todo:
        part = todo.pop()
        if part == dot:
            continue
        if part == dots:
            path = dirname(path)
            continue
        new = join(path, part)
        found = _posix._stat(new, False) if strict else _found(new, False)
        if found is None or not _stat.S_ISLNK(found[0]):
            path = new
            continue
        if followed.get(new, 0) > 40:
            if strict:
                _posix._stat(new, True)
            path = new
            continue
        followed[new] = followed.get(new, 0) + 1
        target = _posix.readlink(new)
        if isabs(target):
            path = slash
        todo += [part for part in target.split(slash) if part][::-1]
    return path


def relpath(path, start=None):
    if not path:
        raise ValueError('no path specified')
    path = fspath(path)
    slash, dot, dots, _ = _words(path)
    start = dot if start is None else fspath(start)
    _alike('relpath', path, start)
    origin = [part for part in abspath(start).split(slash) if part]
    goal = [part for part in abspath(path).split(slash) if part]
    same = len(commonprefix([origin, goal]))
    return slash.join([dots] * (len(origin) - same) + goal[same:]) or dot


def commonpath(paths):
    """The longest common sub-path."""
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(fspath, paths))
    _alike('commonpath', *paths)
    slash, dot, _, empty = _words(paths[0])
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    prefix = slash if paths[0].startswith(slash) else empty
    return prefix + slash.join(commonprefix(parts))
