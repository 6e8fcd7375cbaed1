# The tree of loggers, the root, and the functions that log to it.
class PlaceHolder:
    """Stands in the tree where a logger's parent does not exist yet."""

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        self.loggerMap.setdefault(alogger)


def _checked_class(klass):
    if klass == Logger or issubclass(klass, Logger):
        return klass
    raise TypeError('logger not derived from logging.Logger: ' + klass.__name__)


def setLoggerClass(klass):
    """What getLogger makes from now on."""
    global _loggerClass
    _loggerClass = _checked_class(klass)


def getLoggerClass():
    return _loggerClass


class Manager:
    """The tree of loggers."""

    def __init__(self, rootnode):
        self.root, self.loggerDict = rootnode, {}
        self.loggerClass = self.logRecordFactory = None
        self.disable, self.emittedNoHandlerWarning = 0, False

    @property
    def disable(self):
        return self._disable

    @disable.setter
    def disable(self, value):
        self._disable = _checkLevel(value)

    def getLogger(self, name):
        """The logger of this name, made if need be."""
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            known = self.loggerDict.get(name)
            if known is not None and not isinstance(known, PlaceHolder):
                return known
            logger = self.loggerDict[name] = (self.loggerClass or _loggerClass)(name)
            logger.manager = self
            if known is not None:
                self._fixupChildren(known, logger)
            self._fixupParents(logger)
            return logger

    def setLoggerClass(self, klass):
        self.loggerClass = _checked_class(klass)

    def setLogRecordFactory(self, factory):
        self.logRecordFactory = factory

    def _fixupParents(self, alogger):
        name = alogger.name
        parent = None
        while parent is None and (dot := name.rfind('.')) > 0:
            name = name[:dot]
            known = self.loggerDict.get(name)
            if known is None:
                self.loggerDict[name] = PlaceHolder(alogger)
            elif isinstance(known, Logger):
                parent = known
            else:
                known.append(alogger)
        alogger.parent = parent or self.root

    def _fixupChildren(self, ph, alogger):
        name = alogger.name
        for child in ph.loggerMap:
            if child.parent.name[:len(name)] != name:
                alogger.parent = child.parent
                child.parent = alogger

    def _clear_cache(self):
        with _lock:
            for known in (self.root, *self.loggerDict.values()):
                if isinstance(known, Logger):
                    known._cache.clear()


def _at_level(level, name):
    # Logger's method for a level.
    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)
    method.__name__, method.__qualname__ = name, f'Logger.{name}'
    method.__doc__ = f'Log with the level {name.upper()}; exc_info=True adds the exception that is handled.'
    return method


# Who logs, if nobody is found.
_NOBODY = '(unknown file)', 0, '(unknown function)', None


