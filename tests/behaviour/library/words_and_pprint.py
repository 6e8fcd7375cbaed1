# shlex, getopt, timeit and pprint.
import shlex, getopt, timeit, pprint
for s in ['a b "c d" e\\ f', "x 'y z' # no", 'foo#bar', '"a\\"b"', 'a""b', "''", 'a|b && c;d']:
    print(shlex.split(s), list(shlex.shlex(s)), list(shlex.shlex(s,punctuation_chars=True)), shlex.split(s,comments=True))
    # expect: ['a', 'b', 'c d', 'e f'] ['a', 'b', '"c d"', 'e', '\\', 'f'] ['a', 'b', '"c d"', 'e', '\\', 'f'] ['a', 'b', 'c d', 'e f']
    # expect: ['x', 'y z', '#', 'no'] ['x', "'y z'"] ['x', "'y z'"] ['x', 'y z']
    # expect: ['foo#bar'] ['foo'] ['foo'] ['foo']
    # expect: ['a"b'] ['"a\\"', 'b"'] ['"a\\"', 'b"'] ['a"b']
    # expect: ['ab'] ['a""b'] ['a""b'] ['ab']
    # expect: [''] ["''"] ["''"] ['']
    # expect: ['a|b', '&&', 'c;d'] ['a', '|', 'b', '&', '&', 'c', ';', 'd'] ['a', '|', 'b', '&&', 'c', ';', 'd'] ['a|b', '&&', 'c;d']
for s in ['"a','a\\']:
    try: shlex.split(s)
    except ValueError as e: print(e)
    # expect: No closing quotation
    # expect: No escaped character
print(shlex.quote("a'b c"), shlex.quote(''), shlex.quote('ab'), shlex.join(['a b','c']))
# expect: 'a'"'"'b c' '' ab 'a b' c
print(getopt.getopt(['-a','-bx','--foo=1','--ba','r'],'ab:',['foo=','bar']), getopt.gnu_getopt(['x','-a','y','--','-b'],'ab:'))
# expect: ([('-a', ''), ('-b', 'x'), ('--foo', '1'), ('--bar', '')], ['r']) ([('-a', '')], ['x', 'y', '-b'])
for a in [(['-c'],'ab:'),(['-b'],'ab:'),(['--x'],'',['y']),(['--y=1'],'',['y']),(['--f'],'',['fa','fb']),(['--y'],'',['y='])]:
    try: print(getopt.getopt(*a))
    except getopt.GetoptError as e: print(repr(e), e.opt, e.msg)
    # expect: GetoptError('option -c not recognized', 'c') c option -c not recognized
    # expect: GetoptError('option -b requires argument', 'b') b option -b requires argument
    # expect: GetoptError('option --x not recognized', 'x') x option --x not recognized
    # expect: GetoptError('option --y must not have an argument', 'y') y option --y must not have an argument
    # expect: GetoptError('option --f not a unique prefix', 'f') f option --f not a unique prefix
    # expect: GetoptError('option --y requires argument', 'y') y option --y requires argument
