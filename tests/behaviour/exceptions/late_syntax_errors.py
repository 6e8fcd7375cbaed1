# Errors that the compiler finds behind the parser show a line only if the file can be read.
import warnings


def place(source):
    try:
        compile(source, '<string>', 'exec')
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
        # expect: 'return' outside function 1 1 1 7 None
        # expect: 'break' outside loop 2 1 2 8 None
        # expect: name 'x' is parameter and global 2 3 2 11 None
        # expect: nonlocal declaration not allowed at module level 1 12 1 22 None
        # expect: keyword argument repeated: a 1 8 1 11 None
        # expect: invalid syntax 1 5 1 5 'x = \n'
        # expect: assertion is always true, perhaps remove parentheses? 1 1 1 14 None


place('return')
place('with a:\n  break')
place('def f(x):\n  global x')
place('x = "\u20ac"; nonlocal y')
place('f(a=1, a=2)')
place('x = ')
with warnings.catch_warnings():
    warnings.simplefilter('error')
    place('assert (1, 2)')
    try:
        bool(NotImplemented)
    except DeprecationWarning as error:
        print(error)  # expect: NotImplemented should not be used in a boolean context
    try:
        if NotImplemented:
            pass
    except DeprecationWarning as error:
        print(error)  # expect: NotImplemented should not be used in a boolean context
