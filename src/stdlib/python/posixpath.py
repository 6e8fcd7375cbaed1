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
        return _posix.stat(path) if follow else _posix.lstat(path)
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
    here = _found(path, False)
    if here is None or _stat.S_ISLNK(here[0]):
        return False
    path = fspath(path)
    above = _found(realpath(join(path, _words(path)[2])), False)
    if above is None:
        return False
    return here[2] != above[2] or here[1] == above[1]


def getsize(filename):
    return _posix.stat(filename).st_size


def getatime(filename):
    return _posix.stat(filename).st_atime


def getmtime(filename):
    return _posix.stat(filename).st_mtime


def getctime(filename):
    return _posix.stat(filename).st_ctime


def samefile(f1, f2):
    return samestat(_posix.stat(f1), _posix.stat(f2))


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def sameopenfile(fp1, fp2):
    return samestat(_posix.fstat(fp1), _posix.fstat(fp2))


def expanduser(path):
    """Replace a leading ~ or ~user by the user's home."""
    path = fspath(path)
    slash = _words(path)[0]
    tilde = b'~' if isinstance(path, bytes) else '~'
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    import os
    if end == 1:
        home = os.environ.get('HOME')
        if home is None:
            import pwd
            try:
                home = pwd.getpwuid(os.getuid()).pw_dir
            except KeyError:
                return path
    else:
        import pwd
        try:
            home = pwd.getpwnam(os.fsdecode(path[1:end])).pw_dir
        except KeyError:
            return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return home.rstrip(slash) + path[end:] or slash


def expandvars(path):
    """Replace $name and ${name}; unknown variables are left alone."""
    path = fspath(path)
    if isinstance(path, bytes):
        return _posix.fsencode(expandvars(_posix.fsdecode(path)))
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
        path = join(_posix.fsencode(cwd) if isinstance(path, bytes) else cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path without symbolic links. A loop of them is left as it stands."""
    filename = fspath(filename)
    return abspath(_resolve(filename[:0], filename, strict, {})[0])


def _resolve(path, rest, strict, seen):
    # (path with what `rest` leads to, whether there was no loop). `seen`: links, and where they lead once known.
    slash, dot, dots, _ = _words(path)
    if isabs(rest):
        rest, path = rest[1:], slash
    while rest:
        name, _, rest = rest.partition(slash)
        if not name or name == dot:
            continue
        if name == dots:
            if path:
                path, name = split(path)
                if name == dots:
                    path = join(path, dots, dots)
            else:
                path = dots
            continue
        new = join(path, name)
        try:
            is_link = _stat.S_ISLNK(_posix.lstat(new).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = new
            continue
        if new in seen:
            path = seen[new]
            if path is not None:
                continue
            if strict:
                _posix.stat(new)
            else:
                return join(new, rest), False
        seen[new] = None
        path, ok = _resolve(path, _posix.readlink(new), strict, seen)
        if not ok:
            return join(path, rest), False
        seen[new] = path
    return path, True


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
