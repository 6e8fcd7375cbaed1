"""Lines of source files, kept for tracebacks: getline, getlines, checkcache, updatecache, lazycache, clearcache."""
__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

# Filename -> (size, mtime, lines, full name), or (function that gives the source,) until it is needed.
cache = {}


def clearcache():
    """Forgets all files."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file; '' if there is none. Never raises."""
    found = getlines(filename, module_globals)
    return found[lineno - 1] if 1 <= lineno <= len(found) else ''


def getlines(filename, module_globals=None):
    """The lines of a file, from the cache or read now."""
    match cache.get(filename):
        case (_, _, lines, _):
            return lines
    try:
        lines = updatecache(filename, module_globals)
    except MemoryError:
        cache.clear()
        lines = []
    return lines


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


def _is_no_file(filename):
    return not filename or filename[0] == '<' and filename[-1] == '>'


def updatecache(filename, module_globals=None):
    """Read a file (by its module's loader where it is no file) and keep its lines; gives them."""
    if len(cache.get(filename, ())) > 1:
        del cache[filename]
    if _is_no_file(filename):
        return []
    import os
    try:
        found, fullname = os.stat(filename), filename
    except OSError:
        loaded = _loaded(filename, module_globals)
        if loaded is not None:
            return loaded
        found, fullname = _found_on_path(filename)
    lines = None if found is None else _read(fullname)
    if lines is None:
        return []
    cache[filename] = found.st_size, found.st_mtime, lines, fullname
    return lines


def _loaded(filename, module_globals):
    """The lines that a module's loader gives; None if it cannot, none at all if it knows of no source."""
    if not lazycache(filename, module_globals):
        return None
    get_source, = cache[filename]
    try:
        source = get_source()
    except (OSError, ImportError):
        return None
    if source is None:
        return []
    lines = [line + '\n' for line in source.splitlines()]
    cache[filename] = len(source), None, lines, filename
    return lines


def _found_on_path(filename):
    """The status and the full name of a file that a relative name means."""
    import os
    import sys
    for folder in () if os.path.isabs(filename) else sys.path:
        try:
            fullname = os.path.join(folder, filename)
            return os.stat(fullname), fullname
        except (TypeError, AttributeError, OSError):
            continue
    return None, filename


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
    if _is_no_file(filename) or not module_globals or '__name__' not in module_globals:
        return False
    loader = module_globals.get('__loader__')
    if loader is None:
        loader = getattr(module_globals.get('__spec__'), 'loader', None)
    module = module_globals['__name__']
    if loader is None and module == '__main__':
        # Gives the script its loader.
        import _frozen_importlib
        loader = module_globals.get('__loader__')
    source_of = getattr(loader, 'get_source', None)
    if not (module and source_of):
        return False
    cache[filename] = (lambda: source_of(module)),
    return True
