"""What mocks remember: calls as tuples that compare loosely; `call`, `ANY`, `sentinel`."""

__all__ = ['ANY', 'DEFAULT', 'call', 'sentinel']


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinel:
    """`sentinel.name` is an object that is the same at each access."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':
            # help() and doctest ask for it.
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return 'sentinel'


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


class _CallList(list):
    """A list of calls; `in` also finds a list of calls in a row."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value for i in range(len(self) - size + 1))

    def __repr__(self):
        text = repr(list(self))
        if len(text) > 80:
            import pprint
            text = pprint.pformat(list(self))
        return text


def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args] + [f'{key}={value!r}' for key, value in kwargs.items()]
    return f'{name}({", ".join(parts)})'


def _parts_of(value, name=''):
    """(name, args, kwargs) of the short forms that a call may be written in; None if it is no form of a call."""
    args, kwargs = (), {}
    size = len(value)
    if size == 3:
        name, args, kwargs = value
    elif size == 2:
        first, second = value
        if not isinstance(first, str):
            args, kwargs = first, second
        else:
            name = first
            if isinstance(second, tuple):
                args = second
            else:
                kwargs = second
    elif size == 1:
        only, = value
        if isinstance(only, str):
            name = only
        elif isinstance(only, tuple):
            args = only
        else:
            kwargs = only
    elif size:
        return None
    return name, args, kwargs


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs). Attributes and calls of `call` make more of them."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        parts = _parts_of(value, name) or (name, (), {})
        return tuple.__new__(cls, parts[1:] if two else parts)

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            len(other)
        except TypeError:
            return NotImplemented
        name, args, kwargs = self if len(self) == 3 else ('', *self)
        parent, other_parent = getattr(self, '_mock_parent', None), getattr(other, '_mock_parent', None)
        if parent and other_parent and parent != other_parent:
            return False
        parts = _parts_of(other)
        if parts is None or name and parts[0] != name:
            return False
        # In this order, so that ANY may stand on the other side.
        return (parts[1], parts[2]) == (args, kwargs)

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + '()', parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f'{self._mock_name}.{attr}', parent=self, from_kall=False)

    def __getattribute__(self, attr):
        # `call.count` and `call.index` are calls, not the methods of tuple.
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return tuple(self) if len(self) == 2 else tuple(self)[1:]

    @property
    def args(self):
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return f'call{name}' if name.startswith('()') else name
        name, args, kwargs = self if len(self) == 3 else ('', *self)
        if not name:
            name = 'call'
        elif name.startswith('()'):
            name = f'call{name}'
        else:
            name = f'call.{name}'
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        """The calls of a chain `call.a().b()`, each for itself."""
        calls = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                calls.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


class _AnyComparer(list):
    """A list of calls whose `in` lets the arguments that are asked for judge (ANY may be deep in them)."""

    def __contains__(self, item):
        return any(len(item) == len(each) and all(wanted == found for wanted, found in zip(item, each))
                   for each in self)
