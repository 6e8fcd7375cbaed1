import sys


class _Logger:
    """Stands for the 'asyncio' logger; `logging` itself is only used once the program has imported it."""

    name = 'asyncio'

    def __getattr__(self, name):
        import logging
        return getattr(logging.getLogger('asyncio'), name)

    def _log(self, level, message, args, keywords):
        if 'logging' in sys.modules:
            getattr(sys.modules['logging'].getLogger('asyncio'), level)(message, *args, **keywords)
            return
        stream = sys.stderr
        if stream is None or level in ('debug', 'info'):
            return
        exc_info = keywords.get('exc_info')
        stream.write((message % args if args else message) + '\n')
        if exc_info is True:
            exc_info = sys.exc_info()
        elif isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        if exc_info and exc_info[1] is not None:
            sys.__excepthook__(*exc_info)
        stream.flush()

    def debug(self, message, *args, **keywords):
        self._log('debug', message, args, keywords)

    def info(self, message, *args, **keywords):
        self._log('info', message, args, keywords)

    def warning(self, message, *args, **keywords):
        self._log('warning', message, args, keywords)

    def error(self, message, *args, **keywords):
        self._log('error', message, args, keywords)

    def critical(self, message, *args, **keywords):
        self._log('critical', message, args, keywords)

    def exception(self, message, *args, **keywords):
        keywords.setdefault('exc_info', True)
        self._log('error', message, args, keywords)


logger = _Logger()
