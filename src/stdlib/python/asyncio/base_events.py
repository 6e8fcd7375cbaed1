from _asyncio import EventLoop
from . import coroutines, events
from .log import logger

__all__ = 'BaseEventLoop', 'Server'


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

    def _write_to_self(self):
        pass

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

    async def shutdown_default_executor(self):
        """No executor is used from now on."""
        self._executor_shutdown_called = True
