"""Paths as objects.

Pure paths are text only: PurePosixPath and PureWindowsPath, whichever system one is on. Path adds what the system
knows of them. WindowsPath can only be made on Windows, that is: nowhere here.
"""
import fnmatch
import io
import operator
import os
import re
import sys
import warnings
from collections.abc import Sequence
from errno import EBADF, ELOOP, ENOENT, ENOTDIR
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']
_IGNORED_ERRNOS = (ENOENT, ENOTDIR, EBADF, ELOOP)


def _quoted(data):
    # As a URI has it: all but letters, digits and a few signs as %XX.
    return ''.join(chr(b) if b < 128 and (chr(b).isalnum() or b in b'_.-~/') else f'%{b:02X}' for b in data)


def _ignore_error(exception):
    return getattr(exception, 'errno', None) in _IGNORED_ERRNOS


class _Flavour:
    """How a system writes paths."""

    pattern_flags = 0

    def parse_parts(self, parts):
        """(drive, root, all parts, the first being drive and root together)."""
        parts = [part.replace(self.altsep, self.sep) if self.altsep else part for part in parts if part]
        drv = root = ''
        names = []
        # From the right up to one that begins at a root or a drive.
        while parts and not (drv or root):
            drv, root, relative = self.splitroot(parts.pop())
            names[:0] = [sys.intern(name) for name in relative.split(self.sep) if name and name != '.']
        if root and not drv:
            # The drive may be given further left.
            drives = (self.splitroot(part)[0] for part in reversed(parts))
            drv = next(filter(None, drives), '')
        anchor = drv + root
        return drv, root, [anchor, *names] if anchor else names

    def join_parsed_parts(self, drv, root, parts, drv2, root2, parts2):
        """The same of two paths, each parsed already."""
        if not (drv2 or root2):
            return drv, root, [*parts, *parts2]
        _, *names = parts2
        if root2 and drv and not drv2:
            return drv, root2, [drv + root2, *names]
        if not root2 and self.casefold(drv2) == self.casefold(drv):
            return drv, root, [*parts, *names]
        return drv2, root2, parts2

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern), self.pattern_flags).fullmatch


class _WindowsFlavour(_Flavour):
    sep, altsep, has_drv = '\\', '/', True
    reserved_names = ({'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'}
                      | {f'{name}{c}' for name in ('COM', 'LPT') for c in '123456789\xb9\xb2\xb3'})
    is_supported, pattern_flags = False, re.IGNORECASE

    def splitroot(self, part, sep='\\'):
        prefix, part = self._extended(part)
        first, second = part[:1], part[1:2]
        if first == second == sep and part[2:3] != sep:
            # \\machine\mountpoint\..., or it is no drive.
            machine = part.find(sep, 2)
            if machine != -1:
                mount = part.find(sep, machine + 1)
                if mount != machine + 1:
                    if mount == -1:
                        mount = len(part)
                    if prefix:
                        return prefix + part[1:mount], sep, part[mount + 1:]
                    return part[:mount], sep, part[mount + 1:]
        drv = root = ''
        if second == ':' and first.isascii() and first.isalpha():
            drv, part = part[:2], part[2:]
            first = part[:1]
        if first == sep:
            root, part = first, part.lstrip(sep)
        return f'{prefix}{drv}', root, part

    def _extended(self, s):
        prefix = ''
        if s.startswith('\\\\?\\'):
            prefix, s = s[:4], s[4:]
            if s.startswith('UNC\\'):
                prefix, s = prefix + s[:3], '\\' + s[3:]
        return prefix, s

    def casefold(self, s):
        return s.lower()

    def casefold_parts(self, parts):
        return [part.lower() for part in parts]

    def is_reserved(self, parts):
        # On a share of the network all names are allowed.
        if not parts or parts[0][:2] == '\\\\':
            return False
        stem = re.match('[^.:]*', parts[-1])[0]
        return stem.rstrip(' ').upper() in self.reserved_names

    def make_uri(self, path):
        text, drive = path.as_posix(), path.drive
        if drive[1:] == ':':
            return f'file:///{drive}/{_quoted(text[2:].lstrip("/").encode())}'
        return f'file:{_quoted(text.encode())}'


