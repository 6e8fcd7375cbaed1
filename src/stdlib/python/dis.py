"""The disassembler: bytecode as text and as Instructions."""
import collections
import sys
import types
import _opcode

from opcode import *
from opcode import __all__ as _opcode_names

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code',
           'get_instructions', 'Instruction', 'Bytecode'] + _opcode_names
del _opcode_names

_disassembled = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

FORMAT_VALUE, MAKE_FUNCTION = opmap['FORMAT_VALUE'], opmap['MAKE_FUNCTION']
FORMAT_VALUE_CONVERTERS = (None, ''), (str, 'str'), (repr, 'repr'), (ascii, 'ascii')
MAKE_FUNCTION_FLAGS = _opcode.function_flags
_kinds = {number: kind for number, _, kind in _opcode.table}
# The VM's own opcodes, which stand in no code object.
_form_names = dict(_opcode.forms)

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE',
    128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR',
}


def pretty_flags(flags):
    """The names of flags of code."""
    single = [1 << bit for bit in range(32) if flags >> bit & 1]
    rest = flags - sum(single)
    # No flag at all, and what lies beyond 32 bits, is shown as a number.
    shown = [COMPILER_FLAG_NAMES.get(flag, hex(flag)) for flag in single] + [hex(rest)] * (rest != 0 or not single)
    return ', '.join(shown)


def _compiled(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def _inner_code(x):
    # What a method, function, generator, coroutine or asynchronous generator runs.
    x = getattr(x, '__func__', x)
    for name in '__code__', 'gi_code', 'ag_code', 'cr_code':
        if hasattr(x, name):
            return getattr(x, name)
    return x


def _unknown(x):
    return TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _get_code_object(x):
    x = _inner_code(x)
    if isinstance(x, str):
        x = _compiled(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise _unknown(x)


def dis(x=None, *, file=None, depth=None, adaptive=False):
    """Print the bytecode of anything that has some, or of where the last traceback ends.

    With adaptive, show the forms that the running code has been
    specialised to.
    """
    if x is None:
        distb(file=file, adaptive=adaptive)
        return
    x = _inner_code(x)
    if hasattr(x, '__dict__'):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _disassembled):
                print(f'Disassembly of {name}:', file=file)
                try:
                    dis(member, file=file, depth=depth, adaptive=adaptive)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        _disassemble_recursive(x, file=file, depth=depth, adaptive=adaptive)
    elif isinstance(x, (bytes, bytearray)):
        _write(_bytes_lines(x), file)
    elif isinstance(x, str):
        _disassemble_recursive(_compiled(x, '<dis>'), file=file, depth=depth)
    else:
        raise _unknown(x)


def _innermost(tb):
    while tb.tb_next:
        tb = tb.tb_next
    return tb


def distb(tb=None, *, file=None, adaptive=False):
    """Disassemble what a traceback stands at, or where the last traceback ends."""
    if tb is None:
        if not hasattr(sys, 'last_traceback'):
            raise RuntimeError('no last traceback to disassemble')
        tb = _innermost(sys.last_traceback)
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, adaptive=adaptive)


