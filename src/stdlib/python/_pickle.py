"""The pickler: objects to pickles of protocols 0 to 5, byte for byte as CPython's C pickler writes them.

One method a kind of object, found by exact type in `Pickler.dispatch`; everything else goes by `__reduce_ex__`.
Opcodes of the frame being built are collected in one bytearray; a frame ends at the boundary between two objects
once it has 64 KiB. `_pickle_load` holds the way back.
"""
import sys
from copyreg import dispatch_table as _copyreg_table, _extension_registry
from struct import pack
from types import FunctionType

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'PickleBuffer', 'Pickler', 'Unpickler']

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4

_FRAME_TARGET = 64 * 1024
_FRAME_LEAST = 4
_BATCH = 1000


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    """Wrapper for potentially out-of-band buffers"""
    __slots__ = '_view', '__weakref__'

    def __init__(self, object):
        self._view = memoryview(object._view if isinstance(object, PickleBuffer) else object)

    def raw(self):
        """Return a memoryview of the raw memory underlying this buffer."""
        view = self._live()
        if not view.contiguous:
            raise BufferError('cannot extract raw buffer from non-contiguous buffer')
        return view.cast('B') if view.c_contiguous else memoryview(view.tobytes('A'))

    def release(self):
        """Release the underlying buffer exposed by the PickleBuffer object."""
        if self._view is not None:
            self._view = None

    def _live(self):
        if self._view is None:
            raise ValueError('operation forbidden on released PickleBuffer object')
        return self._view


class _Memo:
    """The pickler's memo as its attribute shows it: id(object) -> (number, object)."""

    def __init__(self, pickler):
        self._entries = pickler._memo

    def clear(self):
        self._entries.clear()

    def copy(self):
        return self._entries.copy()

    def __reduce__(self):
        return dict, (self.copy(),)


