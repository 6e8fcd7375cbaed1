"""Mocks after a specification: create_autospec, seal; mock_open and PropertyMock."""
import inspect

from ._mock_async import AsyncMock
from ._mock_base import (FunctionTypes, InvalidSpecError, MagicMock, Mock, NonCallableMagicMock, NonCallableMock,
                         _SpecState, _callable, _get_signature_object, _is_instance_mock, _is_list, _is_magic,
                         iscoroutinefunction)
from ._mock_calls import DEFAULT, _CallList

_COPIED = '__name__', '__doc__', '__text_signature__', '__module__', '__defaults__', '__kwdefaults__'
_ASSERTS = ('assert_called_with', 'assert_called_once_with', 'assert_has_calls', 'assert_any_call', 'assert_called',
            'assert_not_called', 'assert_called_once')
_AWAIT_ASSERTS = ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with',
                  'assert_any_await', 'assert_has_awaits', 'assert_not_awaited')


def _copy_func_details(func, copy):
    for name in _COPIED:
        try:
            setattr(copy, name, getattr(func, name))
        except AttributeError:
            pass


def _check_signature(func, mock, skipfirst, instance=False):
    """Makes calls of the mock check their arguments."""
    found = _get_signature_object(func, instance, skipfirst)
    if found is None:
        return
    func, signature = found

    def checksig(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = signature


def _instance_callable(obj):
    if not isinstance(obj, type):
        return getattr(obj, '__call__', None) is not None
    return any(base.__dict__.get('__call__') is not None for base in (obj, *obj.__mro__))


def _check_spec_arg_typos(kwargs):
    for typo in 'autospect', 'auto_spec', 'set_spec':
        if typo in kwargs:
            raise RuntimeError(f'{typo!r} might be a typo; use unsafe=True if this is intended')


def _set_signature(mock, original, instance=False):
    """A real function that checks its arguments and calls the mock."""
    found = _get_signature_object(original, instance, isinstance(original, type))
    if found is None:
        return mock
    func, signature = found

    def funcopy(*args, **kwargs):
        signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)

    name = original.__name__
    if name.isidentifier():
        funcopy.__name__ = funcopy.__qualname__ = name
    _setup_func(funcopy, mock, signature)
    return funcopy


def _forward(owner, name, function):
    def method(*args, **kwargs):
        return getattr(owner(), name)(*args, **kwargs)
    method.__name__ = name
    setattr(function, name, method)


def _setup_func(function, mock, signature):
    function.mock = mock
    for name in _ASSERTS:
        _forward(lambda: mock, name, function)

    def reset_mock():
        function.method_calls = _CallList()
        function.mock_calls = _CallList()
        mock.reset_mock()
        value = function.return_value
        if _is_instance_mock(value) and value is not mock:
            value.reset_mock()

    function.called = False
    function.call_count = 0
    function.call_args = None
    function.call_args_list = _CallList()
    function.method_calls = _CallList()
    function.mock_calls = _CallList()
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_children
    function.reset_mock = reset_mock
    function.__signature__ = signature
    mock._mock_delegate = function


def _setup_async_mock(function):
    from ._mock_async import _coroutine_mark
    function._is_coroutine = _coroutine_mark()
    function.await_count = 0
    function.await_args = None
    function.await_args_list = _CallList()
    for name in _AWAIT_ASSERTS:
        _forward(lambda: function.mock, name, function)


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes of `spec` (mocks with theirs), whose calls check their arguments."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    is_async = bool(getattr(spec, '__code__', None)) and iscoroutinefunction(spec)
    options = {}
    if spec_set:
        options['spec_set'] = spec
    elif spec is not None:
        options['spec'] = spec
    if options and instance:
        options['_spec_as_instance'] = True
    if not unsafe:
        _check_spec_arg_typos(kwargs)
    options.update(kwargs)
    kind = MagicMock
    if inspect.isdatadescriptor(spec):
        # What a descriptor gives cannot be known.
        options = {}
    elif is_async:
        if instance:
            raise RuntimeError('Instance can not be True when create_autospec is mocking an async function')
        kind = AsyncMock
    elif not _callable(spec) or is_type and instance and not _instance_callable(spec):
        kind = NonCallableMagicMock
    _name = options.pop('name', _name)
    mock = kind(parent=_parent, _new_parent=_parent, _new_name='' if _parent is None else _name, name=_name,
                **options)
    if isinstance(spec, FunctionTypes):
        mock = _set_signature(mock, spec)
        if is_async:
            _setup_async_mock(mock)
    else:
        _check_signature(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and 'return_value' not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock)
    for entry in dir(spec):
        # Magic methods are set by the mock's class.
        if not _is_magic(entry):
            _add_child(mock, spec, spec_set, instance, is_type, entry)
    return mock


