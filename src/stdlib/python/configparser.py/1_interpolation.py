"""Configuration files in sections of names and values.

Covers RawConfigParser, ConfigParser, SafeConfigParser, both interpolations and all errors.
"""
import collections
import functools
import io
import itertools
import os
import re
import sys
import warnings
from collections.abc import MutableMapping

__all__ = ['NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError',
           'InterpolationDepthError', 'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError',
           'MissingSectionHeaderError', 'ConfigParser', 'SafeConfigParser', 'RawConfigParser', 'Interpolation',
           'BasicInterpolation', 'ExtendedInterpolation', 'LegacyInterpolation', 'SectionProxy', 'ConverterMapping',
           'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH']

_default_dict = dict
DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    """Base class for ConfigParser exceptions."""

    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """Raised when no section matches a requested option."""

    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.section = section
        self.args = section,


def _duplicate(what, source, lineno, kind):
    if source is None:
        return kind + ' ' + what
    where = ['While reading from ', repr(source)]
    if lineno is not None:
        where.append(f' [line {lineno:2d}]')
    return ''.join(where) + f': {kind.lower()} ' + what


class DuplicateSectionError(Error):
    """Raised when a section is repeated in an input source."""

    def __init__(self, section, source=None, lineno=None):
        Error.__init__(self, _duplicate(f'{section!r} already exists', source, lineno, 'Section'))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = section, source, lineno


class DuplicateOptionError(Error):
    """Raised by strict parsers when an option is repeated in an input source."""

    def __init__(self, section, option, source=None, lineno=None):
        Error.__init__(self, _duplicate(f'{option!r} in section {section!r} already exists', source, lineno, 'Option'))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = section, option, source, lineno


class NoOptionError(Error):
    """A requested option was not found."""

    def __init__(self, option, section):
        Error.__init__(self, f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = option, section


class InterpolationError(Error):
    """Base class for interpolation-related exceptions."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = option, section, msg


class InterpolationMissingOptionError(InterpolationError):
    """A string substitution required a setting which was not available."""

    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, f'Bad value substitution: option {option!r} in section {section!r} contains '
                         f'an interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}')
        self.reference = reference
        self.args = option, section, rawval, reference


class InterpolationSyntaxError(InterpolationError):
    """Raised when the source text contains invalid syntax."""


class InterpolationDepthError(InterpolationError):
    """Raised when substitutions are nested too deeply."""

    def __init__(self, option, section, rawval):
        super().__init__(option, section, f'Recursion limit exceeded in value substitution: option {option!r} in '
                         f'section {section!r} contains an interpolation key which cannot be substituted in '
                         f'{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}')
        self.args = option, section, rawval


class ParsingError(Error):
    """Raised when a configuration file does not follow legal syntax."""

    def __init__(self, source=None, filename=None):
        if filename and source:
            raise ValueError("Cannot specify both `filename' and `source'. Use `source'.")
        if not filename and not source:
            raise ValueError("Required argument `source' not given.")
        if filename:
            source = filename
        Error.__init__(self, f'Source contains parsing errors: {source!r}')
        self.source, self.errors = source, []
        self.args = source,

    @property
    def filename(self):
        """Deprecated, use `source'."""
        _old_filename()
        return self.source

    @filename.setter
    def filename(self, value):
        _old_filename()
        self.source = value

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line}'


def _old_filename():
    warnings.warn("The 'filename' attribute will be removed in future versions.  Use 'source' instead.",
                  DeprecationWarning, stacklevel=3)


class MissingSectionHeaderError(ParsingError):
    """Raised when a key-value pair is found before any section header."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = filename, lineno, line


class Interpolation:
    """Leaves values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _SignInterpolation(Interpolation):
    # What the two below share: a doubled sign stands for itself, a sign with a reference for another option's value.

    def before_get(self, parser, section, option, value, defaults):
        return ''.join(self._pieces(parser, section, option, value or '', defaults, 1))

    def before_set(self, parser, section, option, value):
        left = self._reference.sub('', value.replace(self._sign * 2, ''))
        if self._sign in left:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {left.find(self._sign)}')
        return value

    def _pieces(self, parser, section, option, text, options, depth):
        raw = parser.get(section, option, raw=True, fallback=text)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        done = 0
        while (at := text.find(self._sign, done)) >= 0:
            yield text[done:at]
            if text.startswith(self._sign, at + 1):
                yield self._sign
                done = at + 2
                continue
            found = self._reference.match(text, at)
            if found is None:
                what = 'bad interpolation variable reference '
                if not text.startswith(self._bracket, at + 1):
                    what = f"'{self._sign}' must be followed by '{self._sign}' or '{self._bracket}', found: "
                raise InterpolationSyntaxError(option, section, f'{what}{text[at:]!r}')
            done = found.end()
            path = self._path(found[1])
            if path is None:
                raise InterpolationSyntaxError(option, section, f"More than one ':' found: {text[done:]!r}")
            try:
                value, *place = self._look_up(parser, section, option, options, *path)
            except (KeyError, NoSectionError, NoOptionError):
                name = found[1] if self._colons else parser.optionxform(found[1])
                raise InterpolationMissingOptionError(option, section, raw, name) from None
            if self._sign in value:
                yield from self._pieces(parser, *place, value, self._seen_from(parser, place[0], options), depth + 1)
            else:
                yield value
        yield text[done:]


class BasicInterpolation(_SignInterpolation):
    """%(name)s is another option's value, %% a percent sign."""

    _sign, _bracket, _colons = '%', '(', False
    _reference = re.compile(r'%\(([^)]+)\)s')

    def _path(self, name):
        return (name,)

    def _look_up(self, parser, section, option, options, name):
        return options[parser.optionxform(name)], section, option

    def _seen_from(self, parser, section, options):
        return options


class ExtendedInterpolation(_SignInterpolation):
    """${option} and ${section:option} are other options' values, $$ a dollar sign."""

    _sign, _bracket, _colons = '$', '{', True
    _reference = re.compile(r'\$\{([^}]+)\}')

    def _path(self, name):
        path = name.split(':')
        return path if len(path) < 3 else None

    def _look_up(self, parser, section, option, options, *path):
        name = parser.optionxform(path[-1])
        if len(path) == 1:
            return options[name], section, name
        return parser.get(path[0], name, raw=True), path[0], name

    def _seen_from(self, parser, section, options):
        return dict(parser.items(section, raw=True))


class LegacyInterpolation(Interpolation):
    """As old parsers did: the % operator, again and again."""

    _KEYCRE = re.compile(r'%\(([^)]*)\)s|.')

    def before_get(self, parser, section, option, value, vars):
        rawval = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not value or '%(' not in value:
                break
            value = self._KEYCRE.sub(functools.partial(self._interpolation_replace, parser=parser), value)
            try:
                value = value % vars
            except KeyError as e:
                raise InterpolationMissingOptionError(option, section, rawval, e.args[0]) from None
        if value and '%(' in value:
            raise InterpolationDepthError(option, section, rawval)
        return value

    @staticmethod
    def _interpolation_replace(match, parser):
        s = match.group(1)
        return match.group() if s is None else f'%({parser.optionxform(s)})s'


