"""Copying, moving and removing files and trees of folders.

Leaves out extended attributes. Archives need the modules zipfile, tarfile, zlib, bz2 and lzma, and are made of them
when they are asked for.
"""
import collections
import errno
import fnmatch
import os
import stat
import sys

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'ExecError', 'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'get_unpack_formats', 'register_unpack_format', 'unregister_unpack_format',
           'unpack_archive', 'ignore_patterns', 'chown', 'which', 'get_terminal_size', 'SameFileError', 'disk_usage']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Raised when source and destination are the same file."""


class SpecialFileError(OSError):
    """Raised when trying to do a kind of operation on a special file which is not supported."""


class ExecError(OSError):
    """Raised when a command could not be executed."""


class ReadError(OSError):
    """Raised when an archive cannot be read."""


class RegistryError(Exception):
    """Raised when a registry operation with the archiving and unpacking registries fails."""


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left of one file object to another."""
    read, write = fsrc.read, fdst.write
    while chunk := read(length or COPY_BUFSIZE):
        write(chunk)


def _samefile(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy a file's content; gives dst."""
    if _samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for path in src, dst:
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            path = path.path if isinstance(path, os.DirEntry) else path
            raise SpecialFileError(f'`{path}` is a named pipe')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as e:
            if os.path.exists(dst):
                raise
            raise FileNotFoundError(f'Directory does not exist: {dst}') from e
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permission bits; of a link itself they cannot be set."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy the permission bits and the times of access and change."""
    follow = follow_symlinks or not (os.path.islink(src) and os.path.islink(dst))
    found = os.stat(src, follow_symlinks=follow)
    os.utime(dst, ns=(found.st_atime_ns, found.st_mtime_ns), follow_symlinks=follow)
    if follow:
        os.chmod(dst, stat.S_IMODE(found.st_mode))


def copy(src, dst, *, follow_symlinks=True):
    """Copy content and permission bits, to a file or into a folder; gives the new file."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """As copy, with the times."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """For copytree's `ignore`: leaves out the names that match a pattern."""
    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copy a folder with all that is below it; gives dst."""
    with os.scandir(src) as found:
        entries = list(found)
    left_out = ignore(os.fspath(src), [entry.name for entry in entries]) if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    copies = copy_function is copy2 or copy_function is copy
    for entry in entries:
        if entry.name in left_out:
            continue
        srcname, dstname = os.path.join(src, entry.name), os.path.join(dst, entry.name)
        what = entry if copies else srcname
        try:
            if entry.is_symlink():
                target = os.readlink(srcname)
                if symlinks:
                    os.symlink(target, dstname)
                    copystat(what, dstname, follow_symlinks=not symlinks)
                elif not os.path.exists(target) and ignore_dangling_symlinks:
                    continue
                elif entry.is_dir():
                    copytree(what, dstname, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
                else:
                    copy_function(what, dstname)
            elif entry.is_dir():
                copytree(what, dstname, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(what, dstname)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as why:
            errors.append((srcname, dstname, str(why)))
    try:
        copystat(src, dst)
    except OSError as why:
        errors.append((src, dst, str(why)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None):
    """Remove a folder with all that is below it."""
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    # Descriptors stand for folders, so that nobody can put a link in a folder's place meanwhile.
    try:
        before = os.lstat(path)
    except Exception:
        onerror(os.lstat, path, sys.exc_info())
        return
    try:
        fd = os.open(path, os.O_RDONLY)
    except Exception:
        onerror(os.open, path, sys.exc_info())
        return
    try:
        if os.path.samestat(before, os.fstat(fd)):
            _rmtree(fd, path, onerror)
            try:
                os.rmdir(path)
            except OSError:
                onerror(os.rmdir, path, sys.exc_info())
        else:
            try:
                raise OSError('Cannot call rmtree on a symbolic link')
            except OSError:
                onerror(os.path.islink, path, sys.exc_info())
    finally:
        os.close(fd)


rmtree.avoids_symlink_attacks = True


def _rmtree(topfd, path, onerror):
    try:
        with os.scandir(topfd) as found:
            entries = list(found)
    except OSError as error:
        error.filename = path
        onerror(os.scandir, path, sys.exc_info())
        return
    for entry in entries:
        fullname = os.path.join(path, entry.name)
        try:
            is_dir = entry.is_dir(follow_symlinks=False)
            if is_dir:
                before = entry.stat(follow_symlinks=False)
                is_dir = stat.S_ISDIR(before.st_mode)
        except OSError:
            is_dir = False
        if not is_dir:
            try:
                os.unlink(entry.name, dir_fd=topfd)
            except OSError:
                onerror(os.unlink, fullname, sys.exc_info())
            continue
        try:
            fd = os.open(entry.name, os.O_RDONLY, dir_fd=topfd)
        except OSError:
            onerror(os.open, fullname, sys.exc_info())
            continue
        try:
            if os.path.samestat(before, os.fstat(fd)):
                _rmtree(fd, fullname, onerror)
                try:
                    os.rmdir(entry.name, dir_fd=topfd)
                except OSError:
                    onerror(os.rmdir, fullname, sys.exc_info())
            else:
                try:
                    raise OSError('Cannot call rmtree on a symbolic link')
                except OSError:
                    onerror(os.path.islink, fullname, sys.exc_info())
        finally:
            os.close(fd)


def _basename(path):
    path = os.fspath(path)
    slashes = b'/' if isinstance(path, bytes) else '/'
    return os.path.basename(path.rstrip(slashes))


def move(src, dst, copy_function=copy2):
    """Move a file or folder, also to another file system; gives where it is now."""
    real_dst = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # A change between upper and lower case.
            os.rename(src, dst)
            return
        real_dst = os.path.join(dst, _basename(src))
        if os.path.exists(real_dst):
            raise Error(f"Destination path '{real_dst}' already exists")
    try:
        os.rename(src, real_dst)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real_dst)
            os.unlink(src)
        elif os.path.isdir(src):
            if _destinsrc(src, dst):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, real_dst, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real_dst)
            os.unlink(src)
    return real_dst


def _destinsrc(src, dst):
    src, dst = (os.path.join(os.path.abspath(path), '') for path in (src, dst))
    return dst.startswith(src)


_ntuple_diskusage = collections.namedtuple('usage', 'total used free')
_ntuple_diskusage.total.__doc__ = 'Total space in bytes'
_ntuple_diskusage.used.__doc__ = 'Used space in bytes'
_ntuple_diskusage.free.__doc__ = 'Free space in bytes'


def disk_usage(path):
    """Total, used and free bytes of the file system that the path is on."""
    found = os.statvfs(path)
    free, total = found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize
    return _ntuple_diskusage(total, (found.f_blocks - found.f_bfree) * found.f_frsize, free)


def chown(path, user=None, group=None):
    """Change the owner and group, by name or number."""
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    uid = gid = -1
    if isinstance(user, str):
        import pwd
        try:
            uid = pwd.getpwnam(user).pw_uid
        except KeyError:
            raise LookupError(f'no such user: {user!r}') from None
    elif user is not None:
        uid = user
    if group is not None and not isinstance(group, int):
        import grp
        try:
            gid = grp.getgrnam(group).gr_gid
        except KeyError:
            raise LookupError(f'no such group: {group!r}') from None
    elif group is not None:
        gid = group
    os.chown(path, uid, gid)


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines of the terminal; COLUMNS and LINES in the environment come first."""
    size = []
    for name in 'COLUMNS', 'LINES':
        try:
            size.append(int(os.environ[name]))
        except (KeyError, ValueError):
            size.append(0)
    if size[0] <= 0 or size[1] <= 0:
        try:
            found = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            found = os.terminal_size(fallback)
        size = [given if given > 0 else known or default for given, known, default in zip(size, found, fallback)]
    return os.terminal_size(size)


def _access_check(path, mode):
    return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Where the command that the shell would run lies; None if nowhere."""
    if os.path.dirname(cmd):
        return cmd if _access_check(cmd, mode) else None
    is_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get('PATH', None)
        if path is None:
            try:
                path = os.confstr('CS_PATH')
            except (AttributeError, ValueError):
                path = os.defpath
    if not path:
        return None
    path = os.fsencode(path).split(b':') if is_bytes else os.fsdecode(path).split(os.pathsep)
    seen = set()
    for folder in path:
        if folder not in seen:
            seen.add(folder)
            name = os.path.join(folder, cmd)
            if _access_check(name, mode):
                return name
    return None


def _make_tarball(base_name, base_dir, compress='gzip', owner=None, group=None, dry_run=0, logger=None, **_):
    import tarfile
    kind = {None: '', 'gzip': 'gz', 'bzip2': 'bz2', 'xz': 'xz'}[compress]
    name = base_name + '.tar' + (kind and '.' + kind)
    folder = os.path.dirname(name)
    if folder and not os.path.exists(folder) and not dry_run:
        os.makedirs(folder)
    if not dry_run:
        with tarfile.open(name, f'w|{kind}') as archive:
            archive.add(base_dir)
    return name


def _make_zipfile(base_name, base_dir, dry_run=0, logger=None, **_):
    import zipfile
    name = base_name + '.zip'
    folder = os.path.dirname(base_name)
    if folder and not os.path.exists(folder) and not dry_run:
        os.makedirs(folder)
    if not dry_run:
        with zipfile.ZipFile(name, 'w', compression=zipfile.ZIP_DEFLATED) as archive:
            top = os.path.normpath(base_dir)
            if top != os.curdir:
                archive.write(top, top)
            for path, folders, files in os.walk(base_dir):
                for entry in sorted(folders):
                    entry = os.path.normpath(os.path.join(path, entry))
                    archive.write(entry, entry)
                for entry in files:
                    entry = os.path.normpath(os.path.join(path, entry))
                    if os.path.isfile(entry):
                        archive.write(entry, entry)
    return name


_ARCHIVE_FORMATS = {'tar': (_make_tarball, [('compress', None)], 'uncompressed tar file'),
                    'gztar': (_make_tarball, [('compress', 'gzip')], "gzip'ed tar-file"),
                    'zip': (_make_zipfile, [], 'ZIP file'),
                    'bztar': (_make_tarball, [('compress', 'bzip2')], "bzip2'ed tar-file"),
                    'xztar': (_make_tarball, [('compress', 'xz')], "xz'ed tar-file")}


def get_archive_formats():
    """(name, description) of the formats that make_archive knows."""
    return sorted((name, format[2]) for name, format in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=''):
    """Add a format for make_archive."""
    if extra_args is None:
        extra_args = []
    if not callable(function):
        raise TypeError(f'The {function} object is not callable')
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError('extra_args needs to be a sequence')
    for element in extra_args:
        if not isinstance(element, (tuple, list)) or len(element) != 2:
            raise TypeError('extra_args elements are : (arg_name, value)')
    _ARCHIVE_FORMATS[name] = function, extra_args, description


def unregister_archive_format(name):
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Put a folder into an archive; gives the archive's name."""
    try:
        function, extra, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError(f'unknown archive format {format!r}') from None
    before = os.getcwd()
    base_name = os.fspath(base_name)
    if root_dir is not None:
        base_name = os.path.abspath(base_name)
        if not dry_run:
            os.chdir(root_dir)
    kwargs = {'dry_run': dry_run, 'logger': logger, **dict(extra)}
    if format != 'zip':
        kwargs.update(owner=owner, group=group)
    try:
        return function(base_name, os.curdir if base_dir is None else base_dir, **kwargs)
    finally:
        if root_dir is not None:
            os.chdir(before)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if not zipfile.is_zipfile(filename):
        raise ReadError(f'{filename} is not a zip file')
    with zipfile.ZipFile(filename) as archive:
        archive.extractall(extract_dir)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError(f'{filename} is not a compressed or uncompressed tar file')
    with archive:
        archive.extractall(extract_dir, **({} if filter is None else {'filter': filter}))


_UNPACK_FORMATS = {'tar': (['.tar'], _unpack_tarfile, [], 'uncompressed tar file'),
                   'gztar': (['.tar.gz', '.tgz'], _unpack_tarfile, [], "gzip'ed tar-file"),
                   'zip': (['.zip'], _unpack_zipfile, [], 'ZIP file'),
                   'bztar': (['.tar.bz2', '.tbz2'], _unpack_tarfile, [], "bzip2'ed tar-file"),
                   'xztar': (['.tar.xz', '.txz'], _unpack_tarfile, [], "xz'ed tar-file")}


def get_unpack_formats():
    """(name, extensions, description) of the formats that unpack_archive knows."""
    return sorted((name, format[0], format[3]) for name, format in _UNPACK_FORMATS.items())


def register_unpack_format(name, extensions, function, extra_args=None, description=''):
    """Add a format for unpack_archive."""
    known = {extension: name for name, format in _UNPACK_FORMATS.items() for extension in format[0]}
    for extension in extensions:
        if extension in known:
            raise RegistryError(f'{extension} is already registered for "{known[extension]}"')
    if not callable(function):
        raise TypeError('The registered function must be a callable')
    _UNPACK_FORMATS[name] = extensions, function, extra_args or [], description


def unregister_unpack_format(name):
    del _UNPACK_FORMATS[name]


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Take an archive apart, into a folder."""
    extract_dir = os.fspath(os.getcwd() if extract_dir is None else extract_dir)
    filename = os.fspath(filename)
    if format is None:
        for name, (extensions, *_) in _UNPACK_FORMATS.items():
            if filename.endswith(tuple(extensions)):
                format = name
                break
        else:
            raise ReadError(f"Unknown archive format '{filename}'")
    try:
        _, function, extra, _ = _UNPACK_FORMATS[format]
    except KeyError:
        raise ValueError(f"Unknown unpack format '{format}'") from None
    kwargs = dict(extra) if filter is None else {**dict(extra), 'filter': filter}
    function(filename, extract_dir, **kwargs)
