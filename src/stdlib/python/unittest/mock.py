"""Mock objects: Mock, MagicMock, AsyncMock, patch, call, create_autospec and their kin.

The parts lie in `_mock_calls`, `_mock_base`, `_mock_async`, `_mock_spec` and `_mock_patch`.
"""
__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal')

from . import _mock_async, _mock_base, _mock_calls, _mock_patch, _mock_spec

FILTER_DIR = True

for _part in _mock_calls, _mock_base, _mock_async, _mock_spec, _mock_patch:
    for _name, _value in list(vars(_part).items()):
        if getattr(_value, '__module__', None) == _part.__name__:
            try:
                _value.__module__ = __name__
            except AttributeError:
                pass
            globals()[_name] = _value

from ._mock_base import FunctionTypes, _all_magics, _allowed_names, _magics, _missing
from ._mock_calls import ANY, DEFAULT, call, sentinel
from .util import safe_repr

del _part, _name, _value
