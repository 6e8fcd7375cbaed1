"""Wrapping, filling, indenting and dedenting of text."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_whitespace = '\t\n\x0b\x0c\r '
_blank = {ord(space): ' ' for space in _whitespace}


class _Compiled:
    # A pattern that is compiled when somebody wants it; subclasses have patterns of their own in its place.
    def __init__(self, pattern):
        self.pattern = pattern

    def __get__(self, instance, owner):
        if isinstance(self.pattern, str):
            import re
            self.pattern = re.compile(self.pattern, re.VERBOSE)
        return self.pattern


def _parts(space, letter, before_dash):
    # Blanks, dashes between words, and words, which end after a hyphen between letters, before a dash or a blank.
    hyphen = rf'-(?:(?<={letter}{letter}-)|(?<={letter}-{letter}-))(?={letter}-?{letter})'
    dash = rf'(?<={before_dash})(?=--+\w)'
    return rf'([{space}]+ | (?<={before_dash})--+(?=\w) | [^{space}]+?(?: {hyphen} | (?=[{space}]|\Z) | {dash} ))'


class TextWrapper:
    """Wraps and fills text; the attributes are the options."""

    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width, self.tabsize = width, tabsize
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.drop_whitespace, self.fix_sentence_endings = drop_whitespace, fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    wordsep_re = _Compiled(_parts(r'\t\n\x0b\x0c\r\ ', r'[^\d\W]', r'[\w!"\'&.,?]'))
    wordsep_simple_re = _Compiled(r'([\t\n\x0b\x0c\r\ ]+)')
    sentence_end_re = _Compiled(r'[a-z][.!?]["\']?\Z')

    def _munge_whitespace(self, text):
        spaced = text.expandtabs(self.tabsize) if self.expand_tabs else text
        return spaced.translate(_blank) if self.replace_whitespace else spaced

    def _split(self, text):
        if not self.break_on_hyphens:
            return [part for part in self.wordsep_simple_re.split(text) if part]
        words = (text,)
        if self.wordsep_re is TextWrapper.wordsep_re:
            # Only what has hyphens is worth a closer look.
            words = self.wordsep_simple_re.split(text)
        return [part for word in words for part in
                (self.wordsep_re.split(word) if '-' in word or word is text else (word,)) if part]

    def _fix_sentence_endings(self, chunks):
        ends = self.sentence_end_re.search
        for place, chunk in enumerate(chunks[1:], 1):
            if chunk == ' ' and ends(chunks[place - 1]):
                chunks[place] = '  '

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        # A part of the next chunk, which is longer than a line; all of it if it must not be broken.
        room = width - cur_len if width > 0 else 1
        if self.break_long_words:
            chunk = reversed_chunks.pop()
            hyphen = chunk.rfind('-', 0, room) if self.break_on_hyphens and len(chunk) > room else -1
            end = hyphen + 1 if chunk[:max(hyphen, 0)].strip('-') else room
            cur_line.append(chunk[:end])
            reversed_chunks.append(chunk[end:])
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _take_line(self, chunks, width, first):
        # The chunks for a line, taken from the end of the reversed list.
        line, length = [], 0
        if not first and self.drop_whitespace and not chunks[-1].strip():
            chunks.pop()
        while chunks and length + len(chunks[-1]) <= width:
            line.append(chunks.pop())
            length += len(line[-1])
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
        if self.drop_whitespace and line and not line[-1].strip():
            line.pop()
        return line

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        limit = self.max_lines
        if limit is not None:
            margin = self.initial_indent if limit <= 1 else self.subsequent_indent
            if len(margin + self.placeholder.lstrip()) > self.width:
                raise ValueError('placeholder too large for max width')
        lines = []
        chunks.reverse()
        while chunks:
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            line = self._take_line(chunks, width, not lines)
            if not line:
                continue
            if limit is not None and len(lines) + 1 >= limit:
                left = chunks[1:] or not self.drop_whitespace or ''.join(chunks).strip()
                if chunks and left or sum(map(len, line)) > width:
                    self._cut_off(lines, margin, line, width)
                    break
            lines.append(margin + ''.join(line))
        return lines

    def _cut_off(self, lines, margin, line, width):
        # The placeholder instead of what does not fit into the last line, or at the end of the line before.
        room = width - len(self.placeholder)
        while line and (not line[-1].strip() or sum(map(len, line)) > room):
            line.pop()
        if line:
            lines.append(margin + ''.join(line) + self.placeholder)
        elif lines and len(lines[-1].rstrip() + self.placeholder) <= self.width:
            lines[-1] = lines[-1].rstrip() + self.placeholder
        else:
            lines.append(margin + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of a paragraph, none longer than the width."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The wrapped paragraph as one string."""
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph; keywords are attributes of TextWrapper."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The wrapped paragraph as one string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text on one line, cut off after a word if it is too long."""
    words = text.split()
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(words))


def dedent(text):
    """The text without the blanks that all its lines begin with."""
    lines = [line if line.strip(' \t') else '' for line in text.split('\n')]
    margins = [line[:len(line) - len(line.lstrip(' \t'))] for line in lines if line]
    if not margins:
        return '\n'.join(lines)
    # What the first and the last in order have in common, all have.
    low, high = min(margins), max(margins)
    same = next((at for at, pair in enumerate(zip(low, high)) if pair[0] != pair[1]), len(low))
    return '\n'.join([line[same:] for line in lines])


def indent(text, prefix, predicate=None):
    """The text with a prefix before those of its lines that the predicate is true of, usually all but blank ones."""
    wanted = str.strip if predicate is None else predicate
    return ''.join([prefix + line if wanted(line) else line for line in text.splitlines(True)])