class _PosixFlavour(_Flavour):
    sep, altsep, has_drv = '/', '', False
    is_supported = True

    def splitroot(self, part, sep='/'):
        if part[:1] != sep:
            return '', '', part
        rest = part.lstrip(sep)
        # Two slashes, and two only, are something else than one.
        return '', sep * 2 if len(part) - len(rest) == 2 else sep, rest

    def make_uri(self, path):
        return f'file://{_quoted(bytes(path))}'

    def casefold(self, text):
        return text

    casefold_parts = casefold

    def is_reserved(self, parts):
        return False


_windows_flavour, _posix_flavour = _WindowsFlavour(), _PosixFlavour()


class _PathParents(Sequence):
    """The folders above a path, the nearest first."""

    __slots__ = '_pathcls', '_drv', '_root', '_parts'

    def __init__(self, path):
        self._pathcls = type(path)
        self._drv, self._root, self._parts = path._drv, path._root, path._parts

    def __len__(self):
        return len(self._parts) - bool(self._drv or self._root)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._pathcls._from_parsed_parts(self._drv, self._root, self._parts[:-index - 1])

    def __repr__(self):
        return f'<{self._pathcls.__name__}.parents>'


def _lazy(slot, make, doc=None):
    """A property that is made when it is first asked for."""
    def get(self):
        try:
            return getattr(self, slot)
        except AttributeError:
            made = make(self)
            setattr(self, slot, made)
            return made
    return property(get, doc=doc)


def _comparison(compare):
    def method(self, other):
        if isinstance(other, PurePath) and other._flavour is self._flavour:
            return compare(self._cparts, other._cparts)
        return NotImplemented
    method.__name__ = f'__{compare.__name__}__'
    return method


def _unless_type_error(function, argument):
    try:
        return function(argument)
    except TypeError:
        return NotImplemented


