"""Regular expressions.

Covers CPython's module. Left out: what DEBUG prints, and locales but C's. Groups may be nested 150 deep, and patterns whose
counted repeats multiply to more than two million steps are a MemoryError.
"""
import enum
import _sre

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge',
           'template', 'escape', 'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE',
           'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE']


class RegexFlag(enum.IntFlag):
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128

    def __repr__(self):
        if self._name_ is not None:
            return 're.' + self._name_
        is_negative = self._value_ < 0
        left, shown = ~self._value_ if is_negative else self._value_, []
        for flag in self.__class__:
            if left & flag._value_:
                left &= ~flag._value_
                shown.append('re.' + flag._name_)
        if left:
            shown.append(hex(left))
        text = '|'.join(shown)
        return text if not is_negative else f'~({text})' if len(shown) > 1 else '~' + text

    __str__ = object.__str__


globals().update(RegexFlag.__members__)


class error(Exception):
    """Exception raised for invalid regular expressions: msg, pattern, pos, lineno, colno."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        if pattern is not None and pos is not None:
            msg = '%s at position %d' % (msg, pos)
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


def _check(pattern, flags):
    # Flags as the pattern has them, for str and bytes.
    if isinstance(pattern, str):
        if flags & 4:
            raise ValueError('cannot use LOCALE flag with a str pattern')
        if flags & 256 and flags & 32:
            raise ValueError('ASCII and UNICODE flags are incompatible')
    else:
        if flags & 32:
            raise ValueError('cannot use UNICODE flag with a bytes pattern')
        if flags & 4 and flags & 256:
            raise ValueError('ASCII and LOCALE flags are incompatible')


Pattern, Match = _sre.Pattern, _sre.Match
_templates = {}
_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


def _template(source, pattern):
    """The literals and numbers of groups in a replacement text, in their order."""
    is_str = isinstance(source, str)
    text = source if is_str else str(source, 'latin-1')
    key = is_str, text, pattern
    parts = _templates.get(key)
    if parts is None:
        if len(_templates) >= 512:
            _templates.clear()
        parts = _templates[key] = _parts(source, is_str, text, pattern)
    return parts


def _parts(source, is_str, text, pattern):
    parts, literal, i = [], [], 0

    def flush():
        if literal:
            joined = ''.join(literal)
            parts.append(joined if is_str else joined.encode('latin-1'))
            literal.clear()

    def group(number, at):
        if number > pattern.groups:
            raise error('invalid group reference %d' % number, source, at)
        flush()
        parts.append(number)

    while i < len(text):
        c = text[i]
        if c != '\\':
            literal.append(c)
            i += 1
            continue
        start = i
        c = text[i + 1:i + 2]
        i += 2
        if not c:
            raise error('bad escape (end of pattern)', source, start)
        if c == 'g':
            if text[i:i + 1] != '<':
                raise error('missing <', source, i)
            end = text.find('>', i)
            if end < 0:
                if i + 1 >= len(text):
                    raise error('missing group name', source, i + 1)
                raise error('missing >, unterminated name', source, i + 1)
            name = text[i + 1:end]
            if not name:
                raise error('missing group name', source, i + 1)
            if name.isidentifier():
                if name not in pattern.groupindex:
                    raise IndexError('unknown group name %r' % name)
                number = pattern.groupindex[name]
            else:
                try:
                    number = int(name)
                    if number < 0:
                        raise ValueError
                except ValueError:
                    raise error('bad character in group name %r' % name, source, i + 1) from None
            group(number, i + 1)
            i = end + 1
        elif c == '0':
            digits = c
            while len(digits) < 3 and text[i:i + 1] in tuple('01234567'):
                digits += text[i]
                i += 1
            literal.append(chr(int(digits, 8) & 0xff))
        elif c.isdigit() and c.isascii():
            digits = c
            if text[i:i + 1].isdigit():
                digits += text[i]
                i += 1
                if c in '01234567' and digits[1] in '01234567' and text[i:i + 1] in tuple('01234567'):
                    digits += text[i]
                    i += 1
                    value = int(digits, 8)
                    if value > 0o377:
                        raise error('octal escape value \\%s outside of range 0-0o377' % digits, source, start)
                    literal.append(chr(value))
                    continue
            group(int(digits), start + 1)
        elif c in _ESCAPES:
            literal.append(_ESCAPES[c])
        elif c.isalpha() and c.isascii():
            raise error('bad escape \\%s' % c, source, start)
        else:
            literal.append('\\' + c)
    flush()
    return parts


_cache = {}


def _compile(pattern, flags):
    flags = flags.value if isinstance(flags, RegexFlag) else flags
    key = type(pattern), pattern, flags
    known = _cache.get(key)
    if known is not None:
        return known
    if not isinstance(pattern, (str, bytes, bytearray)):
        if not isinstance(pattern, Pattern):
            raise TypeError('first argument must be string or compiled pattern')
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    _check(pattern, flags)
    found = []
    try:
        made = _sre.compile(pattern, flags, found)
    finally:
        if found:
            import warnings
            for category, text in found:
                warnings.warn(text, category, stacklevel=3)
    if isinstance(made, tuple):
        message, pos = made
        raise error(message, pattern, pos)
    _check(pattern, made.flags)
    if len(_cache) >= 512:
        del _cache[next(iter(_cache))]
    _cache[key] = made
    return made


def compile(pattern, flags=0):
    """The Pattern of a regular expression."""
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning a Match object, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning a Match object, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning a Match object, or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """Replace the leftmost non-overlapping occurrences of the pattern in string by repl, a string or a function."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """As sub(), but return a tuple (new string, number of replacements)."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """Split the source string by the occurrences of the pattern, returning a list of the substrings."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string: texts, groups, or tuples of groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Yields the Match of each occurrence, from left to right."""
    return _compile(pattern, flags).finditer(string)


def purge():
    """Forgets the compiled patterns"""
    _cache.clear()
    _templates.clear()


def template(pattern, flags=0):
    """The Pattern with the flag TEMPLATE, which does nothing"""
    return _compile(pattern, flags | 1)


_special = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """A pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, 'latin1').translate(_special).encode('latin1')


class Scanner:
    """Splits texts into tokens: a lexicon is a list of patterns, each with an action."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        group = 1
        for phrase, action in lexicon:
            self._actions[group] = action
            group += 1 + _compile(phrase, flags).groups
        self.scanner = _compile('|'.join(['(%s)' % phrase for phrase, _ in lexicon]), flags)

    def scan(self, string):
        """The tokens that the actions made, and the rest of the string where no pattern matches."""
        tokens, at = [], 0
        found = self.scanner.match(string)
        while found is not None and found.end() > at:
            at = found.end()
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                tokens.append(action)
            found = self.scanner.match(string, at)
        return tokens, string[at:]
