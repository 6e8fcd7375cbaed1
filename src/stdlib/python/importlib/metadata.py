"""What is known of installed distributions: version, metadata, requires, entry_points, files, by their .dist-info folders."""
import os
import sys
from collections import namedtuple

__all__ = ['Distribution', 'DistributionFinder', 'PackageNotFoundError', 'distribution', 'distributions',
           'entry_points', 'files', 'metadata', 'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """No such distribution is on sys.path."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        name, = self.args
        return name


class EntryPoint(namedtuple('EntryPointBase', 'name value group')):
    """A named object that a distribution offers."""

    def load(self):
        from importlib import import_module
        from functools import reduce
        module, _, attributes = self.value.partition('[')[0].strip().partition(':')
        return reduce(getattr, filter(None, attributes.strip().split('.')), import_module(module.strip()))

    def matches(self, **params):
        return all(getattr(self, key) == value for key, value in params.items())


class EntryPoints(tuple):
    """Entry points, to be chosen from by name and group."""

    def __getitem__(self, name):
        if isinstance(name, int):
            return super().__getitem__(name)
        for entry in self:
            if entry.name == name:
                return entry
        raise KeyError(name)

    def select(self, **params):
        return EntryPoints(entry for entry in self if entry.matches(**params))

    @property
    def names(self):
        return {entry.name for entry in self}

    @property
    def groups(self):
        return {entry.group for entry in self}


def _normal(name):
    import re
    return re.sub(r'[-_.]+', '-', name).lower().replace('-', '_')


class Distribution:
    """An installed distribution."""

    def __init__(self, path):
        self._path = path

    @classmethod
    def from_name(cls, name):
        for found in _search(sys.path, name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, name=None, path=None, **kwargs):
        return _search(sys.path if path is None else path, name)

    @staticmethod
    def at(path):
        return Distribution(os.fspath(path))

    def read_text(self, filename):
        try:
            with open(os.path.join(self._path, filename), encoding='utf-8') as file:
                return file.read()
        except OSError:
            return None

    def locate_file(self, path):
        from pathlib import Path
        return Path(os.path.dirname(self._path)) / path

    @property
    def metadata(self):
        import email
        return email.message_from_string(self.read_text('METADATA') or self.read_text('PKG-INFO') or '')

    def _header(self, name):
        text = self.read_text('METADATA') or self.read_text('PKG-INFO') or ''
        values = []
        for line in text.split('\n\n')[0].splitlines():
            key, colon, value = line.partition(':')
            if colon and key.lower() == name:
                values.append(value.strip())
        return values

    @property
    def name(self):
        return (self._header('name') or [None])[0]

    @property
    def version(self):
        return (self._header('version') or [None])[0]

    @property
    def requires(self):
        return self._header('requires-dist') or None

    @property
    def entry_points(self):
        group, found = None, []
        for line in (self.read_text('entry_points.txt') or '').splitlines():
            line = line.strip()
            if line.startswith('[') and line.endswith(']'):
                group = line[1:-1]
            elif '=' in line and not line.startswith(('#', ';')):
                name, _, value = line.partition('=')
                found.append(EntryPoint(name.strip(), value.strip(), group))
        return EntryPoints(found)

    @property
    def files(self):
        from pathlib import PurePosixPath
        text = self.read_text('RECORD')
        if text is None:
            return None
        return [PurePosixPath(line.split(',')[0]) for line in text.splitlines() if line]


class DistributionFinder:
    """A finder that also finds distributions."""

    class Context:
        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get('path', sys.path)


class MetadataPathFinder:
    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        return _search(context.path, context.name)


def _search(path, name):
    for folder in path:
        try:
            entries = sorted(os.listdir(folder or '.'))
        except OSError:
            continue
        for entry in entries:
            stem, dot, kind = entry.rpartition('.')
            if kind in ('dist-info', 'egg-info') and (name is None or _normal(stem.partition('-')[0]) == _normal(name)):
                yield Distribution(os.path.join(folder or '.', entry))


def distribution(distribution_name):
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    return distribution(distribution_name).metadata


def version(distribution_name):
    return distribution(distribution_name).version


def requires(distribution_name):
    return distribution(distribution_name).requires


def files(distribution_name):
    return distribution(distribution_name).files


def entry_points(**params):
    """All entry points, or those of a group or name."""
    found = EntryPoints(entry for each in distributions() for entry in each.entry_points)
    if params:
        return found.select(**params)
    groups = {}
    for entry in found:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def packages_distributions():
    """Which distributions each importable package comes from."""
    result = {}
    for each in distributions():
        for name in (each.read_text('top_level.txt') or '').split():
            result.setdefault(name, []).append(each.name)
    return result
