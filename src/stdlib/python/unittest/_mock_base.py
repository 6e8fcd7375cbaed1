"""Mock and MagicMock, callable and not: attributes made on demand, calls remembered, asserts over them."""
import inspect
import sys

from ._mock_calls import DEFAULT, _AnyComparer, _Call, _CallList, _format_call_signature, call, sentinel
from .util import safe_repr

_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class InvalidSpecError(Exception):
    """A mock was given as the spec of a mock."""


def iscoroutinefunction(func):
    coroutines = sys.modules.get('asyncio.coroutines')
    if coroutines is not None:
        return coroutines.iscoroutinefunction(func)
    return inspect.iscoroutinefunction(func)


def _is_instance_mock(obj):
    # type() and not __class__, which a mock with a spec lies about.
    return issubclass(type(obj), NonCallableMock)


def _is_async_obj(obj):
    if _is_instance_mock(obj) and 'AsyncMock' not in {cls.__name__ for cls in type(obj).__mro__}:
        return False
    obj = getattr(obj, '__func__', obj)
    return iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_list(obj):
    return type(obj) in (list, tuple)


def _is_magic(name):
    return f'__{name[2:-2]}__' == name


FunctionTypes = type(_is_list), type(InvalidSpecError().__init__), type(call.__eq__)
FunctionTypes = FunctionTypes[0], FunctionTypes[2]


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, FunctionTypes[1])):
        return _callable(obj.__func__)
    return getattr(obj, '__call__', None) is not None


def _extract_mock(obj):
    # An autospecced function is a real function that has its mock.
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, 'mock') else obj


def _get_signature_object(func, as_instance, eat_self):
    """The function that a call of `func` runs and its signature; None if there is none to be had."""
    if isinstance(func, type) and not as_instance:
        func, eat_self = func.__init__, True
    elif not isinstance(func, FunctionTypes):
        try:
            func = func.__call__
        except AttributeError:
            return None
    try:
        from functools import partial
        return func, inspect.signature(partial(func, None) if eat_self else func)
    except ValueError:
        return None


def _check_and_set_parent(parent, value, name, new_name):
    """Makes `value` a child, if it is a mock that belongs to nobody yet."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if (value._mock_name or value._mock_new_name
            or value._mock_parent is not None or value._mock_new_parent is not None):
        return False
    above = parent
    while above is not None:
        if above is value:
            # A mock that returns itself.
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        return obj


class _SpecState:
    """A child of an autospec that nobody asked for yet."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


_allowed_names = {'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect', '_mock_parent',
                  '_mock_new_parent', '_mock_name', '_mock_new_name'}


