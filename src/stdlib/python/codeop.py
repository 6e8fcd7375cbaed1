"""Compiling what is typed line by line: is it complete?

`compile_command`, `Compile` and `CommandCompiler`. A text is incomplete if more lines change what is wrong with it, or if
it is a compound statement without the empty line that ends it. Left out: CPython's "incomplete input" as the text of
errors."""
import __future__

__all__ = ['compile_command', 'Compile', 'CommandCompiler']

_FLAGS = 0
for _name in __future__.all_feature_names:
    _FLAGS |= getattr(__future__, _name).compiler_flag


def _error(compiler, source, filename, symbol):
    try:
        compiler(source, filename, symbol)
    except SyntaxError as error:
        return repr(error)


def _is_open_block(source, symbol):
    """Does a compound statement still lack its empty line?"""
    if symbol != 'single' or source.endswith('\n'):
        return False
    import ast
    body = ast.parse(source, mode='single').body
    return bool(body) and (hasattr(body[0], 'body') or isinstance(body[0], ast.Match))


def _maybe_compile(compiler, source, filename, symbol):
    lines = [line.strip() for line in source.split('\n')]
    if symbol != 'eval' and all(not line or line[0] == '#' for line in lines):
        source = 'pass'
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', (SyntaxWarning, DeprecationWarning))
        if _error(compiler, source, filename, symbol) is not None:
            first, second = (_error(compiler, source + end, filename, symbol) for end in ('\n', '\n\n'))
            if first != second or first is None or 'was never closed' in first:
                return None
        elif _is_open_block(source, symbol):
            return None
    return compiler(source, filename, symbol)


def _compile(source, filename, symbol):
    return compile(source, filename, symbol, 0, True)


def compile_command(source, filename='<input>', symbol='single'):
    """The code of a source; None if it is incomplete. What is wrong with it raises SyntaxError, ValueError or
    OverflowError."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """Like compile(), but remembers what `from __future__ import` has switched on."""

    def __init__(self):
        self.flags = 0

    def __call__(self, source, filename, symbol):
        code = compile(source, filename, symbol, self.flags, True)
        self.flags |= code.co_flags & _FLAGS
        return code


class CommandCompiler:
    """compile_command() that remembers what `from __future__ import` has switched on."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename='<input>', symbol='single'):
        return _maybe_compile(self.compiler, source, filename, symbol)
