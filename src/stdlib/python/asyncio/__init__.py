'''The asyncio package, tracking PEP 3156.'''
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .graph import *
from .locks import *
from .runners import *
from .queues import *
from .tasks import *
from .threads import *
from .unix_events import *
from . import (base_events, coroutines, events, exceptions, futures, graph, groups, locks, queues, runners, tasks,
               threads, unix_events)

__all__ = (base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ +
           graph.__all__ + locks.__all__ + runners.__all__ + queues.__all__ + tasks.__all__ + threads.__all__ +
           unix_events.__all__)

# What came after 3.10, by its module.
_LATER = {'TaskGroup': 'taskgroups', 'Timeout': 'timeouts', 'timeout': 'timeouts', 'timeout_at': 'timeouts',
          'Runner': 'runners', 'taskgroups': None, 'timeouts': None}


def __getattr__(name):
    if name not in _LATER:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    import sys
    path = f'{__name__}.{_LATER[name] or name}'
    __import__(path)
    module = sys.modules[path]
    value = globals()[name] = getattr(module, name) if _LATER[name] else module
    return value
