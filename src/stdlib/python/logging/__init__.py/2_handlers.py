# Where records go: handlers, and those for streams and files.
_handlers = weakref.WeakValueDictionary()
_handlerList = []


def _removeHandlerRef(reference):
    # At the very end these are gone already.
    if _lock is not None and _handlerList is not None:
        with _lock:
            if reference in _handlerList:
                _handlerList.remove(reference)


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


class _Held:
    # A handler's lock for the time of a block, by the methods that subclasses may replace.
    __slots__ = 'handler',

    def __init__(self, handler):
        self.handler = handler

    def __enter__(self):
        self.handler.acquire()

    def __exit__(self, *error):
        self.handler.release()


class Handler(Filterer):
    """Brings records somewhere."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _checkLevel(level)
        self._name, self.formatter, self._closed = None, None, False
        _addHandlerRef(self)
        self.createLock()

    def get_name(self):
        return self._name

    def set_name(self, name):
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(get_name, set_name)

    def createLock(self):
        self.lock = threading.RLock()

    def acquire(self):
        if self.lock:
            self.lock.acquire()

    def release(self):
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def format(self, record):
        return (self.formatter or _defaultFormatter).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        """Emit the record if the filters let it pass."""
        result = self.filter(record)
        if result:
            with _Held(self):
                self.emit(record)
        return result

    def setFormatter(self, fmt):
        self.formatter = fmt

    def flush(self):
        pass

    def close(self):
        with _lock:
            self._closed = True
            if self._name:
                _handlers.pop(self._name, None)

    def handleError(self, record):
        """An error during emit: told on stderr."""
        if not raiseExceptions or not sys.stderr:
            return
        import traceback
        kind, error, trace = sys.exc_info()
        out = sys.stderr
        try:
            out.write('--- Logging error ---\n')
            traceback.print_exception(kind, error, trace, None, out)
            out.write('Call stack:\n')
            caller = _not_own(trace.tb_frame)
            if caller is None:
                out.write(f'Logged from file {record.filename}, line {record.lineno}\n')
            else:
                traceback.print_stack(caller, file=out)
            try:
                out.write(f'Message: {record.msg!r}\nArguments: {record.args}\n')
            except RecursionError:
                raise
            except Exception:
                out.write('Unable to print the message and arguments - possible formatting error.\n'
                          'Use the traceback above to help find the error.\n')
        except OSError:
            pass
        finally:
            del kind, error, trace

    def __repr__(self):
        return f'<{self.__class__.__name__} ({getLevelName(self.level)})>'


def _not_own(frame):
    while frame is not None and os.path.normcase(frame.f_code.co_filename) == _srcfile:
        frame = frame.f_back
    return frame


class StreamHandler(Handler):
    """Writes records to a stream."""

    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        with _Held(self):
            if self.stream and hasattr(self.stream, 'flush'):
                self.stream.flush()

    def emit(self, record):
        try:
            text = self.format(record) + self.terminator
            self.stream.write(text)
            self.flush()
        except Exception as error:
            if isinstance(error, RecursionError):
                raise
            self.handleError(record)

    def setStream(self, stream):
        """Write to another stream; gives the one before, None if it is the same."""
        before = self.stream
        if stream is before:
            return None
        with _Held(self):
            self.flush()
            self.stream = stream
        return before

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return f'<{self.__class__.__name__} {name + " " if name else ""}({getLevelName(self.level)})>'

    __class_getitem__ = classmethod(GenericAlias)


class FileHandler(StreamHandler):
    """Writes records to a file."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.encoding, self.errors, self.delay = mode, encoding, errors, delay
        self._builtin_open = open
        if not delay:
            StreamHandler.__init__(self, self._open())
            return
        Handler.__init__(self)
        self.stream = None

    def close(self):
        with _Held(self):
            try:
                if self.stream:
                    self._finish()
            finally:
                super().close()

    def _finish(self):
        try:
            self.flush()
        finally:
            stream, self.stream = self.stream, None
            if hasattr(stream, 'close'):
                stream.close()

    def _open(self):
        return self._builtin_open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None and (self.mode != 'w' or not self._closed):
            self.stream = self._open()
        if self.stream:
            super().emit(record)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.baseFilename} ({getLevelName(self.level)})>'


class _StderrHandler(StreamHandler):
    """Writes to whatever stderr is now."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


lastResort = _defaultLastResort = _StderrHandler(WARNING)


