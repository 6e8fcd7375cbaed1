"""Copying, moving and removing files and trees of folders.

Leaves out extended attributes. Archives need the modules zipfile, tarfile, zlib, bz2 and lzma, and are made of them
when they are asked for.
"""
import fnmatch
import os
import stat
import sys
from collections import namedtuple

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2', 'copytree', 'move', 'rmtree', 'Error',
           'SpecialFileError', 'ExecError', 'make_archive', 'get_archive_formats', 'register_archive_format',
           'unregister_archive_format', 'get_unpack_formats', 'register_unpack_format', 'unregister_unpack_format',
           'unpack_archive', 'ignore_patterns', 'chown', 'which', 'get_terminal_size', 'SameFileError', 'disk_usage']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    """Raised for what goes wrong with several files; the argument is a list of (from, to, why)."""


class SameFileError(Error):
    """Raised where a file would be copied onto itself."""


class SpecialFileError(OSError):
    """Raised for what cannot be done with a named pipe."""


class ExecError(OSError):
    """Raised where a command cannot be executed."""


class ReadError(OSError):
    """Raised where an archive cannot be read."""


class RegistryError(Exception):
    """Raised where a format cannot be registered."""


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left of one file object to another."""
    read, write = fsrc.read, fdst.write
    while chunk := read(length or COPY_BUFSIZE):
        write(chunk)


def _samefile(src, dst):
    try:
        same = os.path.samefile(src, dst)
    except OSError:
        return False
    return same


def _is_pipe(path):
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy a file's content; gives dst."""
    if _samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    for pipe in filter(_is_pipe, (src, dst)):
        raise SpecialFileError(f'`{pipe.path if isinstance(pipe, os.DirEntry) else pipe}` is a named pipe')
    if os.path.islink(src) and not follow_symlinks:
        os.symlink(os.readlink(src), dst)
    else:
        _copy_content(src, dst)
    return dst


def _copy_content(src, dst):
    with open(src, 'rb') as source:
        try:
            target = open(dst, 'wb')
        except IsADirectoryError as error:
            # The system says so of a name that ends in a slash, too.
            if not os.path.exists(dst):
                raise FileNotFoundError(f'Directory does not exist: {dst}') from error
            raise
        with target:
            copyfileobj(source, target)


def _are_links(*paths):
    return all(map(os.path.islink, paths))


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permission bits; of a link itself they cannot be set."""
    if follow_symlinks or not _are_links(src, dst):
        mode = os.stat(src).st_mode
        os.chmod(dst, stat.S_IMODE(mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copy the permission bits and the times of access and change."""
    follow = follow_symlinks or not _are_links(src, dst)
    found = os.stat(src, follow_symlinks=follow)
    os.utime(dst, ns=(found.st_atime_ns, found.st_mtime_ns), follow_symlinks=follow)
    if follow:
        os.chmod(dst, stat.S_IMODE(found.st_mode))