def code_info(x):
    """Formatted details of methods, functions, or code."""
    # CPython's tests look at this very function's code.
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    rows = [('Name', co.co_name), ('Filename', co.co_filename), ('Argument count', co.co_argcount),
            ('Positional-only arguments', co.co_posonlyargcount), ('Kw-only arguments', co.co_kwonlyargcount),
            ('Number of locals', co.co_nlocals), ('Stack size', co.co_stacksize), ('Flags', pretty_flags(co.co_flags))]
    lines = [f'{title + ":":<18} {value}' for title, value in rows]
    lists = (('Constants', map(repr, co.co_consts)), ('Names', co.co_names), ('Variable names', co.co_varnames),
             ('Free variables', co.co_freevars), ('Cell variables', co.co_cellvars))
    for title, values in lists:
        items = [f'{index:4}: {value}' for index, value in enumerate(values)]
        if items:
            lines.append(title + ':')
            lines += items
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print what code_info gives."""
    _write([code_info(co)], file)


_Instruction = collections.namedtuple('_Instruction', 'opname opcode arg argval argrepr offset starts_line is_jump_target')
_Instruction.opname.__doc__ = 'Human readable name for operation'
_Instruction.opcode.__doc__ = 'Numeric code for operation'
_Instruction.arg.__doc__ = 'Numeric argument to operation (if any), otherwise None'
_Instruction.argval.__doc__ = 'Resolved arg value (if known), otherwise same as arg'
_Instruction.argrepr.__doc__ = 'Human readable description of operation argument'
_Instruction.offset.__doc__ = 'Start index of operation within bytecode sequence'
_Instruction.starts_line.__doc__ = 'Line started by this opcode (if any), otherwise None'
_Instruction.is_jump_target.__doc__ = 'True if other code jumps to here, otherwise False'


_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5


class Instruction(_Instruction):
    """Details for a bytecode operation: opname, opcode, arg, argval, argrepr, offset, starts_line, is_jump_target."""

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4):
        parts = []
        if lineno_width:
            line = self.starts_line
            parts.append(' ' * lineno_width if line is None else f'{line:{lineno_width}d}')
        parts.append('-->' if mark_as_current else '   ')
        parts.append('>>' if self.is_jump_target else '  ')
        parts.append(f'{self.offset!r:>{offset_width}}')
        parts.append(f'{self.opname:<{_OPNAME_WIDTH}}')
        if self.arg is not None:
            parts.append(f'{self.arg!r:>{_OPARG_WIDTH}}')
            if self.argrepr:
                parts.append(f'({self.argrepr})')
        return ' '.join(parts).rstrip()


def get_instructions(x, *, first_line=None, adaptive=False):
    """Yield the Instructions of anything that has bytecode.

    first_line is the line number reported for the first source line; without one, lines are as in the code object.
    """
    co = _get_code_object(x)
    shift = 0 if first_line is None else first_line - co.co_firstlineno
    return _get_instructions_bytes(co.co_code, co.co_varnames, co.co_names, co.co_consts,
                                   co.co_cellvars + co.co_freevars, dict(findlinestarts(co)), shift,
                                   _opcode.specialized(co) if adaptive else {})


def _item(items, index):
    # An argument that indexes `items`, and its text.
    if items is None:
        return index, repr(index)
    return items[index], items[index]


def _get_instructions_bytes(code, varnames=None, names=None, constants=None, cells=None, linestarts=None,
                            line_offset=0, forms={}):
    labels = set(findlabels(code))
    tables = {'name': names, 'local': varnames, 'free': cells}
    for offset, op, arg in _unpack_opargs(code):
        starts_line = None
        if linestarts is not None:
            starts_line = linestarts.get(offset)
            if starts_line is not None:
                starts_line += line_offset
        value, text = arg, ''
        if arg is not None:
            kind = _kinds.get(op)
            if kind in tables:
                value, text = _item(tables[kind], arg)
            elif kind == 'const':
                value = arg if constants is None else constants[arg]
                text = repr(value)
            elif kind == 'jrel' or kind == 'jabs':
                value = arg * 2 if kind == 'jabs' else offset + 2 + arg * 2
                text = f'to {value!r}'
            elif kind == 'compare':
                value = text = cmp_op[arg]
            elif kind == 'format':
                conversion, text = FORMAT_VALUE_CONVERTERS[arg & 3]
                value = conversion, bool(arg & 4)
                if arg & 4:
                    text = f'{text}, with format' if text else 'with format'
            elif kind == 'function':
                text = ', '.join(flag for bit, flag in enumerate(MAKE_FUNCTION_FLAGS) if arg >> bit & 1)
        name = opname[op]
        if offset in forms:
            op = forms[offset]
            name = _form_names[op]
        yield Instruction(name, op, arg, value, text, offset, starts_line, offset in labels)


def _unpack_opargs(code):
    extended = 0
    for offset in range(0, len(code), 2):
        op = code[offset]
        arg = code[offset + 1] | extended if op >= HAVE_ARGUMENT else None
        extended = arg << 8 if op == EXTENDED_ARG else 0
        yield offset, op, arg


def disassemble(co, lasti=-1, *, file=None, adaptive=False):
    """Print the bytecode of one code object."""
    lines = _bytes_lines(co.co_code, lasti, co.co_varnames, co.co_names, co.co_consts,
                         co.co_cellvars + co.co_freevars, dict(findlinestarts(co)),
                         forms=_opcode.specialized(co) if adaptive else {})
    _write(lines, file)


disco = disassemble


def _disassemble_recursive(co, *, file=None, depth=None, adaptive=False):
    disassemble(co, file=file, adaptive=adaptive)
    if depth is None or depth > 0:
        if depth is not None:
            depth -= 1
        for const in co.co_consts:
            if hasattr(const, 'co_code'):
                print(f'\nDisassembly of {const!r}:', file=file)
                _disassemble_recursive(const, file=file, depth=depth, adaptive=adaptive)


def _write(lines, file):
    for line in lines:
        print(line, file=file)


def _bytes_lines(code, lasti=-1, varnames=None, names=None, constants=None, cells=None, linestarts=None,
                 line_offset=0, forms={}):
    line_width = 0
    if linestarts:
        last_line = max(linestarts.values()) + line_offset
        line_width = len(str(last_line)) if last_line >= 1000 else 3
    last = len(code) - 2
    offset_width = len(str(last)) if last >= 10000 else 4
    instructions = _get_instructions_bytes(code, varnames, names, constants, cells, linestarts, line_offset,
                                           forms)
    for instruction in instructions:
        if line_width and instruction.starts_line is not None and instruction.offset > 0:
            yield ''
        yield instruction._disassemble(line_width, instruction.offset == lasti, offset_width)


def findlabels(code):
    """Offsets in a byte string that are jump targets, in the order of the jumps."""
    starts = {'jabs': lambda offset: 0, 'jrel': lambda offset: offset + 2}
    jumps = ((starts.get(_kinds.get(op)), offset, arg) for offset, op, arg in _unpack_opargs(code))
    return list(dict.fromkeys([start(offset) + arg * 2 for start, offset, arg in jumps if start is not None]))


def findlinestarts(code):
    """Pairs (offset, line) of the instructions at which a new source line starts."""
    previous = None
    for start, end, line in code.co_lines():
        if line is not None and line != previous:
            previous = line
            yield start, line


class Bytecode:
    """The bytecode operations of a piece of code: a method, function, string of source, or code object.

    Iterating gives Instructions.
    """

    def __init__(self, x, *, first_line=None, current_offset=None, adaptive=False):
        code = _get_code_object(x)
        self.codeobj, self._original_object = code, x
        self.first_line = code.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - code.co_firstlineno
        self._cell_names, self._linestarts = code.co_cellvars + code.co_freevars, dict(findlinestarts(code))
        self.current_offset, self.adaptive = current_offset, adaptive

    def __iter__(self):
        co = self.codeobj
        return _get_instructions_bytes(co.co_code, co.co_varnames, co.co_names, co.co_consts, self._cell_names,
                                       self._linestarts, self._line_offset, self._forms())

    def _forms(self):
        return _opcode.specialized(self.codeobj) if self.adaptive else {}

    def __repr__(self):
        return f'{self.__class__.__name__}({self._original_object!r})'

    @classmethod
    def from_traceback(cls, tb, *, adaptive=False):
        """The code where a traceback ends, with the current instruction marked."""
        tb = _innermost(tb)
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, adaptive=adaptive)

    def info(self):
        """What code_info gives."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """The instructions as dis() prints them."""
        co = self.codeobj
        current = -1 if self.current_offset is None else self.current_offset
        lines = _bytes_lines(co.co_code, current, co.co_varnames, co.co_names, co.co_consts, self._cell_names,
                             self._linestarts, self._line_offset, self._forms())
        return ''.join(line + '\n' for line in lines)


def _after_running(co):
    # `-m dis --adaptive`: the program has run, whatever it made of sys.stdout.
    dis(co, file=sys.__stdout__, adaptive=True)
