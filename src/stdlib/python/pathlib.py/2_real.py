# Paths on this system.

class Path(PurePath):
    """A path on this system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        if cls._flavour.is_supported:
            return cls._from_parts(args)
        raise NotImplementedError(f'cannot instantiate {cls.__name__!r} on your system')

    def _make_child_relpath(self, part):
        return self._from_parsed_parts(self._drv, self._root, self._parts + [part])

    # A `with` block of a path does nothing; it once closed the path.

    def __exit__(self, *exc_info):
        pass

    def __enter__(self):
        return self

    @classmethod
    def cwd(cls):
        """The working directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's home."""
        return cls('~').expanduser()

    def samefile(self, other_path):
        """Is it the same file as another path's?"""
        mine = self.stat()
        try:
            other = other_path.stat()
        except AttributeError:
            other = self.__class__(other_path).stat()
        return os.path.samestat(mine, other)

    def iterdir(self):
        """The paths in this folder, in no order."""
        yield from map(self._make_child_relpath, os.listdir(self))

    def glob(self, pattern):
        """The paths below that match a pattern."""
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        drv, root, parts = self._flavour.parse_parts((pattern,))
        if drv or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        yield from self._select(_checked(parts))

    def rglob(self, pattern):
        """As glob, with **/ before the pattern."""
        drv, root, parts = self._flavour.parse_parts((pattern,))
        if drv or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        yield from self._select(_checked(['**', *parts]))

    def _select(self, patterns):
        return _select_from(self, patterns) if self.is_dir() else iter(())

    def absolute(self):
        """The path from the root; `..` and links stay."""
        if self.is_absolute():
            return self
        return self._from_parts([os.getcwd()] + self._parts)

    def resolve(self, strict=False):
        """The path from the root, without links and `..`."""
        def check_eloop(e):
            if e.errno == ELOOP:
                raise RuntimeError(f'Symlink loop from {e.filename!r}')
        try:
            found = os.path.realpath(self, strict=strict)
        except OSError as e:
            check_eloop(e)
            raise
        path = self._from_parts((found,))
        if not strict:
            try:
                path.stat()
            except OSError as e:
                check_eloop(e)
        return path

    def stat(self, *, follow_symlinks=True):
        """What the system knows of the file, as os.stat gives it."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """The same of a link itself."""
        return self.stat(follow_symlinks=False)

    def owner(self):
        """The name of the file's owner."""
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self):
        """The name of the file's group."""
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file as open() does."""
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The file's content."""
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        """The file's content as text."""
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        """Make the file's content these bytes."""
        # What is no bytes must not have emptied the file.
        content = memoryview(data)
        with self.open('wb') as file:
            return file.write(content)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the file's content this text."""
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    def readlink(self):
        """Where the link points to."""
        return self._from_parts((os.readlink(self),))

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or set its times to now."""
        flags = os.O_CREAT | os.O_WRONLY
        if exist_ok:
            try:
                return os.utime(self, None)
            except OSError:
                pass
        else:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make the folder, and those above it if asked."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            above = self.parent
            if above == self or not parents:
                raise
            above.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, exist_ok=exist_ok)
        except OSError:
            # It need not be EEXIST that the system says of a folder.
            if not (exist_ok and self.is_dir()):
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """The same of a link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if missing_ok:
                return
            raise

    def rmdir(self):
        """Remove the empty folder."""
        os.rmdir(self)

    def rename(self, target):
        """Rename; gives the new path."""
        os.rename(self, target)
        return self.__class__(target)

    def replace(self, target):
        """Rename, over a file that may be there; gives the new path."""
        os.replace(self, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make this a link to the target."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this the same file as the target."""
        os.link(target, self)

    def link_to(self, target):
        """Make the target the same file as this."""
        warnings.warn('pathlib.Path.link_to() is deprecated and is scheduled for removal in Python 3.12. Use '
                      'pathlib.Path.hardlink_to() instead.', DeprecationWarning, stacklevel=2)
        self.__class__(target).hardlink_to(self)

    def _is(self, test, stat):
        """Whether there is a file, and its mode is of the kind that a test knows."""
        try:
            mode = stat().st_mode
        except ValueError:
            # No file has such a name.
            return False
        except OSError as error:
            if _ignore_error(error):
                return False
            raise
        return test(mode)

    def exists(self):
        """Is there such a file?"""
        return self._is(lambda mode: True, self.stat)

    def is_symlink(self):
        return self._is(S_ISLNK, self.lstat)

    def is_dir(self):
        return self._is(S_ISDIR, self.stat)

    def is_file(self):
        return self._is(S_ISREG, self.stat)

    def is_block_device(self):
        return self._is(S_ISBLK, self.stat)

    def is_char_device(self):
        return self._is(S_ISCHR, self.stat)

    def is_fifo(self):
        return self._is(S_ISFIFO, self.stat)

    def is_socket(self):
        return self._is(S_ISSOCK, self.stat)

    def is_mount(self):
        """Does another file system begin here?"""
        if not (self.exists() and self.is_dir()):
            return False
        try:
            above = self.parent.stat().st_dev
        except OSError:
            return False
        mine = self.stat()
        return mine.st_dev != above or mine.st_ino == self.parent.stat().st_ino

    def expanduser(self):
        """The path with ~ and ~user replaced by the user's home."""
        if not (self._drv or self._root) and self._parts and self._parts[0][:1] == '~':
            home = os.path.expanduser(self._parts[0])
            if home[:1] == '~':
                raise RuntimeError('Could not determine home directory.')
            drv, root, parts = self._parse_args((home,))
            return self._from_parsed_parts(drv, root, parts + self._parts[1:])
        return self


class PosixPath(Path, PurePosixPath):
    """A path on a POSIX system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path on Windows, which this is not."""

    __slots__ = ()

    def is_mount(self):
        raise NotImplementedError('Path.is_mount() is unsupported on this system')


def _checked(patterns):
    if any('**' in pattern and pattern != '**' for pattern in patterns):
        raise ValueError("Invalid pattern: '**' can only be an entire path component")
    return patterns


def _entries(path):
    with os.scandir(path) as found:
        return [*found]


def _is_folder(entry):
    try:
        return entry.is_dir()
    except OSError as error:
        if _ignore_error(error):
            return False
        raise


def _select_from(path, patterns):
    """Yields what matches the patterns below a folder, which is known to be one."""
    if not patterns:
        yield path
        return
    pattern, *rest = patterns
    try:
        found = (below for match in _matches(path, pattern, bool(rest)) for below in _select_from(match, rest))
        # By several ways through folders one gets to the same.
        yield from _once(found) if pattern == '**' else found
    except PermissionError:
        return


def _matches(path, pattern, only_folders):
    """What one part of a pattern matches in a folder."""
    if pattern == '**':
        return _folders_below(path)
    if re.search('[*?[]', pattern):
        return _children(path, path._flavour.compile_pattern(pattern), only_folders)
    child = path._make_child_relpath(pattern)
    return [child] if (child.is_dir() if only_folders else child.exists()) else []


def _once(paths):
    seen = set()
    for path in paths:
        if path not in seen:
            seen.add(path)
            yield path


def _children(path, is_match, only_folders):
    for entry in _entries(path):
        if (not only_folders or _is_folder(entry)) and is_match(entry.name):
            yield path._make_child_relpath(entry.name)


def _folders_below(path):
    yield path
    try:
        for entry in _entries(path):
            if _is_folder(entry) and not entry.is_symlink():
                yield from _folders_below(path._make_child_relpath(entry.name))
    except PermissionError:
        return
