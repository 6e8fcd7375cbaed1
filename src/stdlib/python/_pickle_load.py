"""The unpickler: runs a pickle's opcodes on a stack. `_pickle` shows it.

A pickle's bytes are taken from one bytes object: the file is read frame by frame (`_Source`), or the whole of it is
there already. What an opcode does stands in a table of 256 functions.
"""
import sys
from copyreg import _inverted_registry, _extension_cache
from struct import unpack

_END = object()


class _Source:
    """The bytes of a pickle in a file, never more of them than the pickle asks for."""

    def __init__(self, file):
        self._read = file.read
        self._readline = file.readline
        self._readinto = getattr(file, 'readinto', None)
        self._frame = None
        self._at = 0

    def read(self, n):
        frame = self._frame
        if frame is not None:
            at = self._at
            end = self._at = at + n
            if end <= len(frame):
                return frame[at:end]
            self._frame = None
            if at < len(frame):
                raise _error('pickle exhausted before end of frame')
        return self._check(self._read(n), n)

    def _check(self, data, n):
        if not isinstance(data, bytes):
            raise TypeError(f'read() returned non-bytes object ({type(data).__name__})')
        if len(data) < n:
            raise _error('pickle data was truncated')
        return data

    def opcode(self):
        frame = self._frame
        if frame is not None:
            at = self._at
            if at < len(frame):
                self._at = at + 1
                return frame[at]
            self._frame = None
        code = self._read(1)
        if not code:
            raise EOFError('Ran out of input')
        return self._check(code, 1)[0]

    def readline(self):
        frame = self._frame
        if frame is not None and self._at < len(frame):
            end = frame.find(b'\n', self._at) + 1
            if not end:
                raise _error('pickle exhausted before end of frame')
            line = frame[self._at:end]
            self._at = end
            return line
        line = self._readline()
        if line[-1:] != b'\n':
            raise _error('pickle data was truncated')
        return line

    def frame(self, n):
        if self._frame is not None and self._at < len(self._frame):
            raise _error('beginning of a new frame before end of current frame')
        self._frame = None
        self._frame = self.read(n)
        self._at = 0

    def into(self, n):
        if self._readinto is None or self._frame is not None and self._at < len(self._frame):
            return bytearray(self.read(n))
        data = bytearray(n)
        if self._readinto(data) < n:
            raise _error('pickle data was truncated')
        return data


class _Bytes:
    """The bytes of a pickle that are all there."""

    def __init__(self, data):
        self._data = data
        self._at = 0

    def read(self, n):
        at = self._at
        end = self._at = at + n
        data = self._data[at:end]
        if len(data) < n:
            raise _error('pickle data was truncated')
        return data

    def opcode(self):
        at = self._at
        if at >= len(self._data):
            raise EOFError('Ran out of input')
        self._at = at + 1
        return self._data[at]

    def readline(self):
        end = self._data.find(b'\n', self._at) + 1
        if not end:
            raise _error('pickle data was truncated')
        line = self._data[self._at:end]
        self._at = end
        return line

    def frame(self, n):
        if self._at + n > len(self._data):
            raise _error('pickle data was truncated')

    def into(self, n):
        return bytearray(self.read(n))


def _error(message):
    from _pickle import UnpicklingError
    return UnpicklingError(message)


