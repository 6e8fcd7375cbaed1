from _asyncio import EventLoop, Task, _warn
from . import coroutines, events
from .log import logger

__all__ = 'BaseEventLoop', 'Server'


def _log_slow(handle, seconds):
    task = getattr(handle._callback, '__self__', None)
    shown = repr(task) if isinstance(task, Task) else str(handle)
    logger.warning('Executing %s took %.3f seconds', shown, seconds)


class Server(events.AbstractServer):
    """What `create_server` gives."""


class BaseEventLoop(EventLoop, events.AbstractEventLoop):
    """The native loop, with what is rarely called."""

    slow_callback_duration = 0.1
    _current_handle = None
    _default_executor = None
    _clock_resolution = 1e-09

    def __init__(self):
        self.set_debug(coroutines._is_debug_mode())

    def _process_events(self, event_list):
        raise NotImplementedError

    def default_exception_handler(self, context):
        """Logs what went wrong."""
        exception = context.get('exception')
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key in ('source_traceback', 'handle_traceback'):
                import traceback
                what = 'Object' if key == 'source_traceback' else 'Handle'
                shown = ''.join(traceback.format_list(value)).rstrip()
                lines.append(f'{what} created at (most recent call last):\n{shown}')
            else:
                lines.append(f'{key}: {value!r}')
        exc_info = False if exception is None else (type(exception), exception, exception.__traceback__)
        logger.error('\n'.join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Hands an error that nobody can catch to the handler."""
        handler = self._exception_handler
        if handler is None:
            try:
                self.default_exception_handler(context)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler', exc_info=True)
            return
        try:
            handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            try:
                self.default_exception_handler({'message': 'Unhandled error in exception handler',
                                                'exception': exc, 'context': context})
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException:
                logger.error('Exception in default exception handler while handling an unexpected error '
                             'in custom exception handler', exc_info=True)

    async def shutdown_asyncgens(self):
        """Closes every async generator that has begun."""
        generators = self._take_asyncgens()
        if not generators:
            return
        from .tasks import gather
        results = await gather(*[agen.aclose() for agen in generators], return_exceptions=True)
        for result, agen in zip(results, generators):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': result, 'asyncgen': agen})

    def _add_callback_signalsafe(self, handle):
        """As `_add_callback`, from a signal handler."""
        self._add_callback(handle)
        self._write_to_self()

    def run_in_executor(self, executor, func, *args):
        """Runs a function in an executor's thread; None: the default executor."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
        from .futures import wrap_future
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """What `run_in_executor(None, ...)` uses."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            _warn(DeprecationWarning, 'Using the default executor that is not an instance of ThreadPoolExecutor is '
                                      'deprecated and will be prohibited in Python 3.9', 2)
        self._default_executor = executor

    async def shutdown_default_executor(self):
        """No executor is used from now on; waits for the default one's threads."""
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        try:
            thread.start()
        except RuntimeError:
            # Without threads nothing runs in it.
            executor.shutdown(wait=False)
            return
        try:
            await future
        finally:
            thread.join()

    def _do_shutdown(self, future):
        try:
            self._default_executor.shutdown(wait=True)
            self.call_soon_threadsafe(future.set_result, None)
        except Exception as exc:
            self.call_soon_threadsafe(future.set_exception, exc)