print(timeit.timeit('x=1',number=100)>0, timeit.repeat(lambda:1,number=3,repeat=2).__len__())  # expect: True 2
try: timeit.Timer('x=')
except SyntaxError as e: print(e)  # expect: invalid syntax (<timeit-src>, line 2)
d={'k%d'%i:list(range(i*3)) for i in range(8)}; pprint.pprint(d); pprint.pprint(d,width=30,compact=True); pprint.pprint(list(range(50)),compact=True); pprint.pprint({1:{2:{3:{}}}},depth=2)
# expect: {'k0': [],
# expect:  'k1': [0, 1, 2],
# expect:  'k2': [0, 1, 2, 3, 4, 5],
# expect:  'k3': [0, 1, 2, 3, 4, 5, 6, 7, 8],
# expect:  'k4': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
# expect:  'k5': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
# expect:  'k6': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
# expect:  'k7': [0,
# expect:         1,
# expect:         2,
# expect:         3,
# expect:         4,
# expect:         5,
# expect:         6,
# expect:         7,
# expect:         8,
# expect:         9,
# expect:         10,
# expect:         11,
# expect:         12,
# expect:         13,
# expect:         14,
# expect:         15,
# expect:         16,
# expect:         17,
# expect:         18,
# expect:         19,
# expect:         20]}
# expect: {'k0': [],
# expect:  'k1': [0, 1, 2],
# expect:  'k2': [0, 1, 2, 3, 4, 5],
# expect:  'k3': [0, 1, 2, 3, 4, 5, 6,
# expect:         7, 8],
# expect:  'k4': [0, 1, 2, 3, 4, 5, 6,
# expect:         7, 8, 9, 10, 11],
# expect:  'k5': [0, 1, 2, 3, 4, 5, 6,
# expect:         7, 8, 9, 10, 11, 12,
# expect:         13, 14],
# expect:  'k6': [0, 1, 2, 3, 4, 5, 6,
# expect:         7, 8, 9, 10, 11, 12,
# expect:         13, 14, 15, 16, 17],
# expect:  'k7': [0, 1, 2, 3, 4, 5, 6,
# expect:         7, 8, 9, 10, 11, 12,
# expect:         13, 14, 15, 16, 17,
# expect:         18, 19, 20]}
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
# expect:  22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
# expect:  42, 43, 44, 45, 46, 47, 48, 49]
# expect: {1: {2: {...}}}
l=[1]; l.append(l); print(pprint.saferepr(l)[:12], pprint.isrecursive(l), pprint.isreadable([1,'a']))
# expect: [1, <Recursi True True
pprint.pprint('the quick brown fox '*10); pprint.pprint([b'x'*100, {'a'}, frozenset(range(30))], width=40, indent=4)
# expect: ('the quick brown fox the quick brown fox the quick brown fox the quick brown '
# expect:  'fox the quick brown fox the quick brown fox the quick brown fox the quick '
# expect:  'brown fox the quick brown fox the quick brown fox ')
# expect: [   b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# expect:     b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# expect:     b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# expect:     b'xxxx',
# expect:     {'a'},
# expect:     frozenset({   0,
# expect:                   1,
# expect:                   2,
# expect:                   3,
# expect:                   4,
# expect:                   5,
# expect:                   6,
# expect:                   7,
# expect:                   8,
# expect:                   9,
# expect:                   10,
# expect:                   11,
# expect:                   12,
# expect:                   13,
# expect:                   14,
# expect:                   15,
# expect:                   16,
# expect:                   17,
# expect:                   18,
# expect:                   19,
# expect:                   20,
# expect:                   21,
# expect:                   22,
# expect:                   23,
# expect:                   24,
# expect:                   25,
# expect:                   26,
# expect:                   27,
# expect:                   28,
# expect:                   29})]
import collections, types, dataclasses
pprint.pprint(collections.OrderedDict((i,'x'*20) for i in range(5))); pprint.pprint(collections.Counter('abcabcddddeeeeeffffffffffggggggggghhhhhhh'*3),width=20); pprint.pprint(collections.deque(range(40),maxlen=50)); pprint.pprint(collections.defaultdict(list,{i:[i]*20 for i in range(3)})); pprint.pprint(types.SimpleNamespace(a='x'*50,b='y'*50)); pprint.pp({'z':1,'a':2}); pprint.pprint({3:1,'a':2,None:3}); pprint.pprint(123456789,underscore_numbers=True)
# expect: OrderedDict([(0, 'xxxxxxxxxxxxxxxxxxxx'),
# expect:              (1, 'xxxxxxxxxxxxxxxxxxxx'),
# expect:              (2, 'xxxxxxxxxxxxxxxxxxxx'),
# expect:              (3, 'xxxxxxxxxxxxxxxxxxxx'),
# expect:              (4, 'xxxxxxxxxxxxxxxxxxxx')])
# expect: Counter({'f': 30,
# expect:          'g': 27,
# expect:          'h': 21,
# expect:          'e': 15,
# expect:          'd': 12,
# expect:          'a': 6,
# expect:          'b': 6,
# expect:          'c': 6})
# expect: deque([0,
# expect:        1,
# expect:        2,
# expect:        3,
# expect:        4,
# expect:        5,
# expect:        6,
# expect:        7,
# expect:        8,
# expect:        9,
# expect:        10,
# expect:        11,
# expect:        12,
# expect:        13,
# expect:        14,
# expect:        15,
# expect:        16,
# expect:        17,
# expect:        18,
# expect:        19,
# expect:        20,
# expect:        21,
# expect:        22,
# expect:        23,
# expect:        24,
# expect:        25,
# expect:        26,
# expect:        27,
# expect:        28,
# expect:        29,
# expect:        30,
# expect:        31,
# expect:        32,
# expect:        33,
# expect:        34,
# expect:        35,
# expect:        36,
# expect:        37,
# expect:        38,
# expect:        39],
# expect:       maxlen=50)
# expect: defaultdict(<class 'list'>,
# expect:             {0: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
# expect:              1: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
# expect:              2: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]})
# expect: namespace(a='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:           b='yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')
# expect: {'z': 1, 'a': 2}
# expect: {None: 3, 3: 1, 'a': 2}
# expect: 123_456_789
@dataclasses.dataclass
class D:
    aaaaaaaaaa: str
    bbbbbbbbbb: list
pprint.pprint(D('x'*40,list(range(30)))); pprint.pprint(collections.ChainMap({1:'a'*50},{2:'b'*50}))
# expect: D(aaaaaaaaaa='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:   bbbbbbbbbb=[0,
# expect:               1,
# expect:               2,
# expect:               3,
# expect:               4,
# expect:               5,
# expect:               6,
# expect:               7,
# expect:               8,
# expect:               9,
# expect:               10,
# expect:               11,
# expect:               12,
# expect:               13,
# expect:               14,
# expect:               15,
# expect:               16,
# expect:               17,
# expect:               18,
# expect:               19,
# expect:               20,
# expect:               21,
# expect:               22,
# expect:               23,
# expect:               24,
# expect:               25,
# expect:               26,
# expect:               27,
# expect:               28,
# expect:               29])
# expect: ChainMap({1: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'},
# expect:          {2: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'})
pprint.pprint(types.MappingProxyType({i:'x'*30 for i in range(4)}))
# expect: mappingproxy({0: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:               1: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:               2: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:               3: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'})
