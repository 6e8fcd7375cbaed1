"""AsyncMock: a mock whose calls give coroutines, and asserts over what was awaited."""
import inspect

from ._mock_base import (Base, MagicMixin, Mock, NonCallableMock, _callable, _cause, _delegating_property,
                         _is_exception, _problem, _without, iscoroutinefunction)
from ._mock_calls import DEFAULT, _AnyComparer, _Call, _CallList

_code = type(_cause.__code__)


def _coroutine_mark():
    from asyncio.coroutines import _is_coroutine
    return _is_coroutine


class AsyncMockMixin(Base):
    await_count = _delegating_property('await_count')
    await_args = _delegating_property('await_args')
    await_args_list = _delegating_property('await_args_list')

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # iscoroutinefunction() and inspect.iscoroutinefunction() are to say yes.
        code = NonCallableMock(spec_set=_code)
        code.co_flags = inspect.CO_COROUTINE
        self.__dict__.update(
            _is_coroutine=_coroutine_mark(), _mock_await_count=0, _mock_await_args=None,
            _mock_await_args_list=_CallList(), __code__=code, __name__='AsyncMock', __defaults__=(),
            __kwdefaults__={}, __annotations__=None)

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # A coroutine cannot raise StopIteration.
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
            elif iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT or self._mock_wraps is None:
            return self.return_value
        result = self._mock_wraps(*args, **kwargs)
        return await result if iscoroutinefunction(self._mock_wraps) else result

    def assert_awaited(self):
        """Fails if the mock was never awaited."""
        if self.await_count == 0:
            raise AssertionError(f'Expected {self._own_name()} to have been awaited.')

    def assert_awaited_once(self):
        """Fails if the mock was not awaited exactly once."""
        if self.await_count != 1:
            raise AssertionError(f'Expected {self._own_name()} to have been awaited once. '
                                 f'Awaited {self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        """Fails if the last await was not of a call with these arguments."""
        if self.await_args is None:
            raise AssertionError(f'Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.await_args) != expected:
            message = self._format_mock_failure_message(args, kwargs, action='await')
            raise AssertionError(message) from _cause(expected)

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Fails if there was not exactly one await, of a call with these arguments."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Fails if no call with these arguments was awaited."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        made = [self._call_matcher(each) for each in self.await_args_list]
        if _cause(expected) or expected not in _AnyComparer(made):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'{shown} await not found') from _cause(expected)

    def assert_has_awaits(self, calls, any_order=False):
        """Fails if the calls were not awaited, in a row or in any order."""
        expected, cause = self._wanted(calls)
        made = _CallList(self._call_matcher(each) for each in self.await_args_list)
        if not any_order:
            if expected not in made:
                problem = _problem('Awaits', expected, cause)
                raise AssertionError(f'{problem}\nExpected: {_CallList(calls)}\n'
                                     f'Actual: {self.await_args_list}') from cause
            return
        missing = _without(made, expected)[1]
        if missing:
            raise AssertionError(f'{missing!r} not all found in await list') from cause

    def assert_not_awaited(self):
        """Fails if the mock was awaited."""
        if self.await_count != 0:
            raise AssertionError(f'Expected {self._own_name()} to not have been awaited. '
                                 f'Awaited {self.await_count} times.')

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMagicMixin(MagicMixin):
    pass


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


class _AsyncIterator:
    """An ordinary iterator as an asynchronous one."""

    def __init__(self, iterator):
        self.iterator = iterator
        code = NonCallableMock(spec_set=_code)
        code.co_flags = inspect.CO_ITERABLE_COROUTINE
        self.__dict__['__code__'] = code

    async def __anext__(self):
        for value in self.iterator:
            return value
        raise StopAsyncIteration