def _copy_file(src, dst, follow, copy_attributes):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    for step in copyfile, copy_attributes:
        step(src, dst, follow_symlinks=follow)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy content and permission bits, to a file or into a folder; gives the new file."""
    return _copy_file(src, dst, follow_symlinks, copymode)


def copy2(src, dst, *, follow_symlinks=True):
    """As copy, with the times."""
    return _copy_file(src, dst, follow_symlinks, copystat)


def ignore_patterns(*patterns):
    """For copytree's `ignore`: leaves out the names that match a pattern."""
    def ignore(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    """Copy a folder with all that is below it; gives dst."""
    with os.scandir(src) as found:
        entries = [*found]
    left_out = () if ignore is None else ignore(os.fspath(src), [entry.name for entry in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)

    def copy_entry(entry, source, target):
        # Ours know what to do with an entry, others want its path.
        given = entry if copy_function in (copy, copy2) else source
        if entry.is_symlink():
            points_to = os.readlink(source)
            if symlinks:
                os.symlink(points_to, target)
                copystat(given, target, follow_symlinks=False)
                return
            if ignore_dangling_symlinks and not os.path.exists(points_to):
                return
        if entry.is_dir():
            copytree(given, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(given, target)

    jobs = [(copy_entry, entry, os.path.join(src, entry.name), os.path.join(dst, entry.name))
            for entry in entries if entry.name not in left_out]
    failed = []
    for job, *args in *jobs, (copystat, src, dst):
        try:
            job(*args)
        except Error as several:
            failed += several.args[0]
        except OSError as error:
            failed.append((*args[-2:], str(error)))
    if not failed:
        return dst
    raise Error(failed)


def rmtree(path, ignore_errors=False, onerror=None):
    """Remove a folder with all that is below it."""
    onerror = _forget if ignore_errors else onerror or _raise_again
    path = os.fsdecode(path) if isinstance(path, bytes) else path
    before = _try(onerror, path, os.lstat, path)
    if before is not None:
        _remove_folder(path, None, path, before, onerror)


rmtree.avoids_symlink_attacks = True


def _forget(function, path, exc_info):
    """Goes on after an error."""


def _raise_again(function, path, exc_info):
    raise


def _try(onerror, path, function, *args, **kwargs):
    """Calls a function of the system; reports its error, and gives None then."""
    try:
        return function(*args, **kwargs)
    except (OSError, ValueError):
        onerror(function, path, sys.exc_info())


def _remove_folder(name, parent, path, before, onerror):
    """Removes a folder which `before` tells of; it is found by its name in a folder that is open, or by its path."""
    # Descriptors stand for folders, so that nobody can put a link in a folder's place meanwhile.
    fd = _try(onerror, path, os.open, name, os.O_RDONLY, dir_fd=parent)
    if fd is None:
        return
    try:
        if os.path.samestat(before, os.fstat(fd)):
            _remove_entries(fd, path, onerror)
            _try(onerror, path, os.rmdir, name, dir_fd=parent)
            return
        try:
            raise OSError('Cannot call rmtree on a symbolic link')
        except OSError:
            onerror(os.path.islink, path, sys.exc_info())
    finally:
        os.close(fd)


def _remove_entries(folder, path, onerror):
    try:
        with os.scandir(folder) as found:
            entries = [*found]
    except OSError as error:
        error.filename = path
        onerror(os.scandir, path, sys.exc_info())
        entries = []
    for entry in entries:
        below = os.path.join(path, entry.name)
        try:
            known = entry.stat(follow_symlinks=False) if entry.is_dir(follow_symlinks=False) else None
        except OSError:
            known = None
        if known and stat.S_ISDIR(known.st_mode):
            _remove_folder(entry.name, folder, below, known, onerror)
        else:
            _try(onerror, below, os.unlink, entry.name, dir_fd=folder)


def _basename(path):
    path = os.fspath(path)
    slashes = b'/' if isinstance(path, bytes) else '/'
    return os.path.basename(path.rstrip(slashes))


def move(src, dst, copy_function=copy2):
    """Move a file or folder, also to another file system; gives where it is now."""
    target = dst
    if os.path.isdir(dst):
        if _samefile(src, dst):
            # A change between upper and lower case.
            return os.rename(src, dst)
        target = os.path.join(dst, _basename(src))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        # To another file system.
        _copy_and_remove(src, dst, target, copy_function)
    return target


def _copy_and_remove(src, dst, target, copy_function):
    if os.path.isdir(src) and not os.path.islink(src):
        if _destinsrc(src, dst):
            raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
        copytree(src, target, symlinks=True, copy_function=copy_function)
        rmtree(src)
        return
    if os.path.islink(src):
        os.symlink(os.readlink(src), target)
    else:
        copy_function(src, target)
    os.unlink(src)


def _destinsrc(src, dst):
    src, dst = (os.path.join(os.path.abspath(path), '') for path in (src, dst))
    return dst.startswith(src)


_ntuple_diskusage = namedtuple('usage', ['total', 'used', 'free'])
for _field in _ntuple_diskusage._fields:
    getattr(_ntuple_diskusage, _field).__doc__ = f'{_field.title()} space in bytes'


def disk_usage(path):
    """Total, used and free bytes of the file system that the path is on."""
    found = os.statvfs(path)
    blocks = found.f_blocks, found.f_blocks - found.f_bfree, found.f_bavail
    return _ntuple_diskusage(*(count * found.f_frsize for count in blocks))


def _id_of(kind, who, database, function, field):
    """The number of a user or group of that name."""
    try:
        return getattr(getattr(__import__(database), function)(who), field)
    except KeyError:
        raise LookupError(f'no such {kind}: {who!r}') from None


def chown(path, user=None, group=None):
    """Change the owner and group, by name or number."""
    if user is group is None:
        raise ValueError('user and/or group must be set')
    if isinstance(user, str):
        user = _id_of('user', user, 'pwd', 'getpwnam', 'pw_uid')
    if group is not None and not isinstance(group, int):
        group = _id_of('group', group, 'grp', 'getgrnam', 'gr_gid')
    os.chown(path, *(-1 if one is None else one for one in (user, group)))


def get_terminal_size(fallback=(80, 24)):
    """Columns and lines of the terminal; COLUMNS and LINES in the environment come first."""
    wanted = [_number_of(os.environ.get(name)) for name in ('COLUMNS', 'LINES')]
    if min(wanted) > 0:
        return os.terminal_size(wanted)
    try:
        found = os.get_terminal_size(sys.__stdout__.fileno())
    except (OSError, ValueError, AttributeError):
        # No terminal, closed, or None.
        found = os.terminal_size(fallback)
    return os.terminal_size([given if given > 0 else known or default
                             for given, known, default in zip(wanted, found, fallback)])


def _number_of(text):
    try:
        return int(text or 0)
    except ValueError:
        return 0


def _access_check(path, mode):
    return os.path.exists(path) and os.access(path, mode) and not os.path.isdir(path)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Where the command that the shell would run lies; None if nowhere."""
    if os.path.dirname(cmd):
        return cmd if _access_check(cmd, mode) else None
    path = _search_path() if path is None else path
    if isinstance(cmd, bytes):
        folders = os.fsencode(path or b'').split(os.fsencode(os.pathsep))
    else:
        folders = os.fsdecode(path or '').split(os.pathsep)
    places = (os.path.join(folder, cmd) for folder in dict.fromkeys(folders))
    return next((place for place in places if _access_check(place, mode)), None) if path else None


def _search_path():
    if 'PATH' in os.environ:
        return os.environ['PATH']
    try:
        return os.confstr('CS_PATH')
    except (ValueError, AttributeError):
        return os.defpath


def _make_tarball(base_name, base_dir, compress='gzip', owner=None, group=None, dry_run=0, logger=None, **_):
    import tarfile
    kind = {None: '', 'gzip': 'gz', 'bzip2': 'bz2', 'xz': 'xz'}[compress]
    name = base_name + '.tar' + (kind and '.' + kind)
    if not dry_run:
        os.makedirs(os.path.dirname(name) or os.curdir, exist_ok=True)
        with tarfile.open(name, f'w|{kind}') as archive:
            archive.add(base_dir)
    return name


def _make_zipfile(base_name, base_dir, dry_run=0, logger=None, **_):
    import zipfile
    name = base_name + '.zip'
    if not dry_run:
        os.makedirs(os.path.dirname(base_name) or os.curdir, exist_ok=True)
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
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError(f'The {function} object is not callable')
    sequences = tuple, list
    if not isinstance(extra_args, sequences):
        raise TypeError('extra_args needs to be a sequence')
    if any(not isinstance(pair, sequences) or len(pair) != 2 for pair in extra_args):
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
    here, name = os.getcwd(), os.fspath(base_name)
    if root_dir is not None:
        name = os.path.abspath(name)
        if not dry_run:
            os.chdir(root_dir)
    options = {'dry_run': dry_run, 'logger': logger, **dict(extra)}
    if format != 'zip':
        options.update(owner=owner, group=group)
    try:
        return function(name, os.curdir if base_dir is None else base_dir, **options)
    finally:
        if root_dir is not None:
            os.chdir(here)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    if zipfile.is_zipfile(filename):
        with zipfile.ZipFile(filename) as archive:
            archive.extractall(extract_dir)
    else:
        raise ReadError(f'{filename} is not a zip file')


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
