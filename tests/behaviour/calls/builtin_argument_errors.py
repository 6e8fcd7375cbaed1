# The messages of builtin functions and methods.
cases = '''len() | len(1, 2) | len(5) | len(x=1) | abs('a') | ord('ab') | ord(5) | chr(-1) | int('x') | int('12', 99) | int([], 2)
float('abc') | [].append() | [].append(1, 2) | [].pop(5) | [1].index(2) | [1].remove(2) | {}.pop('k') | 'a'.join([1]) | 'a'.split('')
'abc'.index('z') | range() | range(1, 2, 0) | range('a') | range(1.5) | sum(['a']) | sum('ab', '') | max() | max([]) | min(1) | sorted(5)
iter(5) | next([]) | next(iter([])) | isinstance(1) | print(sep=1) | print(foo=1) | int(None) | str(b'', 'utf-8', 1, 2) | bytes('x')
bytes(-1) | dict([1]) | dict([(1, 2, 3)]) | set(5) | tuple(5) | list(1, 2) | zip(5) | map(len) | enumerate() | reversed({1}) | hash([])
round('x') | pow(2, -1, 0) | pow('a', 2) | divmod(1, 0) | 1 % 0 | 1.0 // 0 | 0 ** -1 | getattr(5) | setattr(5, 'x') | open() | input(1, 2)
[][0] | ()[0] | ''[0] | {}['k'] | [1]['a'] | [1][1.0] | 'abc'['a'] | (1,)['x'] | 5[0] | None[0] | [].nope | (5).x | int.nope | [1, 2][::0]'''
for case in cases.replace('\n', ' | ').split(' | '):
    try:
        eval(case)
        print('no error', case)
    except Exception as e:
        print(f'{type(e).__name__}: {e}')
        # expect: TypeError: len() takes exactly one argument (0 given)
        # expect: TypeError: len() takes exactly one argument (2 given)
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: len() takes no keyword arguments
        # expect: TypeError: bad operand type for abs(): 'str'
        # expect: TypeError: ord() expected a character, but string of length 2 found
        # expect: TypeError: ord() expected string of length 1, but int found
        # expect: ValueError: chr() arg not in range(0x110000)
        # expect: ValueError: invalid literal for int() with base 10: 'x'
        # expect: ValueError: int() base must be >= 2 and <= 36, or 0
        # expect: TypeError: int() can't convert non-string with explicit base
        # expect: ValueError: could not convert string to float: 'abc'
        # expect: TypeError: list.append() takes exactly one argument (0 given)
        # expect: TypeError: list.append() takes exactly one argument (2 given)
        # expect: IndexError: pop from empty list
        # expect: ValueError: 2 is not in list
        # expect: ValueError: list.remove(x): x not in list
        # expect: KeyError: 'k'
        # expect: TypeError: sequence item 0: expected str instance, int found
        # expect: ValueError: empty separator
        # expect: ValueError: substring not found
        # expect: TypeError: range expected at least 1 argument, got 0
        # expect: ValueError: range() arg 3 must not be zero
        # expect: TypeError: 'str' object cannot be interpreted as an integer
        # expect: TypeError: 'float' object cannot be interpreted as an integer
        # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
        # expect: TypeError: max expected at least 1 argument, got 0
        # expect: ValueError: max() arg is an empty sequence
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: 'list' object is not an iterator
        # expect: StopIteration:
        # expect: TypeError: isinstance expected 2 arguments, got 1
        # expect: TypeError: sep must be None or a string, not int
        # expect: TypeError: 'foo' is an invalid keyword argument for print()
        # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
        # expect: TypeError: str() takes at most 3 arguments (4 given)
        # expect: TypeError: string argument without an encoding
        # expect: ValueError: negative count
        # expect: TypeError: cannot convert dictionary update sequence element #0 to a sequence
        # expect: ValueError: dictionary update sequence element #0 has length 3; 2 is required
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: list expected at most 1 argument, got 2
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: map() must have at least two arguments.
        # expect: TypeError: enumerate() missing required argument 'iterable' (pos 1)
        # expect: TypeError: 'set' object is not reversible
        # expect: TypeError: unhashable type: 'list'
        # expect: TypeError: type str doesn't define __round__ method
        # expect: ValueError: pow() 3rd argument cannot be 0
        # expect: TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'
        # expect: ZeroDivisionError: integer division or modulo by zero
        # expect: ZeroDivisionError: integer division or modulo by zero
        # expect: ZeroDivisionError: float floor division by zero
        # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
        # expect: TypeError: getattr expected at least 2 arguments, got 1
        # expect: TypeError: setattr expected 3 arguments, got 2
        # expect: TypeError: open() missing required argument 'file' (pos 1)
        # expect: TypeError: input expected at most 1 argument, got 2
        # expect: IndexError: list index out of range
        # expect: IndexError: tuple index out of range
        # expect: IndexError: string index out of range
        # expect: KeyError: 'k'
        # expect: TypeError: list indices must be integers or slices, not str
        # expect: TypeError: list indices must be integers or slices, not float
        # expect: TypeError: string indices must be integers
        # expect: TypeError: tuple indices must be integers or slices, not str
        # expect: TypeError: 'int' object is not subscriptable
        # expect: TypeError: 'NoneType' object is not subscriptable
        # expect: AttributeError: 'list' object has no attribute 'nope'
        # expect: AttributeError: 'int' object has no attribute 'x'
        # expect: AttributeError: type object 'int' has no attribute 'nope'
        # expect: ValueError: slice step cannot be zero
