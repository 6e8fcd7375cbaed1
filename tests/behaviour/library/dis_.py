# The functions of dis: what they take, what they print, their complaints.
import dis
import io
import sys
import types


def shown(function, *args, **kwargs):
    out = io.StringIO()
    function(*args, file=out, **kwargs)
    for line in out.getvalue().split('\n'):
        before, _, after = line.partition(' at 0x')
        print((before + after.lstrip('0123456789abcdef')).replace(__file__, 'FILE'))


def fails(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)


def outer(a):
    def inner():
        yield a
    return inner


class C:
    x = 1

    def method(self):
        return 1

    @classmethod
    def of(cls):
        return cls

    class Nested:
        def deep(self):
            pass


shown(dis.dis, outer, depth=0)
shown(dis.dis, outer)
shown(dis.dis, C)
shown(dis.dis, C().method)
shown(dis.dis, outer(1)())
shown(dis.dis, 'a = b')
shown(dis.dis, outer.__code__.co_code)
fails(dis.dis, 3)
fails(dis.code_info, 3)
fails(dis.dis)
shown(dis.show_code, compile('x', 'f', 'eval'))
for instruction in dis.get_instructions('x < 1', first_line=10):
    print(instruction)


def divide(x):
    y = 1
    return y / x


try:
    divide(0)
except ZeroDivisionError as error:
    print(dis.Bytecode.from_traceback(error.__traceback__).dis())
    sys.last_traceback = error.__traceback__
    shown(dis.dis)
    shown(dis.distb, error.__traceback__.tb_next)
