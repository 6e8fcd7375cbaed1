"""Shallow and deep copies of any object."""
import types
import weakref
from copyreg import dispatch_table

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass


error = Error

_atomic = {type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, bytes, str, type, range,
           types.CodeType, types.BuiltinFunctionType, types.FunctionType, weakref.ref, property}
_by_method = list, dict, set, bytearray


def copy(x):
    """A new object with the same parts."""
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset, slice):
        return x
    if cls in _by_method:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, '__copy__', None)
    if copier is not None:
        return copier(x)
    reduced = _reduced(x, cls, 'un(shallow)copyable object of type %s')
    return x if isinstance(reduced, str) else _reconstruct(x, None, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """A new object with copies of its parts, each part copied once."""
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    cls = type(x)
    special = _deep.get(cls)
    if special is not None:
        y = special(x, memo)
    elif cls in _atomic or issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, '__deepcopy__', None)
        if copier is not None:
            y = copier(memo)
        else:
            reduced = _reduced(x, cls, 'un(deep)copyable object of type %s')
            y = x if isinstance(reduced, str) else _reconstruct(x, memo, *reduced)
    if y is not x:
        memo[id(x)] = y
        _keep_alive(x, memo)
    return y


def _keep_alive(x, memo):
    # The memo goes by ids: what is in it must not die before the copy is done.
    memo.setdefault(id(memo), []).append(x)


def _reduced(x, cls, message):
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(x)
    for name, args in ('__reduce_ex__', (4,)), ('__reduce__', ()):
        reduce = getattr(x, name, None)
        if reduce is not None:
            return reduce(*args)
    raise Error(message % cls)


def _deep_list(x, memo):
    y = memo[id(x)] = []
    for item in x:
        y.append(deepcopy(item, memo))
    return y


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A tuple that is reached through one of its items has been copied by now.
    if id(x) in memo:
        return memo[id(x)]
    return x if all(a is b for a, b in zip(x, items)) else tuple(items)


def _deep_dict(x, memo):
    y = memo[id(x)] = {}
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deep_method(x, memo):
    owner = deepcopy(x.__self__, memo)
    return type(x)(x.__func__, owner)


_deep = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, types.MethodType: _deep_method}


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None):
    def inner(value):
        return value if memo is None else deepcopy(value, memo)

    y = func(*(inner(arg) for arg in args))
    if memo is not None:
        memo[id(x)] = y
    if state is not None:
        state = inner(state)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            for name, value in (slots or {}).items():
                setattr(y, name, value)
    for item in listiter or ():
        y.append(inner(item))
    for key, value in dictiter or ():
        y[inner(key)] = inner(value)
    return y