def _delegating_property(name):
    """An attribute that belongs to the function, where the mock hides behind an autospecced one."""
    _allowed_names.add(name)
    own = '_mock_' + name

    def get(self):
        delegate = self._mock_delegate
        return getattr(self, own) if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[own] = value
        else:
            setattr(delegate, name, value)
    return property(get, set)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, /, *args, **kw):
        # Each mock has a class of its own, so that magic methods can be set on it.
        bases = cls,
        if not issubclass(cls, _async_mixin()):
            spec = kw.get('spec_set', kw.get('spec', args[3] if len(args) > 3 else args[0] if args else None))
            if spec is not None and _is_async_obj(spec):
                bases = _async_mixin(), cls
        return object.__new__(type(cls.__name__, bases, {'__doc__': cls.__doc__, '__module__': 'unittest.mock'}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        own = self.__dict__
        own['_mock_parent'] = parent
        own['_mock_name'] = name
        own['_mock_new_name'] = _new_name
        own['_mock_new_parent'] = parent if _new_parent is None else _new_parent
        own['_mock_sealed'] = False
        if spec_set is not None:
            spec, spec_set = spec_set, True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        own['_mock_children'] = {}
        own['_mock_wraps'] = wraps
        own['_mock_delegate'] = None
        own['_mock_called'] = False
        own['_mock_call_args'] = None
        own['_mock_call_count'] = 0
        own['_mock_call_args_list'] = _CallList()
        own['_mock_mock_calls'] = _CallList()
        own['method_calls'] = _CallList()
        own['_mock_unsafe'] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        super(NonCallableMock, self).__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name = ''
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        spec_class = signature = None
        asyncs = []
        if spec is not None:
            asyncs = [attr for attr in dir(spec) if iscoroutinefunction(getattr(spec, attr, None))]
            if not _is_list(spec):
                spec_class = spec if isinstance(spec, type) else type(spec)
                found = _get_signature_object(spec, _spec_as_instance, _eat_self)
                signature = found and found[1]
                spec = dir(spec)
        own = self.__dict__
        own['_spec_class'] = spec_class
        own['_spec_set'] = spec_set
        own['_spec_signature'] = signature
        own['_mock_methods'] = spec
        own['_spec_asyncs'] = asyncs

    @property
    def return_value(self):
        """The value to be returned when the mock is called."""
        delegate = self._mock_delegate
        value = self._mock_return_value if delegate is None else delegate.return_value
        if value is DEFAULT:
            value = self._get_child_mock(_new_parent=self, _new_name='()')
            self.return_value = value
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, '()')

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property('called')
    call_count = _delegating_property('call_count')
    call_args = _delegating_property('call_args')
    call_args_list = _delegating_property('call_args_list')
    mock_calls = _delegating_property('mock_calls')

    @property
    def side_effect(self):
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if (effect is not None and not callable(effect) and not isinstance(effect, _MockIter)
                and not _is_exception(effect)):
            effect = delegate.side_effect = _MockIter(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if not isinstance(child, _SpecState) and child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        ret = self._mock_return_value
        if _is_instance_mock(ret) and ret is not self:
            ret.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        # What lies less deep first: `return_value` before `return_value.name`.
        for path, value in sorted(kwargs.items(), key=lambda entry: entry[0].count('.')):
            *owners, final = path.split('.')
            obj = self
            for name in owners:
                obj = getattr(obj, name)
            setattr(obj, final, value)

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_unsafe'):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError(f'Mock object has no attribute {name!r}')
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not methods or name not in methods):
            if name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt')):
                raise AttributeError(f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is '
                                     'meant to be an attribute.')
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        elif isinstance(result, _SpecState):
            from ._mock_spec import create_autospec
            try:
                result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
            except InvalidSpecError:
                target = self.__dict__['_mock_name'] or self
                raise InvalidSpecError(
                    f'Cannot autospec attr {name!r} from target {target!r} as it has already been mocked out. '
                    f'[target={self!r}, attr={result.spec!r}]')
            self._mock_children[name] = result
        return result

    def _extract_mock_name(self):
        names = [self._mock_new_name]
        dot = '' if names == ['()'] else '.'
        last, parent = self, self._mock_new_parent
        while parent is not None:
            last = parent
            names.append(parent._mock_new_name + dot)
            dot = '' if parent._mock_new_name == '()' else '.'
            parent = parent._mock_new_parent
        names.reverse()
        first = last._mock_name or 'mock'
        if len(names) > 1 and names[1] not in ('()', '().'):
            first += '.'
        names[0] = first
        return ''.join(names)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = '' if name in ('mock', 'mock.') else f' name={name!r}'
        if self._spec_class is not None:
            shown += f' {"spec_set" if self._spec_set else "spec"}={self._spec_class.__name__!r}'
        return f"<{type(self).__name__}{shown} id='{id(self)}'>"

    def __dir__(self):
        if not sys.modules['unittest.mock'].FILTER_DIR:
            return object.__dir__(self)
        names = set(self._mock_methods or [])
        names.update(name for name in dir(type(self)) if not name.startswith('_'))
        names.update(name for name in self.__dict__ if not name.startswith('_') or _is_magic(name))
        names.update(name for name, child in self._mock_children.items() if child is not _deleted)
        return sorted(names)

    def __setattr__(self, name, value):
        if name in _allowed_names:
            # Properties, and what may always be set.
            return object.__setattr__(self, name, value)
        methods = self._mock_methods
        if self._spec_set and methods is not None and name not in methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f'Attempting to set unsupported magic method {name!r}.')
        if name in _all_magics:
            if methods is not None and name not in methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if _is_instance_mock(value):
                # Only set on the class, so that it is no bound method.
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
            else:
                original = value
                setattr(type(self), name, _get_method(name, original))
                value = lambda *args, **kw: original(self, *args, **kw)
        elif name == '__class__':
            self._spec_class = value
            return
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                # Methods of MagicMock are on the class alone.
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def _own_name(self):
        return self._mock_name or 'mock'

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._own_name(), args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args)
        return f'expected {action} not found.\nExpected: {expected}\nActual: {actual}'

    def _get_call_signature_from_name(self, name):
        """The signature of the child with this name, however deep."""
        if not name:
            return self._spec_signature
        signature = None
        children = self._mock_children
        for part in name.replace('()', '').split('.'):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _call_matcher(self, _call):
        """The call as its signature binds it, so that f(1) and f(a=1) are equal; or why it cannot be bound."""
        named = isinstance(_call, tuple) and len(_call) > 2
        signature = self._get_call_signature_from_name(_call[0]) if named else self._spec_signature
        if signature is None:
            return _call
        name, args, kwargs = _call if len(_call) == 3 else ('', *_call)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def assert_not_called(self):
        """Fails if the mock was called."""
        if self.call_count != 0:
            raise AssertionError(f"Expected '{self._own_name()}' to not have been called. "
                                 f'Called {self.call_count} times.{self._calls_repr()}')

    def assert_called(self):
        """Fails if the mock was never called."""
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._own_name()}' to have been called.")

    def assert_called_once(self):
        """Fails if the mock was not called exactly once."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._own_name()}' to have been called once. "
                                 f'Called {self.call_count} times.{self._calls_repr()}')

    def assert_called_with(self, /, *args, **kwargs):
        """Fails if the last call was not made with these arguments."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'expected call not found.\nExpected: {expected}\nActual: not called.')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.call_args) != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from _cause(expected)

    def assert_called_once_with(self, /, *args, **kwargs):
        """Fails if there was not exactly one call, with these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._own_name()}' to be called once. "
                                 f'Called {self.call_count} times.{self._calls_repr()}')
        return self.assert_called_with(*args, **kwargs)

    def _wanted(self, calls):
        """Calls as they are matched, and the first reason why one of them cannot be."""
        expected = [self._call_matcher(each) for each in calls]
        return expected, next(filter(None, map(_cause, expected)), None)

    def assert_has_calls(self, calls, any_order=False):
        """Fails if the calls were not made, in a row or in any order."""
        expected, cause = self._wanted(calls)
        made = _CallList(self._call_matcher(each) for each in self.mock_calls)
        if not any_order:
            if expected not in made:
                problem = _problem('Calls', expected, cause)
                actual = self._calls_repr(prefix='Actual').rstrip('.')
                raise AssertionError(f'{problem}\nExpected: {_CallList(calls)}{actual}') from cause
            return
        made, missing = _without(made, expected)
        if missing:
            raise AssertionError(f'{self._own_name()!r} does not contain all of {missing!r} in its call list, '
                                 f'found {made!r} instead') from cause

    def assert_any_call(self, /, *args, **kwargs):
        """Fails if no call was made with these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        made = [self._call_matcher(each) for each in self.call_args_list]
        if _cause(expected) or expected not in _AnyComparer(made):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'{shown} call not found') from _cause(expected)

    def _get_child_mock(self, /, **kw):
        """A mock for an attribute or a return value: of the same kind, asynchronous where the spec is."""
        name = kw.get('_new_name')
        if self._mock_sealed:
            attribute = f'.{kw["name"]}' if 'name' in kw else '()'
            raise AttributeError(self._extract_mock_name() + attribute)
        kind = type(self)
        if name in self.__dict__['_spec_asyncs'] or issubclass(kind, MagicMock) and name in _async_method_magics:
            return _async_mock()(**kw)
        if issubclass(kind, _async_mixin()):
            plain = name in _all_sync_magics or self._mock_methods and name in self._mock_methods
            return (MagicMock if plain else _async_mock())(**kw)
        if issubclass(kind, CallableMixin):
            # The class that was called to make this one.
            return kind.__mro__[1](**kw)
        return (MagicMock if issubclass(kind, NonCallableMagicMock) else Mock)(**kw)

    def _calls_repr(self, prefix='Calls'):
        return f'\n{prefix}: {safe_repr(self.mock_calls)}.' if self.mock_calls else ''


