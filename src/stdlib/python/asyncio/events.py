from _thread import _local
from _asyncio import (Handle, TimerHandle, _get_running_loop, _set_running_loop,
                      get_running_loop, get_event_loop)

__all__ = (
    'AbstractEventLoopPolicy', 'AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle',
    'get_event_loop_policy', 'set_event_loop_policy', 'get_event_loop', 'set_event_loop', 'new_event_loop',
    'get_child_watcher', 'set_child_watcher', '_set_running_loop', 'get_running_loop', '_get_running_loop',
)


def _abstract(owner, names, asynchronous):
    """Methods that a subclass has to write."""
    namespace = {}
    for name in names.split():
        def method(self, *args, **kwargs):
            raise NotImplementedError
        namespace[name] = method
    for name in asynchronous.split():
        async def method(self, *args, **kwargs):
            raise NotImplementedError
        namespace[name] = method
    for name, method in namespace.items():
        method.__name__, method.__qualname__ = name, f'{owner}.{name}'
    return namespace


class AbstractServer:
    """What `create_server` gives."""

    locals().update(_abstract('AbstractServer', 'close get_loop is_serving', 'start_serving serve_forever wait_closed'))

    async def __aexit__(self, *exc_info):
        self.close()
        await self.wait_closed()

    async def __aenter__(self):
        return self


class AbstractEventLoop:
    """What every loop can do."""

    locals().update(_abstract(
        'AbstractEventLoop',
        'run_forever run_until_complete stop is_running is_closed close _timer_handle_cancelled call_soon call_later '
        'call_at time create_future create_task call_soon_threadsafe run_in_executor set_default_executor add_reader '
        'remove_reader add_writer remove_writer add_signal_handler remove_signal_handler set_task_factory '
        'get_task_factory get_exception_handler set_exception_handler default_exception_handler '
        'call_exception_handler get_debug set_debug',
        'shutdown_asyncgens shutdown_default_executor getaddrinfo getnameinfo create_connection create_server sendfile '
        'start_tls create_unix_connection create_unix_server connect_accepted_socket create_datagram_endpoint '
        'connect_read_pipe connect_write_pipe subprocess_shell subprocess_exec sock_recv sock_recv_into sock_sendall '
        'sock_connect sock_accept sock_sendfile'))


class AbstractEventLoopPolicy:
    """How a thread comes by its loop."""

    locals().update(_abstract(
        'AbstractEventLoopPolicy',
        'get_event_loop set_event_loop new_event_loop get_child_watcher set_child_watcher', ''))


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """One loop, made when it is first asked for."""

    _loop_factory = None

    class _Local(_local):
        _loop, _set_called = None, False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        local = self._local
        if local._loop is None:
            from threading import current_thread, main_thread
            if current_thread() is main_thread() and not local._set_called:
                loop = self.new_event_loop()
                self.set_event_loop(loop)
            if local._loop is None:
                raise RuntimeError(f'There is no current event loop in thread {current_thread().name!r}.')
        return local._loop

    def set_event_loop(self, loop):
        local = self._local
        local._set_called = True
        assert isinstance(loop, (AbstractEventLoop, type(None)))
        local._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None


def get_event_loop_policy():
    """The policy in force."""
    if _event_loop_policy is None:
        from .unix_events import DefaultEventLoopPolicy
        set_event_loop_policy(DefaultEventLoopPolicy())
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Puts a policy in force; None: the default one."""
    global _event_loop_policy
    assert isinstance(policy, (AbstractEventLoopPolicy, type(None)))
    _event_loop_policy = policy


def _get_event_loop(stacklevel=3):
    return get_event_loop()


def set_event_loop(loop):
    """Makes `loop` the one that `get_event_loop` gives while none runs."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """A new loop, by the policy."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    return get_event_loop_policy().set_child_watcher(watcher)
