"""File names against the patterns of shells: *, ?, [seq] and [!seq]."""
import functools
import os
import posixpath
import re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def fnmatch(name, pat):
    """Does the name match the pattern? On POSIX, upper and lower case differ."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(str(pat, 'ISO-8859-1')).encode('ISO-8859-1')).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match the pattern."""
    match = _compile_pattern(os.path.normcase(pat))
    return [name for name in names if match(name)]


def fnmatchcase(name, pat):
    """Does the name match the pattern, upper and lower case being different?"""
    return _compile_pattern(pat)(name) is not None


def translate(pat):
    """The pattern as a regular expression.

    Each * that another one follows takes as little as possible and, once what follows it has matched, gives nothing
    back: a lookahead and a backreference do what an atomic group would.
    """
    parts, star, i = [], object(), 0
    while i < len(pat):
        char = pat[i]
        i += 1
        if char == '*':
            if not parts or parts[-1] is not star:
                parts.append(star)
        elif char == '?':
            parts.append('.')
        elif char == '[':
            end = i + (pat[i:i + 1] == '!')
            end += pat[end:end + 1] == ']'
            end = pat.find(']', end)
            if end < 0:
                parts.append('\\[')
            else:
                parts.append(_set(pat[i:end]))
                i = end + 1
        else:
            parts.append(re.escape(char))
    result, fixed, group = [], [], None
    for part in parts:
        if part is not star:
            fixed.append(part)
            continue
        if group is None:
            result += fixed
            group = -1
        else:
            group = next(_group_number)
            result.append(f'(?=(?P<g{group}>.*?{"".join(fixed)}))(?P=g{group})')
        fixed = []
    if group is not None:
        result.append('.*')
    result += fixed
    return f'(?s:{"".join(result)})\\Z'


def _numbers():
    number = 0
    while True:
        yield number
        number += 1


_group_number = _numbers()


def _set(text):
    if '-' not in text:
        text = text.replace('\\', '\\\\')
    else:
        chunks, start = [], 0
        at = text.find('-', 2 if text[:1] == '!' else 1)
        while at >= 0:
            chunks.append(text[start:at])
            start = at + 1
            at = text.find('-', at + 3)
        last = text[start:]
        if last:
            chunks.append(last)
        else:
            chunks[-1] += '-'
        # A range that runs backwards holds nothing.
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        text = '-'.join(chunk.replace('\\', '\\\\').replace('-', '\\-') for chunk in chunks)
    text = re.sub(r'([&~|])', r'\\\1', text)
    if not text:
        return '(?!)'
    if text == '!':
        return '.'
    if text[0] == '!':
        text = '^' + text[1:]
    elif text[0] in '^[':
        text = '\\' + text
    return f'[{text}]'
