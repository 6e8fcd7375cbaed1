# deque: its operations and complaints.
from collections import deque


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (deque([1,2,3],maxlen=2), deque(), deque('abc').index('b'), deque([1])+deque([2]), deque([1,2])*2, deque([1,2],3)*2))
# expect: (deque([2, 3], maxlen=2), deque([]), 1, deque([1, 2]), deque([1, 2, 1, 2]), deque([2, 1, 2], maxlen=3))
show(lambda: (deque([1])+[1]))  # expect: TypeError can only concatenate deque (not "list") to deque
show(lambda: (deque([1]).index(2)))  # expect: ValueError 2 is not in deque
show(lambda: (deque([1]).remove(2)))  # expect: ValueError 2 is not in deque
show(lambda: (deque([1])[5]))  # expect: IndexError deque index out of range
show(lambda: (deque([1])['a']))  # expect: TypeError sequence index must be integer, not 'str'
show(lambda: (deque([1])[0:1]))  # expect: TypeError sequence index must be integer, not 'slice'
show(lambda: (deque(maxlen=-1)))  # expect: ValueError maxlen must be non-negative
show(lambda: (deque(maxlen='a')))  # expect: TypeError an integer is required
show(lambda: (deque(1)))  # expect: TypeError 'int' object is not iterable
show(lambda: (deque().pop()))  # expect: IndexError pop from an empty deque
show(lambda: (deque([1],maxlen=1).insert(0,1)))  # expect: IndexError deque already at its maximum size
show(lambda: (deque([1,2])<deque([1,3]), deque([1])==deque([1]), deque([1])!=[1]))  # expect: (True, True, True)
show(lambda: (deque([1])<[1]))  # expect: TypeError '<' not supported between instances of 'collections.deque' and 'list'
show(lambda: (hash(deque())))  # expect: TypeError unhashable type: 'collections.deque'
show(lambda: (deque([1,2]).copy(), list(reversed(deque([1,2]))), deque([1,2]).__reduce__()[:3], deque([1],2).maxlen))
# expect: (deque([1, 2]), [2, 1], (<class 'collections.deque'>, (), None), 2)
show(lambda: (deque(x=1)))  # expect: TypeError 'x' is an invalid keyword argument for deque()
show(lambda: (deque(1,2,3)))  # expect: TypeError deque() takes at most 2 arguments (3 given)
