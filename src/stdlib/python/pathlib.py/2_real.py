# Paths on this system.

class Path(PurePath):
    """A path on this system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        self = cls._from_parts(args)
        if not self._flavour.is_supported:
            raise NotImplementedError(f'cannot instantiate {cls.__name__!r} on your system')
        return self

    def _make_child_relpath(self, part):
        return self._from_parsed_parts(self._drv, self._root, self._parts + [part])

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        pass

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
        for name in os.listdir(self):
            yield self._make_child_relpath(name)

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
        with self.open(mode='rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        """The file's content as text."""
        with self.open(mode='r', encoding=encoding, errors=errors) as f:
            return f.read()

    def write_bytes(self, data):
        """Make the file's content these bytes."""
        view = memoryview(data)
        with self.open(mode='wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Make the file's content this text."""
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {type(data).__name__}')
        with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def readlink(self):
        """Where the link points to."""
        return self._from_parts((os.readlink(self),))

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or set its times to now."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make the folder, and those above it if asked."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
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

    def exists(self):
        """Is there such a file?"""
        try:
            self.stat()
        except OSError as e:
            if not _ignore_error(e):
                raise
            return False
        except ValueError:
            return False
        return True

    def _is(self, test, follow_symlinks=True):
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except OSError as e:
            if not _ignore_error(e):
                raise
            return False
        except ValueError:
            return False

    def is_dir(self):
        return self._is(S_ISDIR)

    def is_file(self):
        return self._is(S_ISREG)

    def is_symlink(self):
        return self._is(S_ISLNK, follow_symlinks=False)

    def is_block_device(self):
        return self._is(S_ISBLK)

    def is_char_device(self):
        return self._is(S_ISCHR)

    def is_fifo(self):
        return self._is(S_ISFIFO)

    def is_socket(self):
        return self._is(S_ISSOCK)

    def is_mount(self):
        """Does another file system begin here?"""
        if not self.exists() or not self.is_dir():
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
    for pattern in patterns:
        if '**' in pattern and pattern != '**':
            raise ValueError("Invalid pattern: '**' can only be an entire path component")
    return patterns


def _entries(path):
    with os.scandir(path) as found:
        return list(found)


def _select_from(path, patterns):
    # What matches the patterns below a folder, which is known to be one.
    if not patterns:
        yield path
        return
    pattern, *rest = patterns
    try:
        if pattern == '**':
            seen = set()
            for start in _folders_below(path):
                for found in _select_from(start, rest):
                    if found not in seen:
                        yield found
                        seen.add(found)
        elif not re.search('[*?[]', pattern):
            child = path._make_child_relpath(pattern)
            if child.is_dir() if rest else child.exists():
                yield from _select_from(child, rest)
        else:
            match = path._flavour.compile_pattern(pattern)
            for entry in _entries(path):
                if rest:
                    try:
                        if not entry.is_dir():
                            continue
                    except OSError as e:
                        if not _ignore_error(e):
                            raise
                        continue
                if match(entry.name):
                    yield from _select_from(path._make_child_relpath(entry.name), rest)
    except PermissionError:
        return


def _folders_below(path):
    yield path
    try:
        for entry in _entries(path):
            try:
                is_dir = entry.is_dir() and not entry.is_symlink()
            except OSError as e:
                if not _ignore_error(e):
                    raise
                continue
            if is_dir:
                yield from _folders_below(path._make_child_relpath(entry.name))
    except PermissionError:
        return