class Pickler:
    """This takes a binary file for writing a pickle data stream."""

    def __init__(self, file, protocol=None, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        try:
            self._write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self._memo = {}
        self.proto = int(protocol)
        self.bin = int(protocol >= 1)
        self.fast = 0
        self._fix_imports = fix_imports and protocol < 3
        self._out = None
        self._framing = False

    @property
    def memo(self):
        return _Memo(self)

    @memo.setter
    def memo(self, value):
        if isinstance(value, _Memo):
            value = value.copy()
        if not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be a PicklerMemoProxy object or dict, not {type(value).__name__}")
        for item in value.values():
            if not isinstance(item, tuple) or len(item) != 2:
                raise TypeError("'memo' values must be 2-item tuples")
        self._memo = dict(value)

    def clear_memo(self):
        """Clears the pickler's "memo"."""
        self._memo.clear()

    def dump(self, obj):
        """Write a pickled representation of the given object to the open file."""
        try:
            write = self._write
        except AttributeError:
            name = type(self).__name__
            raise PicklingError(f'Pickler.__init__() was not called by {name}.__init__()') from None
        self._out = bytearray()
        # Attributes that a subclass may give are looked up once.
        self._persistent_id = getattr(self, 'persistent_id', None)
        self._reducer_override = getattr(self, 'reducer_override', None)
        self._table = getattr(self, 'dispatch_table', _copyreg_table)
        self._framing = False
        try:
            if self.proto >= 2:
                write(b'\x80' + bytes((self.proto,)))
            self._framing = self.proto >= 4
            self.save(obj)
            self._out += b'.'
            self._end_frame()
        finally:
            # Bound methods would make a cycle.
            self._out = self._persistent_id = self._reducer_override = None

    def _end_frame(self):
        out = self._out
        if out:
            if self._framing and len(out) >= _FRAME_LEAST:
                self._write(b'\x95' + len(out).to_bytes(8, 'little') + out)
            else:
                self._write(bytes(out))
            self._out = bytearray()

    def _put(self, head, payload):
        # Long data is written as it is, without being copied into a frame.
        if len(payload) < _FRAME_TARGET:
            self._out += head
            self._out += payload
        elif self._framing:
            self._end_frame()
            self._write(head)
            self._write(payload)
        else:
            self._out += head
            self._end_frame()
            self._write(payload)

    def memoize(self, obj):
        if self.fast:
            return
        memo = self._memo
        n = len(memo)
        memo[id(obj)] = n, obj
        if self.proto >= 4:
            self._out += b'\x94'
        elif not self.bin:
            self._out += b'p%d\n' % n
        elif n < 256:
            self._out += bytes((113, n))
        else:
            self._out += b'r' + n.to_bytes(4, 'little')

    def _get(self, n):
        if not self.bin:
            self._out += b'g%d\n' % n
        elif n < 256:
            self._out += bytes((104, n))
        else:
            self._out += b'j' + n.to_bytes(4, 'little')

    def save(self, obj):
        if len(self._out) >= _FRAME_TARGET:
            self._end_frame()
        if self._persistent_id is not None:
            pid = self._persistent_id(obj)
            if pid is not None:
                return self._save_persistent(pid)
        self._save(obj)

    def _save(self, obj):
        cls = type(obj)
        atom = _atoms.get(cls)
        if atom is not None:
            return atom(self, obj)
        known = self._memo.get(id(obj))
        if known is not None:
            return self._get(known[0])
        method = self.dispatch.get(cls)
        if method is not None and cls not in _overridable:
            return method(self, obj)
        reduced = NotImplemented
        if self._reducer_override is not None:
            reduced = self._reducer_override(obj)
        if reduced is NotImplemented:
            if method is not None:
                return method(self, obj)
            reductor = self._table.get(cls)
            if reductor is not None:
                reduced = reductor(obj)
            elif issubclass(cls, type):
                return self.save_global(obj)
            else:
                reduced = self._reduced(obj, cls)
        if isinstance(reduced, str):
            return self.save_global(obj, reduced)
        if not isinstance(reduced, tuple):
            raise PicklingError('__reduce__ must return a string or tuple')
        if not 2 <= len(reduced) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
        self.save_reduce(*reduced, obj=obj)

    def _reduced(self, obj, cls):
        reductor = getattr(obj, '__reduce_ex__', None)
        if reductor is not None:
            return reductor(self.proto)
        reductor = getattr(obj, '__reduce__', None)
        if reductor is not None:
            return reductor()
        raise PicklingError(f"can't pickle '{cls.__name__}' object: {obj!r}")

    def _save_persistent(self, pid):
        if self.bin:
            self._save(pid)
            self._out += b'Q'
            return
        try:
            self._out += b'P' + str(pid).encode('ascii') + b'\n'
        except UnicodeEncodeError:
            raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError('first item of the tuple returned by __reduce__ must be callable')
        if not isinstance(args, tuple):
            raise PicklingError('second item of the tuple returned by __reduce__ must be a tuple')
        for place, items in ('fourth', listitems), ('fifth', dictitems):
            if items is not None and not hasattr(type(items), '__next__'):
                raise PicklingError(f'{place} element of the tuple returned by __reduce__ must be an iterator, '
                                    f'not {type(items).__name__}')
        if state_setter is not None and not callable(state_setter):
            raise PicklingError('sixth element of the tuple returned by __reduce__ must be a function, '
                                f'not {type(state_setter).__name__}')
        name = getattr(func, '__name__', '') if self.proto >= 2 else ''
        if name == '__newobj_ex__':
            self._save_newobj_ex(obj, func, args)
        elif name == '__newobj__':
            self._save_newobj(obj, args)
        else:
            self.save(func)
            self.save(args)
            self._out += b'R'
        if obj is not None:
            known = self._memo.get(id(obj))
            if known is None:
                self.memoize(obj)
            else:
                # Made while its own arguments were pickled.
                self._out += b'0'
                self._get(known[0])
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self._out += b'b'
        else:
            # state_setter(obj, state), the result of which is dropped.
            self.save(state_setter)
            self.save(obj)
            self.save(state)
            self._out += b'\x86R0'

    def _save_newobj_ex(self, obj, func, args):
        if len(args) != 3:
            raise PicklingError(f'length of the NEWOBJ_EX argument tuple must be exactly 3, not {len(args)}')
        cls, positional, keywords = args
        if not hasattr(cls, '__new__'):
            raise PicklingError('first item from NEWOBJ_EX argument tuple must be a class, '
                                f'not {type(cls).__name__}')
        if not isinstance(positional, tuple):
            raise PicklingError('second item from NEWOBJ_EX argument tuple must be a tuple, '
                                f'not {type(positional).__name__}')
        if not isinstance(keywords, dict):
            raise PicklingError('third item from NEWOBJ_EX argument tuple must be a dict, '
                                f'not {type(keywords).__name__}')
        if self.proto >= 4:
            self.save(cls)
            self.save(positional)
            self.save(keywords)
            self._out += b'\x92'
        else:
            from functools import partial
            self.save(partial(cls.__new__, cls, *positional, **keywords))
            self.save(())
            self._out += b'R'

    def _save_newobj(self, obj, args):
        if not args:
            raise PicklingError('__newobj__ arglist is empty')
        cls = args[0]
        if not hasattr(cls, '__new__'):
            raise PicklingError('args[0] from __newobj__ args has no __new__')
        if obj is not None and cls is not obj.__class__:
            raise PicklingError('args[0] from __newobj__ args has the wrong class')
        self.save(cls)
        self.save(args[1:])
        self._out += b'\x81'

    def save_none(self, obj):
        self._out += b'N'

    def save_bool(self, obj):
        if self.proto >= 2:
            self._out += b'\x88' if obj else b'\x89'
        else:
            self._out += b'I01\n' if obj else b'I00\n'

    def save_int(self, n):
        if -0x80000000 <= n <= 0x7fffffff:
            if not self.bin:
                self._out += b'I%d\n' % n
            elif 0 <= n < 0x100:
                self._out += bytes((75, n))
            elif 0 <= n < 0x10000:
                self._out += bytes((77, n & 255, n >> 8))
            else:
                self._out += b'J' + n.to_bytes(4, 'little', signed=True)
        elif self.proto >= 2:
            size = (n.bit_length() >> 3) + 1
            data = n.to_bytes(size, 'little', signed=True)
            if n < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
                data = data[:-1]
            if len(data) < 256:
                self._out += bytes((0x8a, len(data))) + data
            else:
                self._out += b'\x8b' + len(data).to_bytes(4, 'little') + data
        else:
            self._out += b'L%dL\n' % n

    def save_float(self, x):
        self._out += b'G' + pack('>d', x) if self.bin else b'F%s\n' % repr(x).encode()

    def save_bytes(self, data):
        if self.proto < 3:
            import codecs
            if data:
                self.save_reduce(codecs.encode, (str(data, 'latin1'), 'latin1'), obj=data)
            else:
                self.save_reduce(bytes, (), obj=data)
            return
        n = len(data)
        if n < 0x100:
            head = bytes((67, n))
        elif n <= 0xffffffff:
            head = b'B' + n.to_bytes(4, 'little')
        elif self.proto >= 4:
            head = b'\x8e' + n.to_bytes(8, 'little')
        else:
            raise OverflowError('serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher')
        self._put(head, data)
        self.memoize(data)

    def save_bytearray(self, data):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(data),) if data else (), obj=data)
            return
        self._put(b'\x96' + len(data).to_bytes(8, 'little'), bytes(data))
        self.memoize(data)

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError('PickleBuffer can only be pickled with protocol >= 5')
        view = obj._live()
        if not view.contiguous:
            raise PicklingError('PickleBuffer can not be pickled when pointing to a non-contiguous buffer')
        in_band = True if self._buffer_callback is None else bool(self._buffer_callback(obj))
        if in_band:
            data = view.tobytes('A')
            if view.readonly:
                self.save_bytes(data)
            else:
                self.save_bytearray(bytearray(data))
        else:
            self._out += b'\x97\x98' if view.readonly else b'\x97'

    def save_str(self, s):
        if not self.bin:
            for char in '\\\0\n\r\x1a':
                s_escaped = s if char == '\\' else s_escaped
                s_escaped = s_escaped.replace(char, f'\\u{ord(char):04x}')
            self._out += b'V' + s_escaped.encode('raw-unicode-escape') + b'\n'
            return self.memoize(s)
        data = s.encode('utf-8', 'surrogatepass')
        n = len(data)
        if n < 0x100 and self.proto >= 4:
            head = bytes((0x8c, n))
        elif n <= 0xffffffff:
            head = b'X' + n.to_bytes(4, 'little')
        elif self.proto >= 4:
            head = b'\x8d' + n.to_bytes(8, 'little')
        else:
            raise OverflowError('serializing a string larger than 4 GiB requires pickle protocol 4 or higher')
        self._put(head, data)
        self.memoize(s)

    def save_tuple(self, obj):
        n = len(obj)
        if not n:
            self._out += b')' if self.bin else b'(t'
            return
        short = n <= 3 and self.proto >= 2
        if not short:
            self._out += b'('
        save = self.save
        for item in obj:
            save(item)
        known = self._memo.get(id(obj))
        if known is not None:
            # It was pickled as a part of one of its own items.
            self._out += b'0' * n if short else b'1' if self.bin else b'0' * (n + 1)
            return self._get(known[0])
        self._out += b'\x85\x86\x87'[n - 1:n] if short else b't'
        self.memoize(obj)

    def save_list(self, obj):
        self._out += b']' if self.bin else b'(l'
        self.memoize(obj)
        self._batch_appends(iter(obj))

    def _batch_appends(self, items):
        save = self.save
        if not self.bin:
            for item in items:
                save(item)
                self._out += b'a'
            return
        for batch in _batches(items):
            if len(batch) == 1:
                save(batch[0])
                self._out += b'a'
            else:
                self._out += b'('
                for item in batch:
                    save(item)
                self._out += b'e'

    def save_dict(self, obj):
        self._out += b'}' if self.bin else b'(d'
        self.memoize(obj)
        self._batch_setitems(iter(obj.items()))

    def _batch_setitems(self, pairs):
        save = self.save
        if not self.bin:
            for key, value in pairs:
                save(key)
                save(value)
                self._out += b's'
            return
        for batch in _batches(pairs):
            if len(batch) == 1:
                (key, value), = batch
                save(key)
                save(value)
                self._out += b's'
            else:
                self._out += b'('
                for pair in batch:
                    if not isinstance(pair, tuple) or len(pair) != 2:
                        raise TypeError('dict items iterator must return 2-tuples')
                    save(pair[0])
                    save(pair[1])
                self._out += b'u'

    def save_set(self, obj):
        if self.proto < 4:
            return self.save_reduce(set, (list(obj),), obj=obj)
        self._out += b'\x8f'
        self.memoize(obj)
        for batch in _batches(iter(obj)):
            self._out += b'('
            for item in batch:
                self.save(item)
            self._out += b'\x90'

    def save_frozenset(self, obj):
        if self.proto < 4:
            return self.save_reduce(frozenset, (list(obj),), obj=obj)
        self._out += b'('
        for item in obj:
            self.save(item)
        known = self._memo.get(id(obj))
        if known is not None:
            self._out += b'1'
            return self._get(known[0])
        self._out += b'\x91'
        self.memoize(obj)

    def save_type(self, obj):
        if obj is type(None):
            return self.save_reduce(type, (None,), obj=obj)
        if obj is type(NotImplemented):
            return self.save_reduce(type, (NotImplemented,), obj=obj)
        if obj is type(...):
            return self.save_reduce(type, (...,), obj=obj)
        self.save_global(obj)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
            if name is None:
                name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, ValueError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        try:
            found, parent = getattribute(module, name)
        except AttributeError:
            message = f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed"
            raise PicklingError(message) from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if parent is module:
            name = name.rpartition('.')[2]
        if self.proto >= 2 and _extension_registry:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code < 0x100:
                    self._out += bytes((0x82, code))
                elif code < 0x10000:
                    self._out += b'\x83' + code.to_bytes(2, 'little')
                else:
                    self._out += b'\x84' + code.to_bytes(4, 'little')
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self._out += b'\x93'
        elif parent is not module:
            self.save_reduce(getattr, (parent, name.rpartition('.')[2]), obj=obj)
            return
        else:
            if self._fix_imports:
                module_name, name = _old_name(module_name, name)
            encoding = 'utf-8' if self.proto >= 3 else 'ascii'
            try:
                self._out += b'c%s\n%s\n' % (module_name.encode(encoding), name.encode(encoding))
            except UnicodeEncodeError:
                raise PicklingError(f"can't pickle global identifier '{module_name}.{name}' using pickle protocol "
                                    f'{self.proto}') from None
        self.memoize(obj)

    dispatch = {
        bytes: save_bytes, bytearray: save_bytearray, str: save_str, tuple: save_tuple, list: save_list,
        dict: save_dict, set: save_set, frozenset: save_frozenset, PickleBuffer: save_picklebuffer, type: save_type,
        FunctionType: save_global,
    }


# Never memoized.
_atoms = {
    type(None): Pickler.save_none, bool: Pickler.save_bool, int: Pickler.save_int, float: Pickler.save_float,
}
_overridable = {type, FunctionType}


def _batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _old_name(module_name, name):
    """The name that Python 2 knew something by."""
    import _compat_pickle
    renamed = _compat_pickle.REVERSE_NAME_MAPPING.get((module_name, name))
    if renamed is not None:
        return renamed
    return _compat_pickle.REVERSE_IMPORT_MAPPING.get(module_name, module_name), name


def getattribute(obj, name):
    """The object of a dotted name, and what it is an attribute of."""
    parent = None
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError(f"Can't get local attribute {name!r} on {obj!r}")
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {obj!r}") from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object belongs to."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


from _pickle_load import Unpickler, loads as _load_bytes


class _Collector:
    __slots__ = 'parts', 'write'

    def __init__(self):
        self.parts = []
        self.write = self.parts.append


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    file = _Collector()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return b''.join(file.parts)


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    """Read and return an object from the given pickle data."""
    return _load_bytes(data, fix_imports, encoding, errors, buffers)
