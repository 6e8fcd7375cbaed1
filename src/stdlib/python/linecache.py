"""Lines of source files, kept for tracebacks."""

cache = {}


def clearcache():
    cache.clear()


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    entry = cache.get(filename)
    if entry is not None:
        return entry[2]
    return updatecache(filename, module_globals)


def checkcache(filename=None):
    for name in [filename] if filename is not None else list(cache):
        entry = cache.get(name)
        if entry is not None and entry[1] is not None:
            cache.pop(name)


def updatecache(filename, module_globals=None):
    cache.pop(filename, None)
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return []
    try:
        with open(filename, encoding='utf-8', errors='replace') as file:
            lines = file.readlines()
    except (OSError, ValueError):
        return []
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = sum(map(len, lines)), 0, lines, filename
    return lines


def lazycache(filename, module_globals):
    return False
