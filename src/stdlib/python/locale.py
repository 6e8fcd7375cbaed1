"""Locales: the C locale with UTF-8, which is all that Kaa knows.

Covers the functions that format and compare, names of encodings and LC_ constants. Setting any other locale than
C, POSIX, C.UTF-8 or the user's own (which is taken for C) is an Error. Left out: gettext.
"""
import os as _os
import re as _re
from builtins import str as _builtin_str

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error', 'setlocale', 'resetlocale', 'localeconv',
           'strcoll', 'strxfrm', 'str', 'atof', 'atoi', 'format', 'format_string', 'currency', 'normalize', 'LC_CTYPE',
           'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY', 'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX']

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
CODESET = 14
RADIXCHAR, THOUSEP = 65536, 65537
DAY_1, ABDAY_1, MON_1, ABMON_1 = 131079, 131072, 131098, 131086
Error = ValueError

_current = {category: 'C' for category in range(6)}
_current[LC_CTYPE] = 'C.UTF-8'


def setlocale(category, locale=None):
    """Set the locale of a category, or tell it if locale is None."""
    if not 0 <= category <= LC_ALL:
        raise Error('unsupported locale setting')
    if locale is not None:
        if not isinstance(locale, _builtin_str):
            locale = normalize('.'.join(part for part in locale if part)) if any(locale) else 'C'
        if locale == '':
            name = 'C.UTF-8' if category in (LC_CTYPE,) else 'C'
        elif locale in ('C', 'POSIX'):
            name = 'C'
        elif locale.replace('-', '').lower() == 'c.utf8':
            name = locale
        else:
            raise Error('unsupported locale setting')
        for each in range(6) if category == LC_ALL else (category,):
            _current[each] = name if locale else ('C.UTF-8' if each == LC_CTYPE else 'C')
    if category != LC_ALL:
        return _current[category]
    if len(set(_current.values())) == 1:
        return _current[LC_CTYPE]
    names = ('LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES')
    known = ';'.join(f'{name}={_current[i]}' for i, name in enumerate(names))
    return known + ';LC_PAPER=C;LC_NAME=C;LC_ADDRESS=C;LC_TELEPHONE=C;LC_MEASUREMENT=C;LC_IDENTIFICATION=C'


def resetlocale(category=LC_ALL):
    """Set the locale of a category to the default one."""
    setlocale(category, '')


def localeconv():
    """The conventions of the locale as a dict."""
    return {'int_curr_symbol': '', 'currency_symbol': '', 'mon_decimal_point': '', 'mon_thousands_sep': '',
            'mon_grouping': [], 'positive_sign': '', 'negative_sign': '', 'int_frac_digits': CHAR_MAX,
            'frac_digits': CHAR_MAX, 'p_cs_precedes': CHAR_MAX, 'p_sep_by_space': CHAR_MAX,
            'n_cs_precedes': CHAR_MAX, 'n_sep_by_space': CHAR_MAX, 'p_sign_posn': CHAR_MAX, 'n_sign_posn': CHAR_MAX,
            'decimal_point': '.', 'thousands_sep': '', 'grouping': []}


_names = {CODESET: 'UTF-8', RADIXCHAR: '.', THOUSEP: ''}
_names.update({DAY_1 + i: day for i, day in enumerate(
    'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split())})
_names.update({ABDAY_1 + i: day for i, day in enumerate('Sun Mon Tue Wed Thu Fri Sat'.split())})
_names.update({MON_1 + i: month for i, month in enumerate(
    'January February March April May June July August September October November December'.split())})
_names.update({ABMON_1 + i: month for i, month in enumerate('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split())})


def nl_langinfo(key):
    """A word of the locale."""
    try:
        return _names[key]
    except KeyError:
        raise ValueError('unsupported langinfo constant') from None


def strcoll(a, b, /):
    """Compare two strings according to the locale."""
    return (a > b) - (a < b)


def strxfrm(string, /):
    """A string that compares as the given one does by strcoll."""
    return string


def getpreferredencoding(do_setlocale=True):
    """The name of the encoding for text."""
    return 'UTF-8'


_get_locale_encoding = getpreferredencoding


def normalize(localename):
    """The locale's name with an encoding in its usual spelling."""
    language, _, encoding = localename.partition('.')
    if language.lower() in ('c', 'posix', 'en') and not encoding:
        return {'en': 'en_US.ISO8859-1'}.get(language.lower(), 'C')
    if encoding.replace('-', '').lower() == 'utf8':
        return f'{language}.UTF-8'
    return localename


def _parse_localename(localename):
    code = normalize(localename)
    if '.' in code:
        return tuple(code.split('.')[:2])
    if code in ('C', 'POSIX'):
        return None, None
    if code == 'UTF-8':
        return None, 'UTF-8'
    raise ValueError('unknown locale: %s' % localename)


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """The user's locale as (language code, encoding)."""
    for variable in envvars:
        localename = _os.environ.get(variable)
        if localename:
            if variable == 'LANGUAGE':
                localename = localename.split(':')[0]
            break
    else:
        localename = 'C'
    language, encoding = _parse_localename(localename)
    return (None if language == 'C' else language), encoding


def getlocale(category=LC_CTYPE):
    """The locale of a category as (language code, encoding)."""
    if category == LC_ALL:
        raise TypeError('category LC_ALL is not supported')
    language, encoding = _parse_localename(setlocale(category))
    return ('en_US' if language == 'C' else language), encoding


_percent_re = _re.compile(r'%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')


def _format(percent, value, grouping=False, monetary=False, *additional):
    formatted = percent % ((value,) + additional) if additional else percent % value
    if percent[-1] in 'diu':
        return formatted
    return formatted


def format_string(f, val, grouping=False, monetary=False):
    """As f % val with the conventions of the locale."""
    return f % val


def format(percent, value, grouping=False, monetary=False, *additional):
    """Deprecated: as format_string() for one value."""
    import warnings
    warnings.warn('This method will be removed in a future version of Python. Use \'locale.format_string()\' instead.',
                  DeprecationWarning, stacklevel=2)
    match = _percent_re.match(percent)
    if not match or len(match.group()) != len(percent):
        raise ValueError(f'format() must be given exactly one %char format specifier, {percent!r} not valid')
    return _format(percent, value, grouping, monetary, *additional)


def currency(val, symbol=True, grouping=False, international=False):
    """Formats an amount of money; the C locale has no currency."""
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """Convert float to string, taking the locale into account."""
    return format_string('%.12g', val)


def delocalize(string):
    """A number's text without the locale's separators."""
    return string


def localize(string, grouping=False, monetary=False):
    """A number's text with the locale's separators."""
    return string


def atof(string, func=float):
    """Parse a float according to the locale."""
    return func(delocalize(string))


def atoi(string):
    """Convert a string to an integer according to the locale."""
    return int(delocalize(string))
