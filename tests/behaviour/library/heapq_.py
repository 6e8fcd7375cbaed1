# heapq: heaps, merging, the n best.
from heapq import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (nlargest(2,[1,5,3]), nsmallest(2,[1,5,3],key=lambda x:-x), nlargest(0,[1]), nsmallest(1,[]), nlargest(10,[1,2]), nsmallest(2,iter([3,1,2]))))
# expect: ([5, 3], [5, 3], [], [], [2, 1], [1, 2])
show(lambda: (list(merge([1,4],[2,3])), list(merge([4,1],[3,2],reverse=True)), list(merge(['aa','b'],['c'],key=len))))
# expect: ([1, 2, 3, 4], [4, 3, 2, 1], ['c', 'aa', 'b'])
show(lambda: (heappop([])))  # expect: IndexError index out of range
show(lambda: (heappush((),1)))  # expect: TypeError heappush() argument 1 must be list, not tuple
show(lambda: (heapreplace([],1)))  # expect: IndexError index out of range
show(lambda: (heappushpop([],1), heappushpop([2],1), heappushpop([1],2)))  # expect: (1, 1, 1)
show(lambda: (heapify(1)))  # expect: TypeError heapify() argument must be list, not int
