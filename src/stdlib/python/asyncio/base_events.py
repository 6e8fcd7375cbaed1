from _asyncio import EventLoop, Task, _warn
from . import coroutines, events
from .log import logger

__all__ = 'BaseEventLoop', 'Server'


def _log_slow(handle, seconds):
    task = getattr(handle._callback, '__self__', None)
    shown = repr(task) if isinstance(task, Task) else str(handle)
    logger.warning('Executing %s took %.3f seconds', shown, seconds)


def _first(pair):
    return pair[0]


# What a context says of where things were made.
_WHERE_CREATED = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}


def _log(message):
    return lambda error: logger.error(message, exc_info=True)


def _guarded(handler, context, failed):
    """Calls a handler of errors; what it raises is handed on, unless it is to end the program."""
    try:
        handler(context)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        failed(error)


class Server(events.AbstractServer):
    """What `create_server` gives."""


class BaseEventLoop(EventLoop, events.AbstractEventLoop):
    """The native loop, with what is rarely called."""

    slow_callback_duration = 0.1
    _current_handle = None
    _default_executor = None
    _clock_resolution = 1e-09

    def __init__(self):
        debug = coroutines._is_debug_mode()
        self.set_debug(debug)

    def _process_events(self, event_list):
        raise NotImplementedError

    def default_exception_handler(self, context):
        """Logs what went wrong."""
        error, lines = context.get('exception'), [context.get('message') or 'Unhandled exception in event loop']
        for key, value in sorted(context.items(), key=_first):
            if key in _WHERE_CREATED:
                import traceback
                shown = ''.join(traceback.format_list(value)).rstrip()
                lines.append(f'{_WHERE_CREATED[key]} created at (most recent call last):\n{shown}')
            elif key not in ('message', 'exception'):
                lines.append(f'{key}: {value!r}')
        logger.error('\n'.join(lines), exc_info=error is not None and (type(error), error, error.__traceback__))

    def call_exception_handler(self, context):
        """Hands an error that nobody can catch to the handler."""
        if self._exception_handler is None:
            _guarded(self.default_exception_handler, context, _log('Exception in default exception handler'))
            return

        def failed(error):
            again = {'message': 'Unhandled error in exception handler', 'exception': error, 'context': context}
            _guarded(self.default_exception_handler, again,
                     _log('Exception in default exception handler while handling an unexpected error in custom '
                          'exception handler'))

        handler = self._exception_handler
        _guarded(lambda context: handler(self, context), context, failed)

    async def shutdown_asyncgens(self):
        """Closes every async generator that has begun."""
        generators = self._take_asyncgens()
        if not generators:
            return
        from .tasks import gather
        ends = await gather(*[agen.aclose() for agen in generators], return_exceptions=True)
        for agen, end in zip(generators, ends):
            if isinstance(end, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': end, 'asyncgen': agen})

    def _add_callback_signalsafe(self, handle):
        """As `_add_callback`, from a signal handler."""
        self._add_callback(handle)
        self._write_to_self()

    def run_in_executor(self, executor, func, *args):
        """Runs a function in an executor's thread; None: the default executor."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        from .futures import wrap_future
        chosen = self._running_default_executor() if executor is None else executor
        return wrap_future(chosen.submit(func, *args), loop=self)

    def _running_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')
        if self._default_executor is None:
            from concurrent.futures import ThreadPoolExecutor
            self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        return self._default_executor

    def set_default_executor(self, executor):
        """What `run_in_executor(None, ...)` uses."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            _warn(DeprecationWarning, 'Using the default executor that is not an instance of ThreadPoolExecutor is '
                                      'deprecated and will be prohibited in Python 3.9', 2)
        self._default_executor = executor

    async def shutdown_default_executor(self):
        """No executor is used from now on; waits for the default one's threads."""
        self._executor_shutdown_called, executor = True, self._default_executor
        if executor is None:
            return
        from threading import Thread
        ended = self.create_future()
        waiting = Thread(target=self._do_shutdown, args=[ended])
        try:
            waiting.start()
        except RuntimeError:
            # Without threads nothing runs in it.
            executor.shutdown(wait=False)
        else:
            try:
                await ended
            finally:
                waiting.join()

    def _do_shutdown(self, future):
        try:
            settle, outcome = future.set_result, self._default_executor.shutdown(wait=True)
        except Exception as error:
            settle, outcome = future.set_exception, error
        self.call_soon_threadsafe(settle, outcome)
