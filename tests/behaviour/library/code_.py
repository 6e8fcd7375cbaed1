# code and codeop: what is complete, consoles that read, run and show errors.
import code
import codeop
import contextlib
import io
import sys


def state(source):
    try:
        return 'open' if codeop.compile_command(source) is None else 'complete'
    except SyntaxError:
        return 'wrong'


for source in ('', '# c', '1', 'x = (1,', 'x = (1,\n2)', "'''a", 'if 1:', 'if 1:\n  x', 'if 1:\n  x\n', 'if 1: x',
               'if 1: x\n', 'def f():\n', '@x', '@x\ndef f(): pass\n', 'try:\n  1\n', 'x = \\', 'for', 'x = = 1', 'lambda: 1',
               'match x:\n case 1: 2', 'match x:\n case 1: 2\n', 'async def f():', 'x y', '1;'):
    print(repr(source), state(source))
# expect: '' complete
# expect: '# c' complete
# expect: '1' complete
# expect: 'x = (1,' open
# expect: 'x = (1,\n2)' complete
# expect: "'''a" open
# expect: 'if 1:' open
# expect: 'if 1:\n  x' open
# expect: 'if 1:\n  x\n' complete
# expect: 'if 1: x' open
# expect: 'if 1: x\n' complete
# expect: 'def f():\n' open
# expect: '@x' open
# expect: '@x\ndef f(): pass\n' complete
# expect: 'try:\n  1\n' open
# expect: 'x = \\' open
# expect: 'for' wrong
# expect: 'x = = 1' wrong
# expect: 'lambda: 1' complete
# expect: 'match x:\n case 1: 2' open
# expect: 'match x:\n case 1: 2\n' complete
# expect: 'async def f():' open
# expect: 'x y' wrong
# expect: '1;' complete

lines = iter('''q
def f():
    1/0

f()
import sys; sys.last_type.__name__
raise SystemExit(4)'''.split('\n'))


def read(prompt):
    try:
        line = next(lines)
    except StopIteration:
        raise EOFError
    print(prompt + line)
    return line


errors = io.StringIO()
with contextlib.redirect_stderr(errors):
    try:
        code.interact('hi', read, {'q': 5}, 'bye')
    except SystemExit as error:
        print('left', error.code)
print(errors.getvalue())
# expect: >>> q
# expect: 5
# expect: >>> def f():
# expect: ...     1/0
# expect: ... 
# expect: >>> f()
# expect: >>> import sys; sys.last_type.__name__
# expect: 'ZeroDivisionError'
# expect: >>> raise SystemExit(4)
# expect: left 4
# expect: hi
# expect: Traceback (most recent call last):
# expect:   File "<console>", line 1, in <module>
# expect:   File "<console>", line 2, in f
# expect: ZeroDivisionError: division by zero
# expect:

console = code.InteractiveConsole()
with contextlib.redirect_stderr(io.StringIO()) as errors:
    print(console.push('if 1:'), console.push('  2'), console.push(''), console.push('int("x"'), console.push(')'))
    console.write("end")
print(errors.getvalue())
# expect: 2
# expect: True True False True False
# expect: Traceback (most recent call last):
# expect:   File "<console>", line 1, in <module>
# expect: ValueError: invalid literal for int() with base 10: 'x'
# expect: end