class Unpickler:
    """This takes a binary file for reading a pickle data stream."""
    __module__ = '_pickle'

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._start(_Source(file), fix_imports, encoding, errors, buffers)

    def _start(self, source, fix_imports, encoding, errors, buffers):
        self._source = source
        self._buffers = None if buffers is None else iter(buffers)
        self._memo = {}
        self._encoding = encoding
        self._errors = errors
        self._fix_imports = fix_imports
        self._proto = 0

    @property
    def memo(self):
        return self._memo

    @memo.setter
    def memo(self, value):
        if not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be an UnpicklerMemoProxy object or dict, not {type(value).__name__}")
        for key in value:
            if not isinstance(key, int):
                raise TypeError('memo key must be integers')
            if key < 0:
                raise ValueError('memo key must be positive integers.')
        self._memo = dict(value)

    def load(self):
        """Load a pickle."""
        try:
            source = self._source
        except AttributeError:
            name = type(self).__name__
            raise _error(f'Unpickler.__init__() was not called by {name}.__init__()') from None
        opcode = source.opcode
        self._read = source.read
        self._readline = source.readline
        self._marks = []
        self._stack = []
        self._persistent_load = getattr(self, 'persistent_load', None)
        table = _table
        try:
            while True:
                code = opcode()
                if code == 46:
                    return self._pop()
                table[code](self, code)
        finally:
            self._stack = self._marks = self._persistent_load = None

    def _pop(self):
        if not self._stack:
            raise _error('unpickling stack underflow')
        return self._stack.pop()

    def _top(self):
        if not self._stack:
            raise _error('unpickling stack underflow')
        return self._stack[-1]

    def _pop_mark(self):
        if not self._marks:
            raise _error('could not find MARK')
        items = self._stack
        self._stack = self._marks.pop()
        return items

    def find_class(self, module_name, global_name, /):
        """Return an object from a specified module."""
        if self._proto < 3 and self._fix_imports:
            import _compat_pickle
            renamed = _compat_pickle.NAME_MAPPING.get((module_name, global_name))
            if renamed is not None:
                module_name, global_name = renamed
            else:
                module_name = _compat_pickle.IMPORT_MAPPING.get(module_name, module_name)
        __import__(module_name, level=0)
        module = sys.modules[module_name]
        if self._proto >= 4 and '.' in global_name:
            from _pickle import getattribute
            return getattribute(module, global_name)[0]
        try:
            return getattr(module, global_name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {global_name!r} on {module!r}") from None

    def _instance(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            return cls(*args)
        return cls.__new__(cls)

    def _text(self, data):
        if self._encoding == 'bytes':
            return data
        return str(data, self._encoding, self._errors)


def _unknown(self, code):
    char = bytes((code,))
    raise _error(f"invalid load key, '{chr(code) if 32 <= code < 127 else repr(char)[2:-1]}'.")


_table = [_unknown] * 256


def _opcode(*codes):
    def enter(function):
        for code in codes:
            _table[code if isinstance(code, int) else ord(code)] = function
        return function
    return enter


@_opcode(0x80)
def _proto(self, code):
    proto = self._read(1)[0]
    if proto > 5:
        raise ValueError(f'unsupported pickle protocol: {proto}')
    self._proto = proto


@_opcode(0x95)
def _frame(self, code):
    n = int.from_bytes(self._read(8), 'little')
    if n > sys.maxsize:
        raise ValueError(f'frame size > sys.maxsize: {n}')
    self._source.frame(n)


@_opcode('P')
def _persid(self, code):
    load = _persistent(self)
    line = self._readline()[:-1]
    try:
        pid = line.decode('ascii')
    except UnicodeDecodeError:
        raise _error('persistent IDs in protocol 0 must be ASCII strings') from None
    self._stack.append(load(pid))


@_opcode('Q')
def _binpersid(self, code):
    load = _persistent(self)
    self._stack.append(load(self._pop()))


def _persistent(self):
    if self._persistent_load is None:
        raise _error('A load persistent id instruction was encountered,\n'
                     'but no persistent_load function was specified.')
    return self._persistent_load


@_opcode('N', 0x88, 0x89)
def _constant(self, code):
    self._stack.append(None if code == 78 else code == 0x88)


@_opcode('I')
def _int(self, code):
    data = self._readline()
    if data in (b'00\n', b'01\n'):
        value = data == b'01\n'
    else:
        try:
            value = int(data, 0)
        except ValueError:
            raise ValueError('could not convert string to int') from None
    self._stack.append(value)


@_opcode('J')
def _binint(self, code):
    self._stack.append(int.from_bytes(self._read(4), 'little', signed=True))


@_opcode('K')
def _binint1(self, code):
    self._stack.append(self._read(1)[0])


@_opcode('M')
def _binint2(self, code):
    self._stack.append(int.from_bytes(self._read(2), 'little'))


@_opcode('L')
def _long(self, code):
    data = self._readline()[:-1]
    if data[-1:] == b'L':
        data = data[:-1]
    self._stack.append(int(data, 0))


@_opcode(0x8a)
def _long1(self, code):
    n = self._read(1)[0]
    self._stack.append(int.from_bytes(self._read(n), 'little', signed=True) if n else 0)


@_opcode(0x8b)
def _long4(self, code):
    n = int.from_bytes(self._read(4), 'little', signed=True)
    if n < 0:
        raise _error('LONG pickle has negative byte count')
    self._stack.append(int.from_bytes(self._read(n), 'little', signed=True))


@_opcode('F')
def _float(self, code):
    self._stack.append(float(self._readline()[:-1]))


@_opcode('G')
def _binfloat(self, code):
    self._stack.append(unpack('>d', self._read(8))[0])


@_opcode('S')
def _string(self, code):
    data = self._readline()[:-1]
    if len(data) < 2 or data[:1] != data[-1:] or data[0] not in b'"\'':
        raise _error('the STRING opcode argument must be quoted')
    import codecs
    self._stack.append(self._text(codecs.escape_decode(data[1:-1])[0]))


@_opcode('T')
def _binstring(self, code):
    n = int.from_bytes(self._read(4), 'little', signed=True)
    if n < 0:
        raise _error('BINSTRING pickle has negative byte count')
    self._stack.append(self._text(self._read(n)))


@_opcode('U')
def _short_binstring(self, code):
    n = self._read(1)[0]
    self._stack.append(self._text(self._read(n) if n else b''))


@_opcode('V')
def _unicode(self, code):
    self._stack.append(str(self._readline()[:-1], 'raw-unicode-escape'))


def _size(self, width, what):
    n = int.from_bytes(self._read(width), 'little')
    if n > sys.maxsize:
        raise OverflowError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
    return self._read(n) if n else b''


@_opcode('X')
def _binunicode(self, code):
    self._stack.append(str(_size(self, 4, 'BINUNICODE'), 'utf-8', 'surrogatepass'))


@_opcode(0x8c)
def _short_binunicode(self, code):
    n = self._read(1)[0]
    self._stack.append(str(self._read(n), 'utf-8', 'surrogatepass') if n else '')


@_opcode(0x8d)
def _binunicode8(self, code):
    self._stack.append(str(_size(self, 8, 'BINUNICODE8'), 'utf-8', 'surrogatepass'))


@_opcode('B')
def _binbytes(self, code):
    self._stack.append(_size(self, 4, 'BINBYTES'))


@_opcode('C')
def _short_binbytes(self, code):
    self._stack.append(_size(self, 1, 'BINBYTES'))


@_opcode(0x8e)
def _binbytes8(self, code):
    self._stack.append(_size(self, 8, 'BINBYTES8'))


@_opcode(0x96)
def _bytearray8(self, code):
    n = int.from_bytes(self._read(8), 'little')
    if n > sys.maxsize:
        raise OverflowError(f"BYTEARRAY8 exceeds system's maximum size of {sys.maxsize} bytes")
    self._stack.append(self._source.into(n))


@_opcode(0x97)
def _next_buffer(self, code):
    if self._buffers is None:
        raise _error('pickle stream refers to out-of-band data but no *buffers* argument was given')
    buffer = next(self._buffers, _END)
    if buffer is _END:
        raise _error('not enough out-of-band buffers')
    self._stack.append(buffer)


@_opcode(0x98)
def _readonly_buffer(self, code):
    buffer = self._top()
    with memoryview(getattr(buffer, '_view', buffer)) as view:
        if not view.readonly:
            self._stack[-1] = view.toreadonly()


@_opcode('t')
def _tuple(self, code):
    items = self._pop_mark()
    self._stack.append(tuple(items))


@_opcode(')')
def _empty_tuple(self, code):
    self._stack.append(())


@_opcode(0x85, 0x86, 0x87)
def _short_tuple(self, code):
    n = code - 0x84
    stack = self._stack
    if len(stack) < n:
        raise _error('unpickling stack underflow')
    stack[-n:] = (tuple(stack[-n:]),)


@_opcode(']')
def _empty_list(self, code):
    self._stack.append([])


@_opcode('}')
def _empty_dict(self, code):
    self._stack.append({})


@_opcode(0x8f)
def _empty_set(self, code):
    self._stack.append(set())


@_opcode(0x91)
def _frozenset(self, code):
    items = self._pop_mark()
    self._stack.append(frozenset(items))


@_opcode('l')
def _list(self, code):
    items = self._pop_mark()
    self._stack.append(items)


@_opcode('d')
def _dict(self, code):
    items = self._pop_mark()
    if len(items) % 2:
        raise _error('odd number of items for DICT')
    self._stack.append(dict(zip(items[::2], items[1::2])))


@_opcode('i')
def _inst(self, code):
    module_name = self._readline()[:-1].decode('ascii')
    name = self._readline()[:-1].decode('ascii')
    cls = self.find_class(module_name, name)
    args = self._pop_mark()
    self._stack.append(self._instance(cls, args))


@_opcode('o')
def _obj(self, code):
    args = self._pop_mark()
    if not args:
        raise _error('unpickling stack underflow')
    cls = args.pop(0)
    self._stack.append(self._instance(cls, args))


@_opcode(0x81)
def _newobj(self, code):
    args = self._pop()
    cls = self._pop()
    _check_new('NEWOBJ', cls, args)
    self._stack.append(cls.__new__(cls, *args))


@_opcode(0x92)
def _newobj_ex(self, code):
    kwargs = self._pop()
    args = self._pop()
    cls = self._pop()
    _check_new('NEWOBJ_EX', cls, args)
    if not isinstance(kwargs, dict):
        raise _error(f'NEWOBJ_EX kwargs argument must be a dict, not {type(kwargs).__name__}')
    self._stack.append(cls.__new__(cls, *args, **kwargs))


def _check_new(opcode, cls, args):
    if not isinstance(cls, type):
        raise _error(f'{opcode} class argument must be a type, not {type(cls).__name__}')
    if not isinstance(args, tuple):
        raise _error(f'{opcode} args argument must be a tuple, not {type(args).__name__}')


@_opcode('c')
def _global(self, code):
    module_name = self._readline()[:-1].decode('utf-8')
    name = self._readline()[:-1].decode('utf-8')
    self._stack.append(self.find_class(module_name, name))


@_opcode(0x93)
def _stack_global(self, code):
    name = self._pop()
    module_name = self._pop()
    if type(name) is not str or type(module_name) is not str:
        raise _error('STACK_GLOBAL requires str')
    self._stack.append(self.find_class(module_name, name))


@_opcode(0x82, 0x83, 0x84)
def _ext(self, code):
    number = int.from_bytes(self._read(1 << code - 0x82), 'little', signed=code == 0x84)
    if number <= 0:
        raise _error('EXT specifies code <= 0')
    found = _extension_cache.get(number, _END)
    if found is _END:
        key = _inverted_registry.get(number)
        if key is None:
            raise ValueError(f'unregistered extension code {number}')
        found = _extension_cache[number] = self.find_class(*key)
    self._stack.append(found)


@_opcode('R')
def _reduce(self, code):
    args = self._pop()
    func = self._pop()
    self._stack.append(func(*args))


@_opcode('0')
def _pop_item(self, code):
    if self._stack or not self._marks:
        self._pop()
    else:
        self._pop_mark()


@_opcode('1')
def _pop_to_mark(self, code):
    self._pop_mark()


@_opcode('2')
def _dup(self, code):
    self._stack.append(self._top())


def _recall(self, n):
    try:
        self._stack.append(self._memo[n])
    except KeyError:
        raise _error(f'Memo value not found at index {n}') from None


@_opcode('g')
def _get(self, code):
    _recall(self, int(self._readline()))


@_opcode('h')
def _binget(self, code):
    _recall(self, self._read(1)[0])


@_opcode('j')
def _long_binget(self, code):
    _recall(self, int.from_bytes(self._read(4), 'little'))


@_opcode('p')
def _put(self, code):
    n = int(self._readline())
    if n < 0:
        raise ValueError('negative PUT argument')
    self._memo[n] = self._top()


@_opcode('q')
def _binput(self, code):
    self._memo[self._read(1)[0]] = self._top()


@_opcode('r')
def _long_binput(self, code):
    self._memo[int.from_bytes(self._read(4), 'little')] = self._top()


@_opcode(0x94)
def _memoize(self, code):
    self._memo[len(self._memo)] = self._top()


@_opcode('a')
def _append(self, code):
    item = self._pop()
    target = self._top()
    if type(target) is list:
        target.append(item)
    else:
        _extend(target, [item])


@_opcode('e')
def _appends(self, code):
    items = self._pop_mark()
    _extend(self._top(), items)


def _extend(target, items):
    if not items:
        return
    extend = getattr(target, 'extend', None)
    if extend is not None:
        return extend(items)
    append = target.append
    for item in items:
        append(item)


@_opcode('s')
def _setitem(self, code):
    value = self._pop()
    key = self._pop()
    self._top()[key] = value


@_opcode('u')
def _setitems(self, code):
    items = self._pop_mark()
    target = self._top()
    if len(items) % 2:
        raise _error('odd number of items for SETITEMS')
    pairs = iter(items)
    for key in pairs:
        target[key] = next(pairs)


@_opcode(0x90)
def _additems(self, code):
    items = self._pop_mark()
    target = self._top()
    if isinstance(target, set):
        target.update(items)
    else:
        add = target.add
        for item in items:
            add(item)


@_opcode('b')
def _build(self, code):
    state = self._pop()
    obj = self._top()
    setstate = getattr(obj, '__setstate__', _END)
    if setstate is not _END:
        setstate(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        if not isinstance(state, dict):
            raise _error('state is not a dictionary')
        own = obj.__dict__
        for name, value in state.items():
            own[sys.intern(name) if type(name) is str else name] = value
    if slots is not None:
        if not isinstance(slots, dict):
            raise _error('slot state is not a dictionary')
        for name, value in slots.items():
            setattr(obj, name, value)


@_opcode('(')
def _mark(self, code):
    self._marks.append(self._stack)
    self._stack = []


def loads(data, fix_imports, encoding, errors, buffers):
    if type(data) is not bytes:
        if isinstance(data, str):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        data = bytes(memoryview(data))
    unpickler = Unpickler.__new__(Unpickler)
    unpickler._start(_Bytes(data), fix_imports, encoding, errors, buffers)
    return unpickler.load()
