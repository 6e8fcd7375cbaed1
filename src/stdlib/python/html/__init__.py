"""Escaping HTML and back. Covers CPython's html and html.entities; html.parser is absent."""

__all__ = ['escape', 'unescape']

_pattern = None
_html5 = None

# Numbers between 0x80 and 0x9f mean what Windows-1252 has there, where it has something.
_WINDOWS = ('\u20ac', '\x81', '\u201a', '\u0192', '\u201e', '\u2026', '\u2020', '\u2021', '\u02c6', '\u2030', '\u0160',
            '\u2039', '\u0152', '\x8d', '\u017d', '\x8f', '\x90', '\u2018', '\u2019', '\u201c', '\u201d', '\u2022',
            '\u2013', '\u2014', '\u02dc', '\u2122', '\u0161', '\u203a', '\u0153', '\x9d', '\u017e', '\u0178')


def escape(s, quote=True):
    """Replace &, < and > by names that are safe in HTML; with quote (the default) also both quotes."""
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    if quote:
        s = s.replace('"', '&quot;').replace("'", '&#x27;')
    return s


def _forbidden(number):
    return (1 <= number <= 8 or number == 0xb or 0xe <= number <= 0x1f or 0x7f <= number <= 0x9f
            or 0xfdd0 <= number <= 0xfdef or number & 0xfffe == 0xfffe)


def _number(text):
    number = int(text[1:], 16) if text[0] in 'xX' else int(text)
    if 0x80 <= number <= 0x9f:
        return _WINDOWS[number - 0x80]
    if number == 0 or 0xd800 <= number <= 0xdfff or number > 0x10ffff:
        return '\ufffd'
    if number == 0xd:
        return '\r'
    return '' if _forbidden(number) else chr(number)


def _replaced(match):
    text = match[1]
    if text[0] == '#':
        return _number(text[1:].rstrip(';'))
    if text in _html5:
        return _html5[text]
    # The longest name that the text begins with.
    for end in range(len(text) - 1, 1, -1):
        if text[:end] in _html5:
            return _html5[text[:end]] + text[end:]
    return '&' + text


def unescape(s):
    """Replace all names and numbers of characters by the characters, by the rules of HTML 5."""
    global _pattern, _html5
    if '&' not in s:
        return s
    if _pattern is None:
        import re
        from html.entities import html5
        _html5 = html5
        _pattern = re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)')
    return _pattern.sub(_replaced, s)
