# Every iterator of itertools, and its complaints.
from itertools import *
from operator import mul


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (list(islice(count(3,2),4))))  # expect: [3, 5, 7, 9]
show(lambda: (count(5), count(5,2), count(1.5), count('a')))  # expect: TypeError a number is required
show(lambda: (list(islice(cycle('ab'),5))))  # expect: ['a', 'b', 'a', 'b', 'a']
show(lambda: (repeat(1,3), repeat('x'), list(repeat(1,3)), list(repeat(1,-3))))
# expect: (repeat(1, 3), repeat('x'), [1, 1, 1], [])
show(lambda: (list(chain('ab',[1,2])), list(chain.from_iterable(['ab','c']))))  # expect: (['a', 'b', 1, 2], ['a', 'b', 'c'])
show(lambda: (list(chain(1))))  # expect: TypeError 'int' object is not iterable
show(lambda: (list(compress('abcd',[1,0,1]))))  # expect: ['a', 'c']
show(lambda: (list(dropwhile(lambda x:x<3,[1,2,3,1])), list(takewhile(lambda x:x<3,[1,2,3,1]))))  # expect: ([3, 1], [1, 2])
show(lambda: (list(filterfalse(None,[0,1,2])), list(filterfalse(lambda x:x%2,range(5)))))  # expect: ([0], [0, 2, 4])
show(lambda: ([(k,list(g)) for k,g in groupby('AAABBC')]))  # expect: [('A', ['A', 'A', 'A']), ('B', ['B', 'B']), ('C', ['C'])]
show(lambda: ([(k,list(g)) for k,g in groupby(range(10),key=lambda x:x//3)]))
# expect: [(0, [0, 1, 2]), (1, [3, 4, 5]), (2, [6, 7, 8]), (3, [9])]
show(lambda: (list(islice('abcdefg',2,None,2)), list(islice('abc',2)), list(islice('abcdef',1,4))))
# expect: (['c', 'e', 'g'], ['a', 'b'], ['b', 'c', 'd'])
show(lambda: (islice('abc',-1)))
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(lambda: (islice('abc',1,2,0)))  # expect: ValueError Step for islice() must be a positive integer or None.
show(lambda: (islice('abc')))  # expect: TypeError islice expected at least 2 arguments, got 1
show(lambda: (islice('abc',1,2,3,4)))  # expect: TypeError islice expected at most 4 arguments, got 5
show(lambda: (islice('abc','x')))
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(lambda: (islice('abc','x',2)))  # expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
show(lambda: (list(starmap(pow,[(2,3),(3,2)]))))  # expect: [8, 9]
show(lambda: ([list(x) for x in tee('abc',3)]))  # expect: [['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']]
show(lambda: (tee('abc',-1)))  # expect: ValueError n must be >= 0
show(lambda: (list(zip_longest('abc','x',fillvalue='-'))))  # expect: [('a', 'x'), ('b', '-'), ('c', '-')]
show(lambda: (list(accumulate([1,2,3])), list(accumulate([1,2,3],mul)), list(accumulate([1,2],initial=10)), list(accumulate([]))))
# expect: ([1, 3, 6], [1, 2, 6], [10, 11, 13], [])
show(lambda: (list(product('ab',repeat=2)), list(product('ab',[1,2])), list(product()), list(product('a',[]))))
# expect: ([('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')], [('a', 1), ('a', 2), ('b', 1), ('b', 2)], [()], [])
show(lambda: (product('a',repeat=-1)))  # expect: ValueError repeat argument cannot be negative
show(lambda: (list(permutations('abc',2)), list(permutations(range(3))), list(permutations('ab',3))))
# expect: ([('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')], [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)], [])
show(lambda: (permutations('abc','x')))  # expect: TypeError Expected int as r
show(lambda: (permutations('abc',-1)))  # expect: ValueError r must be non-negative
show(lambda: (list(combinations('abcd',2)), list(combinations('ab',3)), list(combinations('ab',0))))
# expect: ([('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')], [], [()])
show(lambda: (list(combinations_with_replacement('abc',2)), list(combinations_with_replacement('',2))))
# expect: ([('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')], [])
show(lambda: (list(pairwise('abcd')), list(pairwise('a'))))  # expect: ([('a', 'b'), ('b', 'c'), ('c', 'd')], [])