print(dis.Bytecode(divide, first_line=1000, current_offset=4).dis())
print(dis.Bytecode('x'), dis.findlabels(compile('while x: y', '', 'exec').co_code))
print(list(dis.findlinestarts(divide.__code__)))
fails(dis.stack_effect, 100)
fails(dis.stack_effect, 1, 2)
fails(dis.stack_effect, 200, 1)
fails(dis.stack_effect, 100, jump=3)
fails(dis.stack_effect, 100, 1, jump=3)
print([dis.stack_effect(dis.opmap['FOR_ITER'], 1, jump=j) for j in (True, False, None)])
# expect:  24           0 LOAD_CLOSURE             0 (a)
# expect:               2 BUILD_TUPLE              1
# expect:               4 LOAD_CONST               1 (<code object inner, file "FILE", line 24>)
# expect:               6 LOAD_CONST               2 ('outer.<locals>.inner')
# expect:               8 MAKE_FUNCTION            8 (closure)
# expect:              10 STORE_FAST               1 (inner)
# expect:
# expect:  26          12 LOAD_FAST                1 (inner)
# expect:              14 RETURN_VALUE
# expect:
# expect:  24           0 LOAD_CLOSURE             0 (a)
# expect:               2 BUILD_TUPLE              1
# expect:               4 LOAD_CONST               1 (<code object inner, file "FILE", line 24>)
# expect:               6 LOAD_CONST               2 ('outer.<locals>.inner')
# expect:               8 MAKE_FUNCTION            8 (closure)
# expect:              10 STORE_FAST               1 (inner)
# expect:
# expect:  26          12 LOAD_FAST                1 (inner)
# expect:              14 RETURN_VALUE
# expect:
# expect: Disassembly of <code object inner, file "FILE", line 24>:
# expect:               0 GEN_START                0
# expect:
# expect:  25           2 LOAD_DEREF               0 (a)
# expect:               4 YIELD_VALUE
# expect:               6 POP_TOP
# expect:               8 LOAD_CONST               0 (None)
# expect:              10 RETURN_VALUE
# expect:
# expect: Disassembly of Nested:
# expect: Disassembly of deep:
# expect:  41           0 LOAD_CONST               0 (None)
# expect:               2 RETURN_VALUE
# expect:
# expect:
# expect: Disassembly of method:
# expect:  33           0 LOAD_CONST               1 (1)
# expect:               2 RETURN_VALUE
# expect:
# expect: Disassembly of of:
# expect:  37           0 LOAD_FAST                0 (cls)
# expect:               2 RETURN_VALUE
# expect:
# expect:
# expect:  33           0 LOAD_CONST               1 (1)
# expect:               2 RETURN_VALUE
# expect:
# expect:               0 GEN_START                0
# expect:
# expect:  25           2 LOAD_DEREF               0 (a)
# expect:               4 YIELD_VALUE
# expect:               6 POP_TOP
# expect:               8 LOAD_CONST               0 (None)
# expect:              10 RETURN_VALUE
# expect:
# expect:   1           0 LOAD_NAME                0 (b)
# expect:               2 STORE_NAME               1 (a)
# expect:               4 LOAD_CONST               0 (None)
# expect:               6 RETURN_VALUE
# expect:
# expect:           0 LOAD_CLOSURE             0 (0)
# expect:           2 BUILD_TUPLE              1
# expect:           4 LOAD_CONST               1 (1)
# expect:           6 LOAD_CONST               2 (2)
# expect:           8 MAKE_FUNCTION            8 (closure)
# expect:          10 STORE_FAST               1 (1)
# expect:          12 LOAD_FAST                1 (1)
# expect:          14 RETURN_VALUE
# expect:
# expect: TypeError don't know how to disassemble int objects
# expect: TypeError don't know how to disassemble int objects
# expect: RuntimeError no last traceback to disassemble
# expect: Name:              <module>
# expect: Filename:          f
# expect: Argument count:    0
# expect: Positional-only arguments: 0
# expect: Kw-only arguments: 0
# expect: Number of locals:  0
# expect: Stack size:        1
# expect: Flags:             NOFREE
# expect: Names:
# expect:    0: x
# expect:
# expect: Instruction(opname='LOAD_NAME', opcode=101, arg=0, argval='x', argrepr='x', offset=0, starts_line=10, is_jump_target=False)
# expect: Instruction(opname='LOAD_CONST', opcode=100, arg=0, argval=1, argrepr='1', offset=2, starts_line=None, is_jump_target=False)
# expect: Instruction(opname='COMPARE_OP', opcode=107, arg=0, argval='<', argrepr='<', offset=4, starts_line=None, is_jump_target=False)
# expect: Instruction(opname='RETURN_VALUE', opcode=83, arg=None, argval=None, argrepr='', offset=6, starts_line=None, is_jump_target=False)
# expect:  60           0 LOAD_CONST               1 (1)
# expect:               2 STORE_FAST               1 (y)
# expect:
# expect:  61           4 LOAD_FAST                1 (y)
# expect:               6 LOAD_FAST                0 (x)
# expect:     -->       8 BINARY_TRUE_DIVIDE
# expect:              10 RETURN_VALUE
# expect:
# expect:  60           0 LOAD_CONST               1 (1)
# expect:               2 STORE_FAST               1 (y)
# expect:
# expect:  61           4 LOAD_FAST                1 (y)
# expect:               6 LOAD_FAST                0 (x)
# expect:     -->       8 BINARY_TRUE_DIVIDE
# expect:              10 RETURN_VALUE
# expect:
# expect:  60           0 LOAD_CONST               1 (1)
# expect:               2 STORE_FAST               1 (y)
# expect:
# expect:  61           4 LOAD_FAST                1 (y)
# expect:               6 LOAD_FAST                0 (x)
# expect:     -->       8 BINARY_TRUE_DIVIDE
# expect:              10 RETURN_VALUE
# expect:
# expect: 1001           0 LOAD_CONST               1 (1)
# expect:                2 STORE_FAST               1 (y)
# expect:
# expect: 1002 -->       4 LOAD_FAST                1 (y)
# expect:                6 LOAD_FAST                0 (x)
# expect:                8 BINARY_TRUE_DIVIDE
# expect:               10 RETURN_VALUE
# expect:
# expect: Bytecode('x') [16, 4]
# expect: [(0, 60), (4, 61)]
# expect: ValueError stack_effect: opcode requires oparg but oparg was not specified
# expect: ValueError stack_effect: opcode does not permit oparg but oparg was specified
# expect: ValueError invalid opcode or oparg
# expect: ValueError stack_effect: opcode requires oparg but oparg was not specified
# expect: ValueError stack_effect: jump must be False, True or None
# expect: [-1, 1, 1]
