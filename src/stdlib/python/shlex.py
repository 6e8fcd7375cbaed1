"""Words as a shell reads them. Covers CPython's module; the attribute `debug` is there and prints nothing.

The class reads letter by letter, each state of it a method that goes on as long as the state lasts. split() of a text by
a shell's rules, which is what nearly all programs want, needs none of its freedom.
"""
import os
import re
import sys
from collections import deque
from io import StringIO

__all__ = ['shlex', 'split', 'quote', 'join']

_ASCII_WORD = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
_LATIN_WORD = 'ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ'


def _stream(source):
    return StringIO(source) if isinstance(source, str) else source


class shlex:
    """Reads words from a stream, one after the other."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if instream is None:
            instream, infile = sys.stdin, None
        self.instream, self.infile = _stream(instream), infile
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = _ASCII_WORD + _LATIN_WORD if posix else _ASCII_WORD
        self.whitespace, self.whitespace_split = ' \t\r\n', False
        self.quotes, self.escape, self.escapedquotes = '\'"', '\\', '"'
        # ' ' between words, a quote inside one, 'a' in a word, 'c' in punctuation, None at the end.
        self.state, self.token = ' ', ''
        self.lineno, self.debug, self.source = 1, 0, None
        self.pushback, self.filestack = deque(), deque()
        given = '();<>|&' if punctuation_chars is True else punctuation_chars or ''
        self._punctuation_chars = given
        if given:
            self._pushback_chars = deque()
            self.wordchars = ''.join(c for c in self.wordchars + '~-./*?=' if c not in given)

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Read from another stream first."""
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, _stream(newstream), 1

    def pop_source(self):
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = ' '

    def get_token(self):
        """The next word; `eof` at the end."""
        if self.pushback:
            return self.pushback.popleft()
        word = self.read_token()
        while self.source is not None and word == self.source:
            opened = self.sourcehook(self.read_token())
            if opened:
                path, stream = opened
                self.push_source(stream, path)
            word = self.get_token()
        while word == self.eof and self.filestack:
            self.pop_source()
            word = self.get_token()
        return word

    def read_token(self):
        # What the escape came from, and whether there was a quotation, which makes a word even of nothing.
        self._before, self._quoted = ' ', False
        while not self._read_on():
            pass
        word, self.token = self.token, ''
        return None if self.posix and not word and not self._quoted else word

    def _read_on(self):
        # Reads by the rules of the state until it changes; true where a word is complete.
        if self.state is None:
            self.token = ''
            return True
        if self.state == ' ':
            return self._between()
        if self.state in self.quotes:
            return self._quotation()
        return self._escaped() if self.state in self.escape else self._word()

    def _next(self):
        if self._punctuation_chars and self._pushback_chars:
            char = self._pushback_chars.pop()
        else:
            char = self.instream.read(1)
        if char == '\n':
            self.lineno += 1
        return char

    def _go(self, state, ends=False):
        self.state = state
        return ends

    def _leave(self):
        return self._go(' ', self.token or self.posix and self._quoted)

    def _comment(self):
        self.instream.readline()
        self.lineno += 1

    def _between(self):
        while char := self._next():
            if char in self.whitespace:
                if self._leave():
                    return True
            elif char in self.commenters:
                self._comment()
            else:
                return self._begin(char)
        return self._go(None, True)

    def _begin(self, char):
        if self.posix and char in self.escape:
            self._before = 'a'
            return self._go(char)
        self.token, before = char, self.token
        if char in self.wordchars:
            return self._go('a')
        if char in self._punctuation_chars:
            return self._go('c')
        if char in self.quotes:
            if self.posix:
                self.token = before
            return self._go(char)
        return self._go('a') if self.whitespace_split else True

    def _quotation(self):
        self._quoted = True
        while char := self._next():
            if char == self.state:
                if self.posix:
                    return self._go('a')
                self.token += char
                return self._go(' ', True)
            if self.posix and char in self.escape and self.state in self.escapedquotes:
                self._before = self.state
                return self._go(char)
            self.token += char
        raise ValueError('No closing quotation')

    def _escaped(self):
        char = self._next()
        if not char:
            raise ValueError('No escaped character')
        # In a quotation only its quote and the escape itself need one.
        kept = self._before in self.quotes and char not in (self.state, self._before)
        self.token += self.state + char if kept else char
        return self._go(self._before)

    def _word(self):
        while char := self._next():
            if char in self.whitespace:
                return self._leave()
            if char in self.commenters:
                self._comment()
                if self.posix:
                    return self._leave()
            elif self.state == 'c':
                if char not in self._punctuation_chars:
                    self._pushback_chars.append(char)
                    return self._go(' ', True)
                self.token += char
            elif self.posix and char in self.quotes:
                return self._go(char)
            elif self.posix and char in self.escape:
                self._before = 'a'
                return self._go(char)
            elif char in self.wordchars or char in self.quotes or (
                    self.whitespace_split and char not in self._punctuation_chars):
                self.token += char
            else:
                back = self._pushback_chars.append if self._punctuation_chars else self.pushback.appendleft
                back(char)
                return self._leave()
        return self._go(None, True)

    def sourcehook(self, newfile):
        """Opens the file that `source` names."""
        path = newfile[1:-1] if newfile[0] == '"' else newfile
        if isinstance(self.infile, str):
            path = os.path.join(os.path.dirname(self.infile), path)
        return path, open(path, 'r')

    def error_leader(self, infile=None, lineno=None):
        """What an error message begins with, as C compilers have it."""
        return f'"{self.infile if infile is None else infile}", line {self.lineno if lineno is None else lineno}: '

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token != self.eof:
            return token
        raise StopIteration


def _shell_words(text, comments):
    word, quote, letters = None, None, iter(text)
    for letter in letters:
        if letter == quote:
            quote = None
        elif letter == '\\' and quote != "'":
            follower = next(letters, None)
            if follower is None:
                raise ValueError('No escaped character')
            # In a quotation only its quote and the backslash itself need one.
            kept = quote and follower not in '"\\'
            word = (word or '') + (letter + follower if kept else follower)
        elif quote:
            word += letter
        elif letter in '\'"':
            quote, word = letter, word or ''
        elif letter in ' \t\r\n' or comments and letter == '#':
            if word is not None:
                yield word
                word = None
            if letter == '#':
                # The iterator goes on behind the comment.
                any(rest == '\n' for rest in letters)
        else:
            word = letter if word is None else word + letter
    if quote:
        raise ValueError('No closing quotation')
    if word is not None:
        yield word


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if posix and isinstance(s, str):
        return list(_shell_words(s, comments))
    if s is None:
        import warnings
        warnings.warn("Passing None for 's' to shlex.split() is deprecated.", DeprecationWarning, stacklevel=2)
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ''
    return [*words]


def join(split_command):
    """A command line of these words."""
    return ' '.join(map(quote, split_command))


_is_safe = re.compile(r'[\w@%+=:,./-]+', re.ASCII).fullmatch


def quote(s):
    """The text as one word of a command line."""
    if not s:
        return "''"
    # A quote inside closes the quotation, stands in one of the other kind, and opens it again.
    return s if _is_safe(s) else "'%s'" % "'\"'\"'".join(s.split("'"))