class PurePath:
    """A path without the system."""

    __slots__ = '_drv', '_root', '_parts', '_str', '_hash', '_pparts', '_cached_cparts'

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._from_parts(args)

    def __reduce__(self):
        return type(self), tuple(self._parts)

    @classmethod
    def _parse_args(cls, args):
        parts = []
        for arg in args:
            if isinstance(arg, PurePath):
                parts += arg._parts
                continue
            arg = os.fspath(arg)
            if not isinstance(arg, str):
                raise TypeError('argument should be a str object or an os.PathLike object returning str, not '
                                f'{type(arg)!r}')
            # A copy that is exactly a str.
            parts.append(str(arg))
        flavour = cls._flavour
        return flavour.parse_parts(parts)

    @classmethod
    def _from_parts(cls, args):
        return cls._from_parsed_parts(*cls._parse_args(args))

    @classmethod
    def _from_parsed_parts(cls, drv, root, parts):
        path = object.__new__(cls)
        path._drv, path._root, path._parts = drv, root, parts
        return path

    @classmethod
    def _format_parsed_parts(cls, drv, root, parts):
        anchor = drv + root
        return anchor + cls._flavour.sep.join(parts[1:] if anchor else parts)

    def _make_child(self, args):
        joined = self._flavour.join_parsed_parts(self._drv, self._root, self._parts, *self._parse_args(args))
        return self._from_parsed_parts(*joined)

    def __str__(self):
        """The path as the system's calls take it."""
        try:
            return self._str
        except AttributeError:
            text = self._str = self._format_parsed_parts(self._drv, self._root, self._parts) or '.'
        return text

    def __fspath__(self):
        return self.__str__()

    def as_posix(self):
        """The path with forward slashes."""
        return str(self).replace(self._flavour.sep, '/')

    def __bytes__(self):
        """The path as the system's calls take it, in bytes."""
        return os.fsencode(self)

    def __repr__(self):
        return f'{type(self).__name__}({self.as_posix()!r})'

    def as_uri(self):
        """The path as a `file` URI."""
        if self.is_absolute():
            return self._flavour.make_uri(self)
        raise ValueError("relative path can't be expressed as a file URI")

    # What of the parts makes a difference.
    _cparts = _lazy('_cached_cparts', lambda self: self._flavour.casefold_parts(self._parts))
    _hashed = _lazy('_hash', lambda self: hash(tuple(self._cparts)))

    def __eq__(self, other):
        if isinstance(other, PurePath):
            return self._flavour is other._flavour and self._cparts == other._cparts
        return NotImplemented

    def __hash__(self):
        return self._hashed

    __lt__, __le__, __gt__, __ge__ = map(_comparison, (operator.lt, operator.le, operator.gt, operator.ge))

    @classmethod
    def __class_getitem__(cls, type):
        return cls

    drive = property(operator.attrgetter('_drv'), doc='The drive prefix (letter or UNC path), if any.')
    root = property(operator.attrgetter('_root'), doc='The root of the path, if any.')

    @property
    def anchor(self):
        """Drive and root together."""
        return self._drv + self._root

    @property
    def name(self):
        """The final component; '' if there is none after drive and root."""
        if len(self._parts) == bool(self._drv or self._root):
            return ''
        return self._parts[-1]

    @property
    def suffix(self):
        """The final component's last suffix, with its dot."""
        head, dot, tail = self.name.rpartition('.')
        return dot + tail if head and tail else ''

    @property
    def suffixes(self):
        """The final component's suffixes, with their dots."""
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        """The final component without its last suffix."""
        name = self.name
        head, _, tail = name.rpartition('.')
        return head if head and tail else name

    def with_name(self, name):
        """The path with another name."""
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        flavour = self._flavour
        drv, root, parts = flavour.parse_parts([name])
        if name[-1:] in ('', flavour.sep, flavour.altsep) or drv or root or len(parts) != 1:
            raise ValueError(f'Invalid name {name!r}')
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        """The path with another stem."""
        name = stem + self.suffix
        return self.with_name(name)

    def with_suffix(self, suffix):
        """The path with another suffix, or without one."""
        flavour = self._flavour
        if flavour.sep in suffix or flavour.altsep and flavour.altsep in suffix:
            raise ValueError(f'Invalid suffix {suffix!r}')
        if suffix == '.' or suffix[:1] not in ('', '.'):
            raise ValueError(f'Invalid suffix {suffix!r}')
        name = self.name
        if not name:
            raise ValueError(f'{self!r} has an empty name')
        old = self.suffix
        name = name[:-len(old)] + suffix if old else name + suffix
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def relative_to(self, *other):
        """The path from another one, which must lie above it."""
        if not other:
            raise TypeError('need at least one argument')
        drv, root = self._drv, self._root
        parts = [drv, root] + self._parts[1:] if root else self._parts
        drv2, root2, parts2 = self._parse_args(other)
        to_all = [drv2, root2] + parts2[1:] if root2 else parts2
        count = len(to_all)
        fold = self._flavour.casefold_parts
        if (root or drv) if count == 0 else fold(parts[:count]) != fold(to_all):
            other = self._format_parsed_parts(drv2, root2, parts2)
            raise ValueError(f'{str(self)!r} is not in the subpath of {other!r} OR one path is relative and the '
                             'other is absolute.')
        return self._from_parsed_parts('', root if count == 1 else '', parts[count:])

    def is_relative_to(self, *other):
        """Does the path lie below another one?"""
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    parts = _lazy('_pparts', lambda self: tuple(self._parts), "A tuple of the path's components.")

    def joinpath(self, *args):
        """The path followed by others; an absolute one discards all before it."""
        return self._make_child(args)

    def __truediv__(self, key):
        return _unless_type_error(self._make_child, [key])

    def __rtruediv__(self, key):
        return _unless_type_error(self._from_parts, [key, *self._parts])

    @property
    def parent(self):
        """The folder that the path lies in."""
        parts = self._parts
        if len(parts) == bool(self._drv or self._root):
            return self
        return self._from_parsed_parts(self._drv, self._root, parts[:-1])

    @property
    def parents(self):
        """The folders above the path."""
        return _PathParents(self)

    def is_absolute(self):
        """Has it a root (and a drive, where there are some)?"""
        return bool(self._root and (self._drv or not self._flavour.has_drv))

    def is_reserved(self):
        """Is the name one that the system keeps for itself?"""
        flavour = self._flavour
        return flavour.is_reserved(self._parts)

    def match(self, path_pattern):
        """Does the path match a pattern? A relative one is matched from the right."""
        fold = self._flavour.casefold
        path_pattern = fold(path_pattern)
        drv, root, patterns = self._flavour.parse_parts((path_pattern,))
        if not patterns:
            raise ValueError('empty pattern')
        if drv and drv != fold(self._drv) or root and root != fold(self._root):
            return False
        parts = self._cparts
        if drv or root:
            if len(patterns) != len(parts):
                return False
            patterns = patterns[1:]
        elif len(patterns) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, pattern) for part, pattern in zip(reversed(parts), reversed(patterns)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path as POSIX writes it."""

    _flavour = _posix_flavour
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path as Windows writes it."""

    _flavour = _windows_flavour
    __slots__ = ()


