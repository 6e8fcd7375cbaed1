"""Dialects of CSV files and their registry; readers and writers on top of the natives."""

__version__ = '1.0'
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    """What cannot be read or written."""


_dialects = {}
_limit = [128 * 1024]
_NAMES = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace',
          'strict')


def _character(name, value, required=False):
    if value is None and not required:
        return None
    if not isinstance(value, str):
        kind = type(value).__name__
        raise TypeError(f'"{name}" must be string{"" if required else " or None"}, not {kind}')
    if len(value) > 1 or required and not value:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value or None


class Dialect:
    """How a file is written, checked."""

    __slots__ = *_NAMES, '_settings'

    def __new__(cls, dialect=None, **kwargs):
        for name in kwargs:
            if name not in _NAMES:
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if dialect is not None:
            if isinstance(dialect, str):
                dialect = get_dialect(dialect)
            if type(dialect) is cls and not kwargs:
                return dialect
            for name in _NAMES:
                if name not in kwargs and hasattr(dialect, name):
                    kwargs[name] = getattr(dialect, name)
        self = object.__new__(cls)
        put = object.__setattr__
        put(self, 'delimiter', _character('delimiter', kwargs.get('delimiter', ','), required=True))
        put(self, 'doublequote', bool(kwargs.get('doublequote', True)))
        put(self, 'escapechar', _character('escapechar', kwargs.get('escapechar')))
        lineterminator = kwargs.get('lineterminator', '\r\n')
        if lineterminator is not None and not isinstance(lineterminator, str):
            raise TypeError('"lineterminator" must be a string')
        put(self, 'lineterminator', lineterminator)
        put(self, 'quotechar', _character('quotechar', kwargs.get('quotechar', '"')))
        quoting = kwargs.get('quoting', QUOTE_MINIMAL)
        if type(quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        put(self, 'skipinitialspace', bool(kwargs.get('skipinitialspace', False)))
        put(self, 'strict', bool(kwargs.get('strict', False)))
        if not QUOTE_MINIMAL <= quoting <= QUOTE_NONE:
            raise TypeError('bad "quoting" value')
        if kwargs.get('quotechar', '"') is None and 'quoting' not in kwargs:
            quoting = QUOTE_NONE
        put(self, 'quoting', quoting)
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError('quotechar must be set if quoting enabled')
        if lineterminator is None:
            raise TypeError('lineterminator must be set')
        put(self, '_settings', (self.delimiter, self.quotechar, self.escapechar, self.doublequote,
                                self.skipinitialspace, self.lineterminator, self.quoting, self.strict))
        return self

    def __setattr__(self, name, value):
        if name in ('delimiter', 'escapechar', 'lineterminator', 'quotechar', 'quoting'):
            raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")
        if name in _NAMES:
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'_csv.Dialect' object has no attribute '{name}'")

    def __delattr__(self, name):
        setattr(self, name, None)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{type(self).__name__}' instances")


def reader(iterable, dialect=None, **fmtparams):
    """An iterator over the rows of an iterable of lines."""
    iterator = iter(iterable)
    made = Dialect(dialect, **fmtparams)
    return _reader(iterator, made, made._settings, _limit, Error)


def writer(fileobj, dialect=None, **fmtparams):
    """What writes rows to a file."""
    return _Writer(fileobj, Dialect(dialect, **fmtparams))


class _Writer:
    """Writes rows."""

    __slots__ = 'dialect', '_write', '_settings'

    def __init__(self, file, dialect):
        write = getattr(file, 'write', None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect, self._write, self._settings = dialect, write, dialect._settings

    def writerow(self, row, /):
        """Write a row."""
        return self._write(_join(row, self._settings, Error))

    def writerows(self, rows, /):
        """Write rows."""
        for row in rows:
            self._write(_join(row, self._settings, Error))


_Writer.__name__ = _Writer.__qualname__ = 'writer'


def register_dialect(name, dialect=None, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    """Forget a dialect."""
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error('unknown dialect') from None


def get_dialect(name):
    """The dialect of this name."""
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error('unknown dialect') from None


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


def field_size_limit(limit=_limit, /):
    """The longest that a field may be; sets another limit if one is given."""
    before = _limit[0]
    if limit is not _limit:
        if type(limit) is not int:
            raise TypeError('limit must be an integer')
        _limit[0] = limit
    return before
