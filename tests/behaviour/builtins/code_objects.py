# Code objects: made, changed, compared and run; compile()'s modes and flags.
import types


def fails(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


def one():
    return 1


class Anything:
    pass


for constant in [Anything, [1], {'a': 1}, 1.5, fails, ..., {1, 2}, print]:
    changed = types.FunctionType(one.__code__.replace(co_consts=(None, constant)), {})
    print(changed() is constant, end=' ')
print()  # expect: True True True True True True True True
change = one.__code__.replace
for changes in [
    dict(co_argcount=-1), dict(co_argcount='x'), dict(co_argcount=5), dict(co_flags=1 << 40), dict(co_stacksize=-1),
    dict(co_posonlyargcount=3), dict(co_code='x'), dict(co_consts=[1]), dict(co_names=(1,)), dict(co_varnames=(1,)),
    dict(co_name=3), dict(co_filename=b'x'), dict(what=1),
]:
    fails(change, **changes)
    # expect: ValueError co_argcount must be a positive integer
    # expect: TypeError 'str' object cannot be interpreted as an integer
    # expect: ValueError code: varnames is too small
    # expect: OverflowError Python int too large to convert to C int
    # expect: ValueError co_stacksize must be a positive integer
    # expect: SystemError Objects/codeobject.c:141: bad argument to internal function
    # expect: TypeError replace() argument 'co_code' must be bytes, not str
    # expect: TypeError replace() argument 'co_consts' must be tuple, not list
    # expect: SystemError non-string found in code slot
    # expect: SystemError non-string found in code slot
    # expect: TypeError replace() argument 'co_name' must be str, not int
    # expect: TypeError replace() argument 'co_filename' must be str, not bytes
    # expect: TypeError 'what' is an invalid keyword argument for replace()
fails(change, 1)  # expect: TypeError replace() takes no positional arguments
print(one.__code__ == change(), one.__code__ == change(co_firstlineno=99), one.__code__ == change(co_linetable=b''))
# expect: True False True

parts = [0, 0, 0, 0, 1, 67, b'd\x01S\x00', (None, 42), (), (), 'file', 'name', 7, b'\x04\x00']
code = types.CodeType(*parts)
print(types.FunctionType(code, {})(), eval(types.CodeType(*parts, (), ())), code.co_firstlineno, code.co_name)
# expect: 42 42 7 name
fails(types.CodeType, 1)  # expect: TypeError code expected at least 14 arguments, got 1
fails(types.CodeType, *parts, (), (), ())  # expect: TypeError code expected at most 16 arguments, got 17
fails(types.CodeType, argcount=0)  # expect: TypeError code() takes no keyword arguments
fails(types.CodeType, -1, *parts[1:])  # expect: ValueError code: argcount must not be negative
fails(types.CodeType, *parts[:6], '', *parts[7:])  # expect: TypeError code() argument 7 must be bytes, not str
fails(types.CodeType, *parts[:9], (1,), *parts[10:])
# expect: TypeError name tuples must contain only strings, not 'int'

exec(compile('1 + 1\nNone', 'f', 'exec'))
exec(compile('1 + 1; None; "x"', 'f', 'single'))
# expect: 2
# expect: 'x'
exec(compile('for i in range(2): i\n', 'f', 'single'))
# expect: 0
# expect: 1
print(eval(compile(memoryview(b'1 + 1'), 'f', 'eval')), eval(' \t1 + 2'))  # expect: 2 3
for source, mode in [('1', 'what'), ('x = 1', 'eval'), (3, 'exec'), (' 1', 'eval'), ('x\0', 'exec')]:
    fails(compile, source, 'f', mode)
    # expect: ValueError compile() mode must be 'exec', 'eval' or 'single'
    # expect: SyntaxError invalid syntax (f, line 1)
    # expect: TypeError compile() arg 1 must be a string, bytes or AST object
    # expect: IndentationError unexpected indent (f, line 1)
    # expect: ValueError source code string cannot contain null bytes
print(hex(compile('x: int = 1', 'f', 'exec', 0x1000000).co_flags), compile('x', b'abc', 'exec').co_filename)
# expect: 0x1000040 abc
fails(compile, 'x', 'f', 'exec', 1 << 30)  # expect: ValueError compile(): unrecognised flags
fails(compile, 'x', 'f', 'exec', optimize=3)  # expect: ValueError compile(): invalid optimize value
print([len(compile('assert x\n', 'f', 'exec', optimize=level).co_code) for level in (-1, 0, 1, 2)])
# expect: [12, 12, 4, 4]
fails(exec, (lambda x: lambda: x)(1).__code__)
# expect: TypeError code object passed to exec() may not contain free variables


class Awaitable:
    def __await__(self):
        return (yield 5)


names = {'awaitable': Awaitable()}
running = eval(compile('x = await awaitable\nfor i in 1, 2: x += i', 'f', 'exec', 0x2000), names)
print(type(running).__name__, running.send(None), hex(running.cr_code.co_flags))  # expect: coroutine 5 0xc0
fails(running.send, 6)  # expect: StopIteration
print(names['x'])  # expect: 9
print(eval(compile('await awaitable', 'f', 'eval', 0x2000), names).send(None))  # expect: 5
