# Counter, OrderedDict, defaultdict, namedtuple.
from collections import *


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


show(lambda: (Counter('abracadabra'), Counter(a=1).most_common(1), Counter('aab')+Counter('b'), Counter('aab')-Counter('ab'), Counter('ab')&Counter('b'), Counter('a')|Counter('b')))
# expect: (Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}), [('a', 1)], Counter({'a': 2, 'b': 2}), Counter({'a': 1}), Counter({'b': 1}), Counter({'a': 1, 'b': 1}))
show(lambda: (Counter('a')['z'], Counter('aab').total(), list(Counter('aab').elements()), Counter({'a':1})==Counter(a=1,b=0)))
# expect: (0, 3, ['a', 'a', 'b'], True)
show(lambda: (OrderedDict(a=1,b=2), OrderedDict(), OrderedDict([('a',1)])=={'a':1}, OrderedDict(a=1,b=2)==OrderedDict(b=2,a=1)))
# expect: (OrderedDict([('a', 1), ('b', 2)]), OrderedDict(), True, False)
show(lambda: (OrderedDict(a=1,b=2).popitem(last=False), OrderedDict().copy()))  # expect: (('a', 1), OrderedDict())
show(lambda: (OrderedDict().popitem()))  # expect: KeyError 'dictionary is empty'
show(lambda: (defaultdict(list), defaultdict(int,{'a':1})['b'], defaultdict(None)))
# expect: (defaultdict(<class 'list'>, {}), 0, defaultdict(None, {}))
show(lambda: (defaultdict(1)))  # expect: TypeError first argument must be callable or None
show(lambda: (defaultdict()['x']))  # expect: KeyError 'x'
show(lambda: (namedtuple('P','x y')(1,2), namedtuple('P','x y',defaults=[5])(1), namedtuple('P','x y')._fields))
# expect: (P(x=1, y=2), P(x=1, y=5), ('x', 'y'))
show(lambda: (namedtuple('P','x y')(1)))  # expect: TypeError P.__new__() missing 1 required positional argument: 'y'
show(lambda: (namedtuple('P','x x')))  # expect: ValueError Encountered duplicate field name: 'x'
show(lambda: (namedtuple('P','1x')))  # expect: ValueError Type names and field names must be valid identifiers: '1x'
show(lambda: (namedtuple('P','class')))  # expect: ValueError Type names and field names cannot be a keyword: 'class'
show(lambda: (namedtuple('P','_x')))  # expect: ValueError Field names cannot start with an underscore: '_x'
show(lambda: (namedtuple('P','x class x',rename=True)._fields))  # expect: ('x', '_1', '_2')
show(lambda: (namedtuple('P','x y')(1,2)._replace(x=5), namedtuple('P','x y')(1,2)._asdict(), namedtuple('P','x y')._make([1,2])))
# expect: (P(x=5, y=2), {'x': 1, 'y': 2}, P(x=1, y=2))
show(lambda: (namedtuple('P','x y')._make([1])))  # expect: TypeError Expected 2 arguments, got 1
show(lambda: (namedtuple('P','x y')(1,2)._replace(z=1)))  # expect: ValueError Got unexpected field names: ['z']