def _add_child(mock, spec, spec_set, instance, is_type, entry):
    try:
        original = getattr(spec, entry)
    except AttributeError:
        return
    if not isinstance(original, FunctionTypes):
        mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance)
        return
    parent = mock.mock if isinstance(spec, FunctionTypes) else mock
    skipfirst = _must_skip(spec, entry, is_type)
    kind = AsyncMock if iscoroutinefunction(original) else MagicMock
    child = kind(parent=parent, name=entry, _new_name=entry, _new_parent=parent, _eat_self=skipfirst,
                 **{'spec_set' if spec_set else 'spec': original})
    mock._mock_children[entry] = child
    _check_signature(original, child, skipfirst=skipfirst)


def _must_skip(spec, entry, is_type):
    """Whether the first parameter of this method is bound when it is called on the mock."""
    if not isinstance(spec, type):
        if entry in getattr(spec, '__dict__', {}):
            return False
        spec = spec.__class__
    for klass in spec.__mro__:
        if entry in klass.__dict__:
            found = klass.__dict__[entry]
            return is_type if isinstance(found, FunctionTypes) else False
    return is_type


def seal(mock):
    """No more attributes come into being, here and in the mocks below."""
    mock._mock_sealed = True
    for attr in dir(mock):
        try:
            child = getattr(mock, attr)
        except AttributeError:
            continue
        if not isinstance(child, NonCallableMock) or isinstance(child._mock_children.get(attr), _SpecState):
            continue
        if child._mock_new_parent is mock:
            seal(child)


class PropertyMock(Mock):
    """A mock that is a property: put it on a class."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


_file_spec = None


def mock_open(mock=None, read_data=''):
    """A mock for open(), whose files read `read_data`."""
    import io
    global _file_spec
    if _file_spec is None:
        _file_spec = list({*dir(io.TextIOWrapper), *dir(io.BytesIO)})

    def stream():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)

    data = stream()
    if mock is None:
        mock = MagicMock(name='open', spec=open)
    handle = MagicMock(spec=_file_spec)
    handle.__enter__.return_value = handle
    for name in 'write', 'read', 'readline', 'readlines':
        getattr(handle, name).return_value = None

    def read(*args, **kwargs):
        return data.read(*args, **kwargs) if handle.read.return_value is None else handle.read.return_value

    def readlines(*args, **kwargs):
        value = handle.readlines.return_value
        return data.readlines(*args, **kwargs) if value is None else value

    def lines():
        while handle.readline.return_value is not None:
            yield handle.readline.return_value
        yield from data

    def readline():
        yield from lines()
        while True:
            yield data.readline()

    def following():
        value = handle.readline.return_value
        return next(data) if value is None else value

    reader = readline()
    handle.read.side_effect = read
    handle.readline.side_effect = reader
    handle.readlines.side_effect = readlines
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = following

    def reset_data(*args, **kwargs):
        nonlocal data, reader
        data = stream()
        if handle.readline.side_effect == reader:
            # Nobody has set another one.
            handle.readline.side_effect = reader = readline()
        return DEFAULT

    mock.side_effect = reset_data
    mock.return_value = handle
    return mock
