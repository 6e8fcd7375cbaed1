# functools and operator.
import operator
from functools import *
from operator import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (reduce(add,[1,2,3]), reduce(add,[],5)))  # expect: (6, 5)
show(lambda: (reduce(add,[])))  # expect: TypeError reduce() of empty iterable with no initial value
show(lambda: (reduce(add,1)))  # expect: TypeError reduce() arg 2 must support iteration
show(lambda: (partial(pow,2)(5), partial(int,base=2)('101'), partial(partial(pow,2),3)()))  # expect: (32, 5, 8)
show(lambda: (partial(int,base=2)))  # expect: functools.partial(<class 'int'>, base=2)
show(lambda: (partial(1)))  # expect: TypeError the first argument must be callable
show(lambda: (partial()))  # expect: TypeError type 'partial' takes at least one argument
show(lambda: (sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a))))  # expect: [3, 2, 1]
show(lambda: (attrgetter('real','imag')(3), itemgetter(1)('abc'), itemgetter(1,2)('abc'), methodcaller('upper')('abc'), attrgetter('__class__.__name__')(1)))
# expect: ((3, 0), 'b', ('b', 'c'), 'ABC', 'int')
show(lambda: (attrgetter('a'), itemgetter(1,2), methodcaller('x',1,y=2)))
# expect: (operator.attrgetter('a'), operator.itemgetter(1, 2), operator.methodcaller('x', 1, y=2))
show(lambda: (attrgetter(1)))  # expect: TypeError attribute name must be a string
show(lambda: (itemgetter(5)('abc')))  # expect: IndexError string index out of range
show(lambda: (attrgetter('xx')(1)))  # expect: AttributeError 'int' object has no attribute 'xx'
show(lambda: (itemgetter()))  # expect: TypeError itemgetter expected 1 argument, got 0
show(lambda: (concat([1],[2]), countOf([1,2,1],1), indexOf([1,2],2), contains([1],1), length_hint([1,2]), truth([]), not_(1)))
# expect: ([1, 2], 2, 1, True, 2, False, False)
show(lambda: (concat(1,2)))  # expect: TypeError 'int' object can't be concatenated
show(lambda: (indexOf([1],2)))  # expect: ValueError sequence.index(x): x not in sequence
show(lambda: (operator.__add__ is operator.add))  # expect: True
show(lambda: (operator.__all__))
# expect: ['abs', 'add', 'and_', 'attrgetter', 'concat', 'contains', 'countOf', 'delitem', 'eq', 'floordiv', 'ge', 'getitem', 'gt', 'iadd', 'iand', 'iconcat', 'ifloordiv', 'ilshift', 'imatmul', 'imod', 'imul', 'index', 'indexOf', 'inv', 'invert', 'ior', 'ipow', 'irshift', 'is_', 'is_not', 'isub', 'itemgetter', 'itruediv', 'ixor', 'le', 'length_hint', 'lshift', 'lt', 'matmul', 'methodcaller', 'mod', 'mul', 'ne', 'neg', 'not_', 'or_', 'pos', 'pow', 'rshift', 'setitem', 'sub', 'truediv', 'truth', 'xor']
show(lambda: (index('x')))  # expect: TypeError 'str' object cannot be interpreted as an integer
