"""Lines of source files, kept for tracebacks: getline, getlines, checkcache, updatecache, lazycache, clearcache."""
__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

# Filename -> (size, mtime, lines, full name), or (function that gives the source,) until it is needed.
cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file; '' if there is none. Never raises."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    """The lines of a file, from the cache or read now."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Drop entries whose files have changed."""
    import os
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            # Not read yet, or not from a file.
            continue
        size, mtime, _, fullname = entry
        try:
            found = os.stat(fullname)
        except OSError:
            cache.pop(name, None)
            continue
        if size != found.st_size or mtime != found.st_mtime:
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    """Read a file (by its module's loader where it is no file) and keep its lines; gives them."""
    if filename in cache and len(cache[filename]) != 1:
        cache.pop(filename, None)
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return []
    import os
    import sys
    fullname = filename
    try:
        found = os.stat(fullname)
    except OSError:
        if lazycache(filename, module_globals):
            try:
                data = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if data is None:
                    return []
                lines = [line + '\n' for line in data.splitlines()]
                cache[filename] = len(data), None, lines, fullname
                return lines
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                found = os.stat(fullname)
                break
            except (TypeError, AttributeError, OSError):
                continue
        else:
            return []
    lines = _read(fullname)
    if lines is None:
        return []
    cache[filename] = found.st_size, found.st_mtime, lines, fullname
    return lines


def _read(fullname):
    try:
        with open(fullname, 'rb') as file:
            data = file.read()
        from _frozen_importlib import decode_source
        text = decode_source(data) if b'coding' in data[:400] else data.decode('utf-8-sig')
    except (OSError, ValueError, LookupError, SyntaxError):
        return None
    lines = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    last = lines.pop()
    return [line + '\n' for line in ([*lines, last] if last else lines)]


def lazycache(filename, module_globals):
    """Note where a source may be got from later; true if it may."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return False
    if module_globals and '__name__' in module_globals:
        name = module_globals['__name__']
        loader = module_globals.get('__loader__')
        if loader is None:
            loader = getattr(module_globals.get('__spec__'), 'loader', None)
        if loader is None and name == '__main__':
            # Gives the script its loader.
            import _frozen_importlib
            loader = module_globals.get('__loader__')
        get_source = getattr(loader, 'get_source', None)
        if name and get_source:
            def get_lines():
                return get_source(name)
            cache[filename] = get_lines,
            return True
    return False