class Logger(Filterer):
    """A channel of events, named by its place in the tree."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self.parent, self.propagate, self.disabled = None, True, False
        # Which levels are logged, as far as somebody asked.
        self.handlers, self._cache = [], {}

    def setLevel(self, level):
        self.level = _checkLevel(level)
        self.manager._clear_cache()

    debug = _at_level(DEBUG, 'debug')
    info = _at_level(INFO, 'info')
    warning = _at_level(WARNING, 'warning')
    error = _at_level(ERROR, 'error')
    critical = _at_level(CRITICAL, 'critical')

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """As error, with the exception that is handled."""
        self.error(msg, *args, **kwargs, exc_info=exc_info)

    def fatal(self, msg, *args, **kwargs):
        self.critical(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if isinstance(level, int):
            if self.isEnabledFor(level):
                self._log(level, msg, args, **kwargs)
        elif raiseExceptions:
            raise TypeError('level must be an integer')

    def findCaller(self, stack_info=False, stacklevel=1):
        """(file, line, function, stack) of who logs."""
        # Above this, _log and the method that called it; functions of this file count for `stacklevel`, as in CPython.
        frame = first = sys._getframe(2).f_back
        while frame is not None and stacklevel > 1:
            frame, stacklevel = frame.f_back, stacklevel - 1
        frame = _not_own(frame or first)
        if frame is None:
            return _NOBODY
        stack = None
        if stack_info:
            import traceback
            out = io.StringIO('Stack (most recent call last):\n')
            out.seek(0, 2)
            traceback.print_stack(frame, file=out)
            stack = out.getvalue().removesuffix('\n')
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if extra is not None:
            for key in extra:
                if key in ('message', 'asctime') or key in record.__dict__:
                    raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
                record.__dict__[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        file, line, function, stack = _NOBODY
        if _srcfile:
            try:
                file, line, function, stack = self.findCaller(stack_info, stacklevel)
            except ValueError:
                pass
        if exc_info and not isinstance(exc_info, tuple):
            given = isinstance(exc_info, BaseException)
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if given else sys.exc_info()
        self.handle(self.makeRecord(self.name, level, file, line, msg, args, exc_info, function, extra, stack))

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        with _lock:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        with _lock:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    def hasHandlers(self):
        """Has this logger or one above it a handler?"""
        return any(logger.handlers for logger in self._upward())

    def _upward(self):
        # This logger and those above it that its records go to.
        logger = self
        while logger:
            yield logger
            logger = logger.parent if logger.propagate else None

    def callHandlers(self, record):
        """The handlers of this logger and of those above it."""
        found = False
        for logger in self._upward():
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
        manager = self.manager
        if found:
            return
        if lastResort:
            if lastResort.level <= record.levelno:
                lastResort.handle(record)
        elif not manager.emittedNoHandlerWarning and raiseExceptions:
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')
            manager.emittedNoHandlerWarning = True

    def getEffectiveLevel(self):
        logger = self
        while logger and not logger.level:
            logger = logger.parent
        return logger.level if logger else NOTSET

    def isEnabledFor(self, level):
        enabled = False if self.disabled else self._cache.get(level)
        if enabled is None:
            with _lock:
                enabled = self._cache[level] = self.manager.disable < level and level >= self.getEffectiveLevel()
        return enabled

    def getChild(self, suffix):
        """The logger below this one."""
        name = suffix if self is self.root else f'{self.name}.{suffix}'
        return self.manager.getLogger(name)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'

    def __reduce__(self):
        if self is not getLogger(self.name):
            import pickle
            raise pickle.PicklingError('logger cannot be pickled')
        return getLogger, (self.name,)


class RootLogger(Logger):
    """The logger above all others."""

    def __init__(self, level):
        super().__init__('root', level)

    def __reduce__(self):
        return getLogger, ()


_loggerClass = Logger


def _adapted(level, name, **usual):
    # LoggerAdapter's method for a level.
    def method(self, msg, *args, **kwargs):
        self.log(level, msg, *args, **{**usual, **kwargs})
    method.__name__, method.__qualname__ = name, f'LoggerAdapter.{name}'
    return method


def _passed_on(name):
    # LoggerAdapter's method that its logger has as well.
    def method(self, *args, **kwargs):
        return getattr(self.logger, name)(*args, **kwargs)
    method.__name__, method.__qualname__ = name, f'LoggerAdapter.{name}'
    return method


class LoggerAdapter:
    """A logger that adds to what is logged."""

    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        """The message and keyword arguments as they are to be logged."""
        kwargs['extra'] = self.extra
        return msg, kwargs

    debug = _adapted(DEBUG, 'debug')
    info = _adapted(INFO, 'info')
    warning = _adapted(WARNING, 'warning')
    error = _adapted(ERROR, 'error')
    exception = _adapted(ERROR, 'exception', exc_info=True)
    critical = _adapted(CRITICAL, 'critical')

    def warn(self, msg, *args, **kwargs):
        import warnings
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, options = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **options)

    isEnabledFor = _passed_on('isEnabledFor')
    setLevel = _passed_on('setLevel')
    getEffectiveLevel = _passed_on('getEffectiveLevel')
    hasHandlers = _passed_on('hasHandlers')

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False):
        return self.logger._log(level, msg, args, exc_info=exc_info, extra=extra, stack_info=stack_info)

    @property
    def manager(self):
        return self.logger.manager

    @manager.setter
    def manager(self, value):
        self.logger.manager = value

    @property
    def name(self):
        return self.logger.name

    def __repr__(self):
        level = getLevelName(self.logger.getEffectiveLevel())
        return f'<{self.__class__.__name__} {self.logger.name} ({level})>'

    __class_getitem__ = classmethod(GenericAlias)


root = RootLogger(WARNING)
Logger.root = root
Logger.manager = Manager(root)


def basicConfig(**kwargs):
    """Give the root logger a handler, unless it has one."""
    with _lock:
        take = kwargs.pop
        encoding, errors = take('encoding', None), take('errors', 'backslashreplace')
        if take('force', False):
            for handler in [*root.handlers]:
                root.removeHandler(handler)
                handler.close()
        if root.handlers:
            return
        handlers = take('handlers', None)
        targets = {'stream', 'filename'} & kwargs.keys()
        if handlers is not None and targets:
            raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        if len(targets) == 2:
            raise ValueError("'stream' and 'filename' should not be specified together")
        if handlers is None:
            path, mode = take('filename', None), take('filemode', 'a')
            if path:
                handlers = [FileHandler(path, mode, encoding=encoding, errors=None if 'b' in mode else errors)]
            else:
                handlers = [StreamHandler(take('stream', None))]
        datefmt, style = take('datefmt', None), take('style', '%')
        formatter = Formatter(take('format', _style(style)[1]), datefmt, style)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        level = take('level', None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError(f'Unrecognised argument(s): {", ".join(kwargs)}')


def getLogger(name=None):
    """The logger of this name, or the root."""
    is_root = not name or isinstance(name, str) and name == root.name
    return root if is_root else Logger.manager.getLogger(name)


def _on_root(name):
    def log(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)
    log.__name__ = log.__qualname__ = name
    log.__doc__ = f'Log to the root logger, as its method {name}; with no handlers yet, basicConfig() comes first.'
    return log


debug, info, warning, error, critical = map(_on_root, ('debug', 'info', 'warning', 'error', 'critical'))


def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    """As error, with the exception that is handled."""
    error(msg, *args, exc_info=exc_info, **kwargs)


def warn(msg, *args, **kwargs):
    import warnings
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Log nothing up to this level."""
    root.manager.disable = level
    root.manager._clear_cache()