def _cause(expected):
    return expected if isinstance(expected, Exception) else None


def _problem(what, expected, cause):
    if cause is None:
        return f'{what} not found.'
    return f'Error processing expected {what.lower()}.\nErrors: {[_cause(each) for each in expected]}'


def _without(made, expected):
    """What is left of the calls, and which of the expected ones were not among them."""
    made, missing = list(made), []
    for each in expected:
        try:
            made.remove(each)
        except ValueError:
            missing.append(each)
    return made, tuple(missing)


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super(CallableMixin, self).__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent,
                                            **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        # An autospec puts its check here.
        pass

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Remembers the call, here and in all mocks above."""
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(('', args, kwargs)))
        is_method = self._mock_parent is not None
        method_name, name = self._mock_name, self._mock_new_name
        after_call = name == '()'
        parent = self._mock_new_parent
        while parent is not None:
            if is_method:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = parent._mock_parent is not None
                if is_method:
                    method_name = f'{parent._mock_name}.{method_name}'
            parent.mock_calls.append(_Call((name, args, kwargs)))
            if parent._mock_new_name:
                name = parent._mock_new_name + ('' if after_call else '.') + name
                after_call = parent._mock_new_name == '()'
            parent = parent._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if _is_exception(result):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT or self._mock_wraps is None:
            return self.return_value
        return self._mock_wraps(*args, **kwargs)


class Mock(CallableMixin, NonCallableMock):
    """A mock that can be called; its attributes are mocks."""


def _words(text, form='__%s__'):
    return {form % word for word in text.split()}


_numerics = 'add sub mul matmul div floordiv mod lshift rshift and xor or pow truediv'
_magics = _words('lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod '
                 'neg pos abs invert complex int float index round trunc floor ceil bool next fspath aiter '
                 + _numerics) | _words(_numerics, '__i%s__') | _words(_numerics, '__r%s__')
# Supported, but not there unless they are set.
_non_defaults = _words('get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate '
                       'getformat setformat repr dir subclasses format getnewargs_ex')
_async_method_magics = _words('aenter aexit anext')
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_method_magics | {'__aiter__'}
_unsupported_magics = _words('getattr setattr init new prepare instancecheck subclasscheck del')
_return_values = {
    '__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented,
    '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0,
    '__bool__': True, '__index__': 1, '__aexit__': False,
}
_calculate_return_value = {
    '__hash__': object.__hash__, '__str__': object.__str__, '__sizeof__': object.__sizeof__,
    '__fspath__': lambda self: f'{type(self).__name__}/{self._extract_mock_name()}/{id(self)}',
}


def _get_method(name, func):
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


def _get_eq(self):
    def __eq__(other):
        value = self.__eq__._mock_return_value
        if value is not DEFAULT:
            return value
        return True if self is other else NotImplemented
    return __eq__


def _get_ne(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented
    return __ne__


def _get_iter(self):
    def __iter__():
        value = self.__iter__._mock_return_value
        return iter([] if value is DEFAULT else value)
    return __iter__


def _get_async_iter(self):
    def __aiter__():
        from ._mock_async import _AsyncIterator
        value = self.__aiter__._mock_return_value
        return _AsyncIterator(iter([] if value is DEFAULT else value))
    return __aiter__


_side_effect_methods = {'__eq__': _get_eq, '__ne__': _get_ne, '__iter__': _get_iter, '__aiter__': _get_async_iter}


class MagicProxy(Base):
    """Stands on the class until the magic method is first used."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        name, parent = self.name, self.parent
        method = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, method)
        if name in _return_values:
            method.return_value = _return_values[name]
        elif name in _calculate_return_value:
            method.return_value = _calculate_return_value[name](parent)
        elif name in _side_effect_methods:
            method.side_effect = _side_effect_methods[name](parent)
        return method

    def __get__(self, obj, _type=None):
        return self.create_mock()


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        # First so that configuring may set them, then again for the spec.
        self._mock_set_magics()
        super(MagicMixin, self).__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        wanted = _magics | _async_method_magics
        kind = type(self)
        methods = getattr(self, '_mock_methods', None)
        if methods is not None:
            for name in wanted - set(methods):
                if name in kind.__dict__:
                    delattr(self, name)
            wanted = wanted.intersection(methods)
        for name in wanted - set(kind.__dict__):
            setattr(kind, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with magic methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A mock with magic methods."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


def _async_mixin():
    from ._mock_async import AsyncMockMixin
    return AsyncMockMixin


def _async_mock():
    from ._mock_async import AsyncMock
    return AsyncMock
