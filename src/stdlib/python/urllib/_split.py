"""The functions of urllib.parse that are deprecated since 3.8: they take one part off a URL each.

`urllib.parse` fetches them when one is asked for.
"""


def _splittype(url):
    scheme, colon, rest = url.partition(':')
    # A colon after a slash belongs to something else.
    if not (colon and scheme) or '/' in scheme:
        return None, url
    return scheme.lower(), rest


def _splithost(url):
    if url[:2] != '//':
        return None, url
    end = min([at for at in (url.find(sign, 2) for sign in '/#?') if at >= 0], default=len(url))
    rest = url[end:]
    return url[2:end], rest if rest[:1] in ('', '/') else f'/{rest}'


def _splituser(host):
    user, at, host = host.rpartition('@')
    return user if at else None, host


def _splitpasswd(user):
    user, colon, password = user.partition(':')
    return user, password if colon else None


def _splitport(host):
    name, colon, port = host.rpartition(':')
    if not colon or port.strip('0123456789'):
        return host, None
    return name, port or None


def _splitnport(host, defport=-1):
    name, colon, port = host.rpartition(':')
    if not colon:
        return port, defport
    if not port:
        return name, defport
    return name, int(port) if port.isdigit() and port.isascii() else None


def _splitquery(url):
    path, sign, query = url.rpartition('?')
    return (path, query) if sign else (url, None)


def _splittag(url):
    path, sign, tag = url.rpartition('#')
    return (path, tag) if sign else (url, None)


def _splitattr(url):
    path, *attributes = url.split(';')
    return path, attributes


def _splitvalue(attr):
    name, equals, value = attr.partition('=')
    return name, value if equals else None


def _to_bytes(url):
    if not isinstance(url, str) or url.isascii():
        return url
    raise UnicodeError(f'URL {url!r} contains non-ASCII characters')


def _deprecated(name, function, instead):
    message = f'urllib.parse.{name}() is deprecated as of 3.8' + (instead and f', use urllib.parse.{instead}() instead')

    def old(*args, **kwargs):
        import warnings
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return function(*args, **kwargs)
    old.__name__ = old.__qualname__ = name
    old.__module__ = 'urllib.parse'
    return old


OLD = {}
for _function in (_splittype, _splithost, _splituser, _splitpasswd, _splitport, _splitnport, _splitquery, _splittag,
                  _splitattr, _splitvalue, _to_bytes):
    _name = _function.__name__
    _instead = {'_splitvalue': 'parse_qsl', '_to_bytes': ''}.get(_name, 'urlparse')
    OLD[_name], OLD[_name[1:]] = _function, _deprecated(_name[1:], _function, _instead)
