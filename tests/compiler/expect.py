"""Writes the expectations of tests/compiler, and the attributes of the code objects of tests/dis, from CPython 3.10:
python3.10 tests/compiler/expect.py
"""
import ast
import dis
import io
import re
import sys
import types
import warnings
from pathlib import Path

HERE = Path(__file__).parent
assert sys.version_info[:2] == (3, 10)


def shown(const):
    if isinstance(const, types.CodeType):
        return '<code %s, line %d>' % (const.co_name, const.co_firstlineno)
    if type(const) is tuple:
        return '(%s)' % ', '.join(map(shown, const))
    if type(const) is frozenset:
        return 'frozenset(%s)' % ', '.join(sorted(map(shown, const)))
    return repr(const) if len(repr(const)) < 200 else '<%s of length %d>' % (type(const).__name__, len(const))


def attributes(code, listing=True):
    yield '== %s, line %d' % (code.co_name, code.co_firstlineno)
    yield 'arguments %d %d %d, locals %d, stack %d, flags %#x' % (
        code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize,
        code.co_flags)
    yield 'linetable ' + code.co_linetable.hex()
    yield 'lnotab ' + code.co_lnotab.hex()
    yield 'lines ' + ' '.join('%d-%d:%s' % line for line in code.co_lines())
    for name in 'names', 'varnames', 'cellvars', 'freevars':
        yield ' '.join([name, *getattr(code, 'co_' + name)])
    for const in code.co_consts:
        yield 'const ' + shown(const)
    if listing:
        out = io.StringIO()
        dis.dis(code, file=out, depth=0)
        for line in out.getvalue().split('\n'):
            line = re.sub(r' at 0x[0-9a-f]+', '', re.sub(r'frozenset\(.*\)', 'frozenset', line))
            yield line if len(line) < 200 else line[:60]
    for const in code.co_consts:
        if isinstance(const, types.CodeType):
            yield from attributes(const, listing)


def complaints(source, **how):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        try:
            compile(source, 'source', 'exec', dont_inherit=True, **how)
        except SyntaxError as error:
            yield '%s %d:%d %s' % (type(error).__name__, error.lineno, error.offset, error.msg)
        for warning in found:
            yield 'warning %d %s' % (warning.lineno, warning.message)


def main():
    for path in [*HERE.glob('passes/*.py'), *HERE.parent.glob('dis/*.py')]:
        code = compile(path.read_text(), 'source', 'exec', dont_inherit=True)
        lines = attributes(code, listing=path.parent.name == 'passes')
        path.with_suffix('.code').write_text('\n'.join(lines) + '\n')
    blocks = (HERE / 'modes.txt').read_text().split('=====\n')
    for number, block in enumerate(blocks):
        how, source = block.split('\n', 1)
        mode, optimize, flags = how.split()
        source = source.split('-----\n')[0]
        try:
            code = compile(source, 'source', mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if flags == 'await' else 0,
                           dont_inherit=True, optimize=int(optimize))
            found = attributes(code)
        except SyntaxError as error:
            found = [error.msg]
        blocks[number] = '%s\n%s-----\n%s\n' % (how, source, '\n'.join(found))
    (HERE / 'modes.txt').write_text('=====\n'.join(blocks))
    blocks = (HERE / 'complaints.txt').read_text().split('=====\n')
    for number, block in enumerate(blocks):
        source = block.split('-----\n')[0]
        blocks[number] = '%s-----\n%s\n' % (source, '\n'.join(complaints(source)))
    (HERE / 'complaints.txt').write_text('=====\n'.join(blocks))


main()
