# Loaders of files

def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython keeps the compiled file of a source."""
    if debug_override is not None:
        _warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = 1 - bool(debug_override) or ''
    if optimization is None:
        optimization = sys.flags.optimize or ''
    level = str(optimization)
    if level and not level.isalnum():
        raise ValueError(f'{level!r} is not alphanumeric')
    folder, file = _path_split(posix.fspath(path))
    base, dot, rest = file.rpartition('.')
    return _path_join(folder, _PYCACHE, f'{base or rest}{dot}{_TAG}{level and ".opt-" + level}.pyc')


def source_from_cache(path):
    """The source that a compiled file is of."""
    path = posix.fspath(path)
    head, filename = _path_split(path)
    folder, cache = _path_split(head)
    if cache != _PYCACHE:
        raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    dots = filename.count('.')
    if dots not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {filename!r}')
    if dots == 3:
        optimization = filename.rsplit('.', 2)[-2]
        if not optimization.startswith('opt-'):
            raise ValueError("optimization portion of filename does not start with 'opt-'")
        if not optimization[4:].isalnum():
            raise ValueError(f'optimization level {optimization!r} is not an alphanumeric value')
    return _path_join(folder, filename.partition('.')[0] + '.py')


def _get_cached(filename):
    return (filename if filename.endswith('.pyc') else
            cache_from_source(filename) if filename.endswith('.py') else None)


def _get_sourcefile(bytecode_path):
    """The source beside a compiled file."""
    if not bytecode_path:
        return None
    stem, _, suffix = bytecode_path.rpartition('.')
    candidate = bytecode_path
    if stem and suffix.lower()[-3:-1] == 'py':
        try:
            candidate = source_from_cache(bytecode_path)
        except ValueError:
            candidate = bytecode_path[:-1]
    return candidate if _path_isfile(candidate) else bytecode_path


def decode_source(source_bytes):
    """Source text of bytes, by their coding line, with newlines made one."""
    import io
    encoding = 'utf-8'
    if source_bytes.startswith(b'\xef\xbb\xbf'):
        source_bytes = source_bytes[3:]
    else:
        for line in source_bytes.split(b'\n', 2)[:2]:
            text = line.lstrip(b' \t\f')
            if text.startswith(b'#') and b'coding' in text:
                import re
                found = re.match(rb'#.*?coding[:=][ \t]*([-\w.]+)', text)
                if found:
                    encoding = found[1].decode('ascii')
            if text and not text.startswith((b'#', b'\r')):
                break
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding)) if hasattr(
        io, 'IncrementalNewlineDecoder') else source_bytes.decode(encoding).replace('\r\n', '\n').replace('\r', '\n')


def _check_name(loader, name):
    if name is not None and name != loader.name:
        raise ImportError(f'loader for {loader.name} cannot handle {name}', name=name)


class _LoaderBasics:
    def is_package(self, fullname):
        stem = _path_split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return stem == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        code = self.get_code(name)
        if code is None:
            raise ImportError(f'cannot load module {name!r} when get_code() returns None')
        exec(code, module.__dict__)

    def load_module(self, fullname):
        if fullname in sys.modules:
            module = sys.modules[fullname]
            _exec(spec_from_loader(fullname, self), module)
            return sys.modules[fullname]
        return _load(spec_from_loader(fullname, self))


class SourceLoader(_LoaderBasics):
    """What a loader of sources does by way of get_data and get_filename."""

    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Keeps nothing: there are no compiled files."""

    def get_source(self, fullname):
        file = self.get_filename(fullname)
        try:
            data = self.get_data(file)
        except OSError as error:
            raise ImportError('source not available through get_data()', name=fullname) from error
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        file = self.get_filename(fullname)
        return self.source_to_code(self.get_data(file), file)


class FileLoader:
    """A loader of one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def load_module(self, fullname=None):
        _check_name(self, fullname)
        return super().load_module(self.name if fullname is None else fullname)

    def get_filename(self, fullname=None):
        _check_name(self, fullname)
        return self.path

    def get_data(self, path):
        with open(str(path), 'rb') as file:
            return file.read()

    def get_resource_reader(self, module):
        from importlib.resources import _FileReader
        return _FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    def path_stats(self, path):
        from os import stat
        found = stat(path)
        return {'mtime': found.st_mtime, 'size': found.st_size}

    def set_data(self, path, data, *, _mode=0o666):
        try:
            with open(path, 'wb') as file:
                file.write(data)
        except OSError:
            pass


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Would load compiled files, of which there are none."""

    def get_code(self, fullname):
        raise ImportError(f'bad magic number in {fullname!r}: compiled files are not read', name=fullname,
                          path=self.path)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Would load extension modules in C, of which there are none."""

    def create_module(self, spec):
        raise ImportError('extension modules are not supported', name=spec.name, path=self.path)

    def exec_module(self, module):
        pass

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES)]


