"""Parts of URLs, quoting, queries. The deprecated split*() functions are in `_split`.

Functions take str or bytes (never both in a call) and give what they took: bytes go through ASCII text.
"""
import re
import types
import unicodedata
from collections import namedtuple

__all__ = ['urlparse', 'urlunparse', 'urljoin', 'urldefrag', 'urlsplit', 'urlunsplit', 'urlencode', 'parse_qs',
           'parse_qsl', 'quote', 'quote_plus', 'quote_from_bytes', 'unquote', 'unquote_plus', 'unquote_to_bytes',
           'DefragResult', 'ParseResult', 'SplitResult', 'DefragResultBytes', 'ParseResultBytes', 'SplitResultBytes']

uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero',
                 'rtsp', 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms', 'https', 'shttp', 'snews',
               'prospero', 'rtsp', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtspu', 'sip', 'sips', 'mms',
               'sftp', 'tel']
scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'

_CONTROLS_AND_SPACE = ''.join(map(chr, range(33)))
_REMOVED = ['\t', '\r', '\n']


def __getattr__(name):
    if name.lstrip('_').startswith(('split', 'to_bytes')):
        from ._split import OLD
        if name in OLD:
            globals().update(OLD)
            return OLD[name]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def clear_cache():
    """Nothing is kept between calls."""


def _texts(*values):
    # The values as str, and the function that gives a result in the caller's type.
    is_str = isinstance(values[0], str)
    for value in values[1:]:
        if value and isinstance(value, str) != is_str:
            raise TypeError('Cannot mix str and non-str arguments')
    if is_str:
        return values + (lambda result: result,)
    return tuple(v.decode('ascii', 'strict') if v else '' for v in values) + (_encoded,)


def _encoded(result):
    return result.encode('ascii', 'strict') if isinstance(result, str) else result.encode()


class _Str:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._encoded_counterpart(*(part.encode(encoding, errors) for part in self))


class _Bytes:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._decoded_counterpart(*(part.decode(encoding, errors) for part in self))


class _Netloc:
    # user:password@host:port, for both types of text.
    __slots__ = ()

    def _sign(self, text):
        return text if isinstance(self.netloc, str) else text.encode()

    @property
    def _userinfo(self):
        userinfo, at, _ = self.netloc.rpartition(self._sign('@'))
        if not at:
            return None, None
        name, colon, password = userinfo.partition(self._sign(':'))
        return name, password if colon else None

    @property
    def _hostinfo(self):
        host = self.netloc.rpartition(self._sign('@'))[2]
        _, bracket, bracketed = host.partition(self._sign('['))
        if bracket:
            name, _, port = bracketed.partition(self._sign(']'))
            port = port.partition(self._sign(':'))[2]
        else:
            name, _, port = host.partition(self._sign(':'))
        return name, port or None

    username = property(lambda self: self._userinfo[0])
    password = property(lambda self: self._userinfo[1])

    @property
    def hostname(self):
        name = self._hostinfo[0]
        if not name:
            return None
        host, percent, zone = name.partition(self._sign('%'))
        return host.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        port = int(port, 10)
        if not 0 <= port <= 65535:
            raise ValueError('Port out of range 0-65535')
        return port

    __class_getitem__ = classmethod(types.GenericAlias)


_Defrag = namedtuple('DefragResult', 'url fragment')
_Split = namedtuple('SplitResult', 'scheme netloc path query fragment')
_Parse = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class _DefragMethods:
    __slots__ = ()

    def geturl(self):
        if not self.fragment:
            return self.url
        return self.url + ('#' if isinstance(self.url, str) else b'#') + self.fragment


