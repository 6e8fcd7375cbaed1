"""Who awaits whom: the call graph of futures and tasks, as CPython 3.14 has it.

Covers capture_call_graph, format_call_graph, print_call_graph, FrameCallGraphEntry and FutureCallGraph. Frames do not know
their generators here, so a frame's function is told by its code.
"""
import sys
from _asyncio import Future, Task, _get_running_loop, current_task, isfuture

__all__ = 'capture_call_graph', 'format_call_graph', 'print_call_graph', 'FrameCallGraphEntry', 'FutureCallGraph'

# CO_GENERATOR, CO_COROUTINE and CO_ASYNC_GENERATOR.
_SUSPENDABLE = 0x2A0


class _Entry:
    __slots__ = ()

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(f'cannot assign to field {name!r}')

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self):
        return hash(tuple(getattr(self, name) for name in self.__slots__))

    def __repr__(self):
        fields = ', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)
        return f'{type(self).__name__}({fields})'


class FrameCallGraphEntry(_Entry):
    """A frame of a call stack."""
    __slots__ = 'frame',


class FutureCallGraph(_Entry):
    """A future, the frames that it stands in (innermost first), and those that wait for it."""
    __slots__ = 'future', 'call_stack', 'awaited_by'


def _limited(stack, limit):
    if limit is None:
        return stack
    if limit == 0:
        return []
    return stack[:limit] if limit > 0 else stack[limit:]


def _suspended(future, limit):
    stack = []
    at = future.get_coro() if hasattr(future, 'get_coro') else None
    while at is not None:
        for kind in 'cr', 'gi', 'ag':
            frame = getattr(at, kind + '_frame', None)
            if frame is not None:
                stack.append(FrameCallGraphEntry(frame))
                at = getattr(at, 'gi_yieldfrom' if kind == 'gi' else kind + '_await', None)
                break
        else:
            break
    return _limited(stack[::-1], limit)


def _running(depth, limit):
    stack = []
    frame = sys._getframe(depth)
    while frame is not None:
        stack.append(FrameCallGraphEntry(frame))
        back = frame.f_back
        if frame.f_code.co_flags & _SUSPENDABLE and (back is None or not back.f_code.co_flags & _SUSPENDABLE):
            break
        frame = back
    return _limited(stack, limit)


def _waiting(future, limit, seen):
    from kaa import _awaited_by
    graphs = []
    for other in _awaited_by(future):
        if id(other) not in seen:
            stack = tuple(_suspended(other, limit))
            graphs.append(FutureCallGraph(other, stack, _waiting(other, limit, seen | {id(other)})))
    return tuple(graphs)


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    """The graph of a future, by default of the running task; None outside tasks."""
    loop = _get_running_loop()
    if future is None:
        if loop is None:
            raise RuntimeError('capture_call_graph() is called outside of a running event loop and no *future* '
                               'to introspect was provided')
        future = current_task(loop)
        if future is None:
            return None
    elif not isfuture(future):
        raise TypeError(f'{future!r} object does not appear to be compatible with asyncio.Future')
    if not isinstance(future, Future):
        return FutureCallGraph(future, (), ())
    if loop is not None and future is current_task(loop):
        stack = _running(depth + 1, limit)
    else:
        stack = _suspended(future, limit)
    return FutureCallGraph(future, tuple(stack), _waiting(future, limit, frozenset([id(future)])))


def _lines(graph, indent):
    future = graph.future
    if isinstance(future, Task):
        yield f'{indent}* Task(name={future.get_name()!r}, id={id(future):#x})'
    else:
        yield f'{indent}* Future(id={id(future):#x})'
    if graph.call_stack:
        yield f'{indent}  + Call stack:'
        for entry in graph.call_stack:
            code = entry.frame.f_code
            word = ('async ' if code.co_flags & 0x80 else 'generator ' if code.co_flags & 0x20
                    else 'async generator ' if code.co_flags & 0x200 else '')
            yield f'{indent}  |   File {code.co_filename!r}, line {entry.frame.f_lineno}, in {word}{code.co_name}()'
    if graph.awaited_by:
        yield f'{indent}  + Awaited by:'
        for other in graph.awaited_by:
            yield from _lines(other, indent + '    ')


def format_call_graph(future=None, /, *, depth=1, limit=None):
    """The graph as text; empty outside tasks."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    return '' if graph is None else '\n'.join(_lines(graph, ''))


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    """Prints the graph; to sys.stdout if no file is given."""
    print(format_call_graph(future, depth=depth + 1, limit=limit), file=file)
