"""Regular expressions."""
import enum
import _sre
from sys import maxsize as _maxsize

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
            return f're.{self._name_}'
        value = self._value_
        members = []
        negative = value < 0
        if negative:
            value = ~value
        for m in self.__class__:
            if value & m._value_:
                value &= ~m._value_
                members.append(f're.{m._name_}')
        if value:
            members.append(hex(value))
        text = '|'.join(members)
        if negative:
            text = f'~({text})' if len(members) > 1 else f'~{text}'
        return text

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


class Pattern:
    """Compiled regular expression object."""

    __slots__ = 'pattern', 'flags', 'groups', '_program', '_names', '__weakref__'

    def __new__(cls):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        from types import MappingProxyType
        return MappingProxyType(self._names)

    def _run(self, string, pos, endpos, how, not_empty_at=-1):
        # The registers of a match in string[:endpos] from pos on.
        if isinstance(string, str) != isinstance(self.pattern, str):
            if isinstance(string, str):
                raise TypeError('cannot use a bytes pattern on a string-like object')
            try:
                memoryview(string)
            except TypeError:
                raise TypeError('expected string or bytes-like object') from None
            raise TypeError('cannot use a string pattern on a bytes-like object')
        return _sre.run(self._program, string, pos, endpos, how, not_empty_at)

    def _match(self, string, pos, endpos, how):
        if not isinstance(string, str):
            try:
                memoryview(string)
            except TypeError:
                raise TypeError('expected string or bytes-like object') from None
        size = len(string)
        pos, endpos = min(max(pos, 0), size), min(max(endpos, 0), size)
        if pos > endpos:
            return None
        found = self._run(string, pos, endpos, how)
        return None if found is None else _made(self, string, pos, endpos, found)

    def match(self, string, pos=0, endpos=_maxsize):
        """Matches zero or more characters at the beginning of the string."""
        return self._match(string, pos, endpos, 0)

    def search(self, string, pos=0, endpos=_maxsize):
        """Scan through string looking for a match, and return a corresponding match object instance."""
        return self._match(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=_maxsize):
        """Matches against all of the string."""
        return self._match(string, pos, endpos, 2)

    def _spans(self, string, pos=0, endpos=_maxsize):
        # The registers of all matches; an empty one never follows at the end of another of its own place.
        if not isinstance(string, str):
            try:
                memoryview(string)
            except TypeError:
                raise TypeError('expected string or bytes-like object') from None
        size = len(string)
        pos, endpos = min(max(pos, 0), size), min(max(endpos, 0), size)
        barred = -1
        while pos <= endpos:
            found = self._run(string, pos, endpos, 1, barred)
            if found is None:
                return
            yield found
            pos = found[1]
            barred = pos if found[0] == pos else -1

    def finditer(self, string, pos=0, endpos=_maxsize):
        """Return an iterator over all non-overlapping matches for the RE pattern in string."""
        size = len(string)
        spans = self._spans(string, pos, endpos)
        pos, endpos = min(max(pos, 0), size), min(max(endpos, 0), size)
        return (_made(self, string, pos, endpos, found) for found in spans)

    def findall(self, string, pos=0, endpos=_maxsize):
        """Return a list of all non-overlapping matches of pattern in string."""
        out, groups, empty = [], self.groups, string[:0]
        for found in self._spans(string, pos, endpos):
            if groups == 0:
                out.append(string[found[0]:found[1]])
                continue
            texts = [string[found[i]:found[i + 1]] if found[i] >= 0 else empty for i in range(2, 2 * groups + 2, 2)]
            out.append(texts[0] if groups == 1 else tuple(texts))
        return out

    def split(self, string, maxsplit=0):
        """Split string by the occurrences of pattern."""
        out, last = [], 0
        for count, found in enumerate(self._spans(string)):
            if maxsplit and count >= maxsplit or maxsplit < 0:
                break
            out.append(string[last:found[0]])
            for i in range(2, 2 * self.groups + 2, 2):
                out.append(string[found[i]:found[i + 1]] if found[i] >= 0 else None)
            last = found[1]
        out.append(string[last:])
        return out

    def sub(self, repl, string, count=0):
        """Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """As sub(), but a tuple (new string, number of replacements)."""
        parts = None
        if not callable(repl):
            parts = _template(repl, self)
        out, last, done = [], 0, 0
        for found in self._spans(string):
            if count and done >= count:
                break
            out.append(string[last:found[0]])
            if parts is None:
                new = repl(_made(self, string, 0, len(string), found))
                if new is not None:
                    out.append(new)
            else:
                out.append(_filled(parts, string, found))
            last = found[1]
            done += 1
        out.append(string[last:])
        return string[:0].join(out), done

    def scanner(self, string, pos=0, endpos=_maxsize):
        return _Scanner(self, string, pos, endpos)

    def __repr__(self):
        flags = self.flags
        if isinstance(self.pattern, str) and not flags & (4 | 256):
            flags &= ~32
        names = []
        for bit, name in (1, 'TEMPLATE'), (2, 'IGNORECASE'), (4, 'LOCALE'), (8, 'MULTILINE'), (16, 'DOTALL'), \
                (32, 'UNICODE'), (64, 'VERBOSE'), (128, 'DEBUG'), (256, 'ASCII'):
            if flags & bit:
                names.append('re.' + name)
                flags &= ~bit
        if flags:
            names.append(hex(flags))
        shown = f', {"|".join(names)}' if names else ''
        return f're.compile({repr(self.pattern)[:200]}{shown})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags == other.flags and type(self.pattern) is type(other.pattern)
                and self.pattern == other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _compile, (self.pattern, self.flags)

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class Match:
    """The result of re.match() and re.search(). Match objects always have a boolean value of True."""

    __slots__ = 're', 'string', 'pos', 'endpos', '_found'

    def __new__(cls):
        raise TypeError("cannot create 're.Match' instances")

    def _index(self, group):
        if isinstance(group, int) or hasattr(group, '__index__'):
            number = group.__index__()
        else:
            number = self.re._names.get(group, -1) if isinstance(group, (str, bytes)) else -1
        if not 0 <= number <= self.re.groups:
            raise IndexError('no such group')
        return 2 * number

    def _text(self, place, default=None):
        start = self._found[place]
        return default if start < 0 else self.string[start:self._found[place + 1]]

    def group(self, *groups):
        """Return subgroup(s) of the match by indices or names. For 0 returns the entire match."""
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        """Return a tuple containing all the subgroups of the match, from 1."""
        return tuple([self._text(i, default) for i in range(2, 2 * self.re.groups + 2, 2)])

    def groupdict(self, default=None):
        """Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."""
        return {name: self._text(2 * number, default) for name, number in self.re._names.items()}

    def start(self, group=0, /):
        """Return index of the start of the substring matched by group."""
        return self._found[self._index(group)]

    def end(self, group=0, /):
        """Return index of the end of the substring matched by group."""
        return self._found[self._index(group) + 1]

    def span(self, group=0, /):
        """For match object m, return the 2-tuple (m.start(group), m.end(group))."""
        place = self._index(group)
        return self._found[place:place + 2]

    def expand(self, template):
        """Return the string obtained by doing backslash substitution on the string template."""
        return _filled(_template(template, self.re), self.string, self._found)

    @property
    def lastindex(self):
        return self._found[-1]

    @property
    def lastgroup(self):
        last = self._found[-1]
        return next((name for name, number in self.re._names.items() if number == last), None)

    @property
    def regs(self):
        return tuple(self._found[i:i + 2] for i in range(0, 2 * self.re.groups + 2, 2))

    def __repr__(self):
        return '<re.Match object; span=%r, match=%.50r>' % (self.span(), self.group())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def _made(pattern, string, pos, endpos, found):
    match = object.__new__(Match)
    match.re, match.string, match.pos, match.endpos, match._found = pattern, string, pos, endpos, found
    return match


class _Scanner:
    def __init__(self, pattern, string, pos, endpos):
        self.pattern, self._string, self._at, self._end, self._barred = pattern, string, pos, endpos, -1

    def _next(self, how):
        end = min(self._end, len(self._string))
        if self._at > end:
            return None
        found = self.pattern._run(self._string, self._at, end, how, self._barred)
        if found is None:
            self._at = end + 1
            return None
        start, self._at = self._at, found[1]
        self._barred = found[1] if found[0] == found[1] else -1
        return _made(self.pattern, self._string, start, end, found)

    def match(self):
        return self._next(0)

    def search(self):
        return self._next(1)


def _filled(parts, string, found):
    empty = string[:0]
    out = []
    for part in parts:
        if isinstance(part, int):
            start = found[2 * part]
            out.append(empty if start < 0 else string[start:found[2 * part + 1]])
        else:
            out.append(part)
    return empty.join(out)


_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


def _template(source, pattern):
    # A replacement text as literals and numbers of groups.
    is_str = isinstance(source, str)
    text = source if is_str else str(bytes(source), 'latin-1')
    if '\\' not in text:
        return [source]
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
                if name not in pattern._names:
                    raise IndexError('unknown group name %r' % name)
                number = pattern._names[name]
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
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray)):
        raise TypeError('first argument must be string or compiled pattern')
    _check(pattern, flags)
    compiled = _sre.compile(pattern, flags)
    if len(compiled) == 2:
        message, pos = compiled
        if message == 'the repetition number is too large':
            raise OverflowError(message)
        if message == 'too deep':
            raise RecursionError('maximum recursion depth exceeded')
        raise error(message, pattern, pos)
    made = object.__new__(Pattern)
    made.pattern = pattern
    made._program, made.flags, made.groups, made._names = compiled
    _check(pattern, made.flags)
    if len(_cache) >= 512:
        del _cache[next(iter(_cache))]
    _cache[key] = made
    return made


def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
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
    """Return an iterator over all non-overlapping matches in the string."""
    return _compile(pattern, flags).finditer(string)


def purge():
    """Clear the regular expression caches"""
    _cache.clear()


def template(pattern, flags=0):
    """Compile a template pattern, returning a Pattern object"""
    return _compile(pattern, flags | 1)


_special = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """Escape special characters in a string."""
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