class _SplitMethods(_Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class _ParseMethods(_Netloc):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(_Defrag, _DefragMethods, _Str):
    """A URL without its fragment, and the fragment."""
    __slots__ = ()


class SplitResult(_Split, _SplitMethods, _Str):
    """The five parts of a URL."""
    __slots__ = ()


class ParseResult(_Parse, _ParseMethods, _Str):
    """The six parts of a URL."""
    __slots__ = ()


class DefragResultBytes(_Defrag, _DefragMethods, _Bytes):
    """DefragResult in bytes."""
    __slots__ = ()


class SplitResultBytes(_Split, _SplitMethods, _Bytes):
    """SplitResult in bytes."""
    __slots__ = ()


class ParseResultBytes(_Parse, _ParseMethods, _Bytes):
    """ParseResult in bytes."""
    __slots__ = ()


for _str, _bytes in (DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes):
    _str._encoded_counterpart, _bytes._decoded_counterpart = _bytes, _str
del _str, _bytes


def urlparse(url, scheme='', allow_fragments=True):
    """Parse a URL into six parts: scheme, netloc, path, params, query, fragment."""
    url, scheme, give = _texts(url, scheme)
    scheme, netloc, url, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params:
        # Those of the last folder or file.
        folder, slash, last = url.rpartition('/')
        last, _, params = last.partition(';')
        url = folder + slash + last
    return give(ParseResult(scheme, netloc, url, params, query, fragment))


def _check_netloc(netloc):
    # Characters that normalise to separators would hide another host.
    if not netloc or netloc.isascii():
        return
    bare = netloc.translate(dict.fromkeys(map(ord, '@:#?')))
    normal = unicodedata.normalize('NFKC', bare)
    if bare != normal and any(c in normal for c in '/?#@:'):
        raise ValueError('netloc ' + netloc + ' contains invalid characters under NFKC normalization')


def urlsplit(url, scheme='', allow_fragments=True):
    """Parse a URL into five parts: scheme, netloc, path, query, fragment."""
    url, scheme, give = _texts(url, scheme)
    url = url.lstrip(_CONTROLS_AND_SPACE)
    scheme = scheme.strip(_CONTROLS_AND_SPACE)
    for char in _REMOVED:
        url = url.replace(char, '')
        scheme = scheme.replace(char, '')
    netloc = query = fragment = ''
    colon = url.find(':')
    if colon > 0 and all(c in scheme_chars for c in url[:colon]):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == '//':
        end = min([at for at in (url.find(c, 2) for c in '/?#') if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    _check_netloc(netloc)
    return give(SplitResult(scheme, netloc, url, query, fragment))


def urlunparse(components):
    """Put a parsed URL back together again."""
    scheme, netloc, url, params, query, fragment, give = _texts(*components)
    if params:
        url = '%s;%s' % (url, params)
    return give(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """Combine the five parts that urlsplit() gives into a URL."""
    scheme, netloc, url, query, fragment, give = _texts(*components)
    parts = []
    if scheme:
        parts += scheme, ':'
    if netloc or scheme and scheme in uses_netloc and not url.startswith('//'):
        parts += '//', netloc or '', '' if url[:1] in ('', '/') else '/'
    parts.append(url)
    for sign, part in ('?', query), ('#', fragment):
        if part:
            parts += sign, part
    return give(''.join(parts))


def urljoin(base, url, allow_fragments=True):
    """Join a base URL and a possibly relative URL to form an absolute one."""
    if not (base and url):
        return base or url
    base, url, give = _texts(base, url)
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return give(url)
    if scheme in uses_netloc:
        if netloc:
            return give(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = bnetloc
    if not path and not params:
        return give(urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment)))
    folders = bpath.split('/')
    if folders[-1] != '':
        del folders[-1]
    if path[:1] == '/':
        segments = path.split('/')
    else:
        segments = folders + path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == '..':
            if resolved:
                resolved.pop()
        elif segment != '.':
            resolved.append(segment)
    if segments[-1] in ('.', '..'):
        resolved.append('')
    return give(urlunparse((scheme, netloc, '/'.join(resolved) or '/', params, query, fragment)))


def urldefrag(url):
    """The URL without its fragment, and the fragment."""
    url, give = _texts(url)
    fragment = ''
    if '#' in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ''))
    return give(DefragResult(url, fragment))


def unquote_to_bytes(string):
    """Replace %xx escapes by the bytes they stand for: unquote_to_bytes('abc%20def') -> b'abc def'."""
    if not string:
        # Of what is no text at all it complains.
        string.split
    string = string.encode() if isinstance(string, str) else string or b''
    first, *rest = string.split(b'%')
    out = [first]
    for item in rest:
        try:
            out.append(bytes((int(item[:2], 16),)) + item[2:] if len(item[:2].strip()) == 2 and item[:2].isalnum()
                       else b'%' + item)
        except ValueError:
            out.append(b'%' + item)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    """Replace %xx escapes by the characters they stand for: unquote('abc%20def') -> 'abc def'."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or 'utf-8', errors or 'replace')
    if '%' not in string:
        string.split
        return string
    parts = re.split('([\x00-\x7f]+)', string)
    for i in range(1, len(parts), 2):
        parts[i] = unquote_to_bytes(parts[i]).decode(encoding or 'utf-8', errors or 'replace')
    return ''.join(parts)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """As unquote(), but pluses are spaces."""
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
             max_num_fields=None, separator='&'):
    """Parse a query into a dict of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace',
              max_num_fields=None, separator='&'):
    """Parse a query into a list of pairs."""
    qs, give = _texts(qs)
    separator, _ = _texts(separator)
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError('Separator must be of type string or bytes.')
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    result = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError('bad query field: %r' % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            name = unquote(name.replace('+', ' '), encoding=encoding, errors=errors)
            value = unquote(value.replace('+', ' '), encoding=encoding, errors=errors)
            result.append((give(name), give(value)))
    return result


_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding=None, errors=None):
    """Replace special characters by %xx escapes: quote('abc def') -> 'abc%20def'."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode('utf-8' if encoding is None else encoding, 'strict' if errors is None else errors)
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """As quote(), but spaces become pluses."""
    space = ' ' if isinstance(string, str) else b' '
    if isinstance(string, (str, bytes)) and space not in string:
        return quote(string, safe, encoding, errors)
    string = quote(string, safe + (' ' if isinstance(safe, str) else b' '), encoding, errors)
    return string.replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    """As quote(), but for bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError('quote_from_bytes() expected bytes')
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    kept = _SAFE.union(c for c in safe if c < 128)
    return ''.join([chr(c) if c in kept else '%%%02X' % c for c in bs])


def _is_text(value):
    return isinstance(value, (str, bytes))


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """Encode a mapping or a sequence of pairs as the query of a URL."""
    if not hasattr(query, 'items'):
        try:
            is_valid = not len(query) or isinstance(query[0], tuple)
        except TypeError:
            is_valid = False
        if not is_valid:
            raise TypeError('not a valid non-string sequence or mapping object')

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query.items() if hasattr(query, 'items') else query:
        key = quoted(key)
        values = [value]
        if doseq and not _is_text(value):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        pairs += [key + '=' + quoted(item) for item in values]
    return '&'.join(pairs)


def unwrap(url):
    """The URL within <URL:...>."""
    url = str(url).strip()
    if url.startswith('<') and url.endswith('>'):
        url = url[1:-1].strip()
    url = url[4:].strip() if url.startswith('URL:') else url
    return url
