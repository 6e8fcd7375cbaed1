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
from .unix_events import *
from . import base_events, coroutines, events, exceptions, futures, graph, locks, queues, runners, tasks, unix_events

__all__ = (base_events.__all__ + coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ +
           graph.__all__ + locks.__all__ + runners.__all__ + queues.__all__ + tasks.__all__ + unix_events.__all__)