def shutdown(handlerList=_handlerList):
    """Write out and close all handlers."""
    for handler in [reference() for reference in reversed(handlerList)]:
        try:
            if handler:
                _end(handler)
        except:
            if raiseExceptions:
                raise


def _end(handler):
    try:
        for step in handler.acquire, handler.flush, handler.close:
            step()
    except (ValueError, OSError):
        # It was closed by somebody else.
        pass
    finally:
        handler.release()


atexit.register(shutdown)


class NullHandler(Handler):
    """Does nothing; libraries give it to their loggers."""

    def handle(self, record):
        pass

    def emit(self, record):
        pass

    def createLock(self):
        self.lock = None


# What warnings.showwarning was, while warnings are logged.
_warnings_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        import warnings
        text = warnings.formatwarning(message, category, filename, lineno, line)
        channel = getLogger('py.warnings')
        if not channel.handlers:
            channel.addHandler(NullHandler())
        channel.warning(text)
    elif _warnings_showwarning is not None:
        _warnings_showwarning(message, category, filename, lineno, file, line)


def captureWarnings(capture):
    """Log warnings, or show them again."""
    import warnings
    global _warnings_showwarning
    logged = _warnings_showwarning is not None
    if capture and not logged:
        _warnings_showwarning, warnings.showwarning = warnings.showwarning, _showwarning
    elif logged and not capture:
        warnings.showwarning, _warnings_showwarning = _warnings_showwarning, None
