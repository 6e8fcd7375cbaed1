# What a builtin says of arguments that do not fit depends on how it takes them: by position, by name, as it likes.
import operator
import types


def told(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except (TypeError, OverflowError) as error:
        print(error)
        # expect: abs() takes no keyword arguments
        # expect: abs() takes exactly one argument (2 given)
        # expect: str.lower() takes no keyword arguments
        # expect: find() takes no keyword arguments
        # expect: str.find() takes no keyword arguments
        # expect: str.maketrans() takes no keyword arguments
        # expect: _operator.index() takes exactly one argument (0 given)
        # expect: _operator.getitem() takes no keyword arguments
        # expect: round() takes at most 2 arguments (3 given)
        # expect: round() missing required argument 'number' (pos 1)
        # expect: round() takes at most 2 arguments (3 given)
        # expect: from_bytes() takes exactly 2 positional arguments (3 given)
        # expect: from_bytes() takes at most 3 arguments (4 given)
        # expect: to_bytes() missing required argument 'byteorder' (pos 2)
        # expect: sum() takes at least 1 positional argument (0 given)
        # expect: sum() takes at most 2 arguments (3 given)
        # expect: sorted expected 1 argument, got 0
        # expect: sorted expected 1 argument, got 2
        # expect: 'x' is an invalid keyword argument for sort()
        # expect: 'x' is an invalid keyword argument for max()
        # expect: GenericAlias expected 2 arguments, got 1
        # expect: function() missing required argument 'globals' (pos 2)
        # expect: cannot create 'types.UnionType' instances
        # expect: descriptor 'count' for 'range' objects doesn't apply to a 'str' object
        # expect: __set_name__() takes 2 positional arguments but 1 were given
        # expect:  expected 1 argument, got 0
        # expect: expected 1 argument, got 0
        # expect:  expected at least 1 argument, got 0
        # expect:  expected 2 arguments, got 1
        # expect: super() takes at most 2 arguments (3 given)
        # expect: Python int too large to convert to C int
        # expect: enumerate() missing required argument 'iterable' (pos 1)
        # expect: frozenset expected at most 1 argument, got 2
        # expect: globals must be a dict
        # expect: argument of type 'int' is not iterable
        # expect: 'range' object can't be concatenated


told(abs, 1, 2, x=3)
told(abs, 1, 2)
told(''.lower, 1, x=2)
told(''.find, x=2)
told(str.find, '', x=2)
told(str.maketrans, x=2)
told(operator.index)
told(operator.getitem, 1, k=2)
told(round, 1, 2, 3)
told(round, x=1)
told(round, 1, 2, x=3)
told(int.from_bytes, 1, 2, 3)
told(int.from_bytes, 1, 2, 3, 4)
told((1).to_bytes, 1, x=2)
told(sum)
told(sum, [], 1, x=2)
told(sorted)
told(sorted, [], 1)
told(sorted, [], x=1)
told(max, [1], x=2)
told(types.GenericAlias, 1)
told(types.FunctionType, 1)
told(type(int | str))
told(range.count, 'a', x=1)
told(property().__set_name__, 1)
told([].__mul__)
told((1).__add__)
told((1).__pow__)
told([].__setitem__, 1)
told(super, 1, 2, 3)
told(chr, 2**40)
told(enumerate, x=1)
told(frozenset, 1, 2)
told(eval, '1', 2)
told(operator.countOf, 1, 2)
told(operator.iconcat, range(3), [])


class A:
    pass


def change(f):
    try:
        f()
    except TypeError as error:
        print(error)
        # expect: 'A' object doesn't support item deletion
        # expect: 'A' object does not support item deletion
        # expect: 'int' object does not support item deletion
        # expect: 'set' object doesn't support item deletion
        # expect: unsupported operand type(s) for *=: 'A' and 'list'
        # expect: unsupported operand type(s) for *=: 'dict' and 'list'


def delete(target, key):
    del target[key]


def times(target):
    target *= [1]


change(lambda: delete(A(), 0))
change(lambda: delete(A(), 'x'))
change(lambda: delete(5, 0))
change(lambda: delete({1}, 0))
change(lambda: times(A()))
change(lambda: times({}))
