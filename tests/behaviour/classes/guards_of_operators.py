# Warm operators, comparisons, subscripts and loops meet other types than before.
import binascii
def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__, str(e)
def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def div(a, b): return a / b
def mod(a, b): return a % b
def quo(a, b): return a // b
def plus(a): return a + 1
def half(a): return a * 0.5
def chain(a, b, c): return a * b + c - a
def bits(a, b): return a & b, a | b, a ^ b
def left(a, b): return a << b
def right(a, b): return a >> b
def inplace(a, b):
    a += b; a -= 1; a *= 2
    return a
def lt(a, b): return 1 if a < b else 0
def le3(a):
    if a <= 3: return 'le'
    return 'gt'
def eq(a, b):
    while a == b: return 'eq'
    return 'ne'
def ne(a, b): return 'ne' if a != b else 'eq'
def ge(a, b): return not a >= b
def is_none(a): return 'none' if a is None else 'some'
def truth(a): return 1 if a else 0
def item(a, i): return a[i]
def first(a): return a[0]
def store(a, i, v): a[i] = v; return a
def has(k, d): return k in d
class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return 'V'
    def __add__(self, o): return 'V+'
    def __radd__(self, o): return '+V'
    def __lt__(self, o): return []
    def __eq__(self, o): return 'yes'
    def __bool__(self): raise KeyError('bool')
    def __getitem__(self, i): return ('item', i)
    def __setitem__(self, i, v): print('set', i, v)
class I(int):
    def __add__(self, o): return 'I+'
class L(list):
    def __getitem__(self, i): return ('L', i)
class D(dict):
    def __missing__(self, k): return ('missing', k)
big = 2 ** 62 - 1
inf, nan = float('inf'), float('nan')
values = [0, 1, -7, 3, big, -big - 1, 2 ** 70, 0.0, -0.0, 1.5, -2.25, 1e300, 1e-300, inf, nan, True, 'a', I(4), V(1), None]
binary = [add, sub, mul, div, mod, quo, bits, left, right, inplace, lt, eq, ne, ge]
for f in binary:
    for i in range(10): attempt(f, i, 3)
    for i in range(10): attempt(f, i + .5, 3.25)
for f in binary:
    results = []
    for a in values:
        for b in values:
            if f is left and not (isinstance(b, int) and b < 80): continue
            results.append(attempt(f, a, b))
    print(f.__name__, len(results), sum(map(len, map(repr, results))), binascii.crc32(repr(results).encode()))
    print([repr(r) for r in results if not isinstance(r, tuple)][:60:3])
for f in (plus, half, le3, is_none, truth, first):
    for i in range(10): attempt(f, i)
    print(f.__name__, [attempt(f, v) for v in values])
print([attempt(chain, a, b, c) for a in values[:12:3] for b in values[1:14:4] for c in (1, .5, 'x')])
for c in ([1, 2, 3], (1, 2, 3), 'abc', b'abc', {0: 'z', 'k': 1, -1: 'm'}, L([1]), D(), V(0), range(5), 5):
    print([attempt(item, c, i) for i in (0, 1, -1, 5, -9, 'k', None, True)])
for c in ([1, 2, 3], (1,), {}, {0: 1}, V(0), bytearray(b'abc'), L([1, 2])):
    print([str(attempt(store, c, i, 65)) for i in (0, -1, 7, 'k', [])])
for c in ({1: 2, 'a': 3}, {1.0, 'a'}, [1, 'a'], 'abc', D(a=1), 7):
    print([attempt(has, k, c) for k in (1, 'a', 'zz', 1.0, [], None)])
def loop(it):
    out = []
    for x in it: out.append(x)
    return out
def pairs(it):
    out = []
    for k, v in it: out.append((v, k))
    return out
def gen():
    yield 1
    try: yield 2
    finally: pass
def grow(d):
    for k in d: d[k + 100] = 1
for it in (range(3), [1, 2], (3, 4), {5: 6}, {7: 8}.values(), gen(), 'ab', iter([9]), range(2 ** 70, 2 ** 70 + 2), {1, }, reversed([1, 2]),
           reversed({1: 1, 2: 2}), enumerate('x'), zip('a', 'b'), map(str, [1]), V(0) if False else range(0), [], (), {}):
    for i in range(2): print(attempt(loop, it), end=' ')
print()
for it in ({1: 2, 3: 4}.items(), [(1, 2)], enumerate('ab'), zip('ab', 'cd'), reversed({1: 2}.items()), {1: 2}, [(1, 2, 3)], ['ab']):
    for i in range(2): print(attempt(pairs, it), end=' ')
print()
print(attempt(grow, {1: 1}), attempt(loop, 3))
def shrink(l):
    out = []
    for x in l:
        out.append(x)
        if len(l) > 2: l.pop()
    return out
print(shrink([1, 2, 3, 4, 5]))
# expect: add 400 7157 4103276994
# expect: ['0', '3', '1180591620717411303424', '1.5', '1e-300', '1', '1', '4', '1180591620717411303425', '2.5', '1.0', '2', '-7', '-4', '1180591620717411303417', '-5.5', '-7.0', '-6', '3', '6']
# expect: sub 400 9950 1597980152
# expect: ['0', '-3', '-1180591620717411303424', '-1.5', '-1e-300', '-1', '0', '-4611686018427387902', '1.0', '3.25', '-inf', '-3', '0', '4611686018427387897', '-7.0', '-1e+300', 'nan', '3', '0', '-1180591620717411303421']
# expect: mul 400 8836 2152820421
# expect: ['0', '0', '0', '0.0', '0.0', '0', '0', '3', '1180591620717411303424', '1.5', '1e-300', '1', '0', '-21', '-8264141345021879123968', '-10.5', '-7e-300', '-7', '0', '9']
# expect: div 400 12349 730764795
# expect: ['0.0', '0.0', '0.0', '0.0', '0.0', '-0.14285714285714285', '-2.168404344971009e-19', '-0.4444444444444444', '0.0', '0.25', '-2.3333333333333335', '-5.929230630780102e-21', '-6.999999999999999e-300', 'nan', '3.0', '6.505213034913027e-19', '2.0', '3e+300', '3.0', '-6.588122883467697e+17']
# expect: mod 400 10878 2264131030
# expect: ['0', '0', '0.0', '0.0', '0', '-6', '-4611686018427387903', '-1.25', '1.0', '1', '2', '1180591620717411303417', '1e+300', 'nan', '0', '3', '0.0', '6.8895595841191346e-301', '0', '-4']
# expect: quo 400 11773 2064793968
# expect: ['0', '0', '0.0', '0.0', '0', '-1', '-1', '-1.0', '0.0', '0', '-3', '-1', '-1.0', 'nan', '3', '0', '2.0', '3e+300', '3', '-658812288346769701']
# expect: bits 400 24600 3750907040
# expect: []
# expect: left 140 6398 627538810
# expect: ['0', '0', '2', '16', '-56', '3', '6', '9223372036854775806', '73786976294838206448', '-36893488147419103232', '1180591620717411303424', '2361183241434822606848', '2', '16', '32']
# expect: right 400 23467 3029567560
# expect: ['0', '0', '0', '0', '0', '-4', '-1', '3', '0', '0', '576460752303423487', '2305843009213693951', '-2305843009213693952', '-1', '1180591620717411303424', '0', '73786976294838206464', '0', '0', '2']
# expect: inplace 400 10984 2739380674
# expect: ['-2', '4', '2361183241434822606846', '1.0', '-2.0', '0', '2', '9223372036854775806', '0.0', '-4.5', 'inf', '8', '-30', '-9223372036854775824', '-16.0', '2e+300', 'nan', '4', '10', '2361183241434822606852']
# expect: lt 400 6932 3745743973
# expect: ['0', '1', '1', '1', '1', '1', '0', '1', '0', '0', '1', '1', '0', '0', '1', '1', '0', '0', '0', '1']
# expect: eq 400 1600 169172452
# expect: ["'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'eq'", "'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'"]
# expect: ne 400 1600 169172452
# expect: ["'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'eq'", "'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'", "'eq'", "'ne'", "'ne'", "'ne'", "'ne'", "'ne'"]
# expect: ge 400 9431 2323593780
# expect: ['False', 'True', 'True', 'True', 'True', 'True', 'False', 'True', 'False', 'False', 'True', 'True', 'False', 'False', 'True', 'True', 'True', 'False', 'False', 'True']
# expect: plus [1, 2, -6, 4, 4611686018427387904, -4611686018427387903, 1180591620717411303425, 1.0, 1.0, 2.5, -1.25, 1e+300, 1.0, inf, nan, 2, ('TypeError', 'can only concatenate str (not "int") to str'), 'I+', 'V+', ('TypeError', "unsupported operand type(s) for +: 'NoneType' and 'int'")]
# expect: half [0.0, 0.5, -3.5, 1.5, 2.305843009213694e+18, -2.305843009213694e+18, 5.902958103587057e+20, 0.0, -0.0, 0.75, -1.125, 5e+299, 5e-301, inf, nan, 0.5, ('TypeError', "can't multiply sequence by non-int of type 'float'"), 2.0, ('TypeError', "unsupported operand type(s) for *: 'V' and 'float'"), ('TypeError', "unsupported operand type(s) for *: 'NoneType' and 'float'")]
# expect: le3 ['le', 'le', 'le', 'le', 'gt', 'le', 'gt', 'le', 'le', 'le', 'le', 'gt', 'le', 'gt', 'gt', 'le', ('TypeError', "'<=' not supported between instances of 'str' and 'int'"), 'gt', ('TypeError', "'<=' not supported between instances of 'V' and 'int'"), ('TypeError', "'<=' not supported between instances of 'NoneType' and 'int'")]
# expect: is_none ['some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'some', 'none']
# expect: truth [0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, ('KeyError', "'bool'"), 0]
# expect: first [('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'float' object is not subscriptable"), ('TypeError', "'bool' object is not subscriptable"), 'a', ('TypeError', "'I' object is not subscriptable"), ('item', 0), ('TypeError', "'NoneType' object is not subscriptable")]
# expect: [1, 0.5, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), 1, 0.5, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), 1.0, 0.5, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), nan, nan, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), 1, 0.5, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), -13835058055282163714, -1.3835058055282164e+19, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), 2.5, 2.0, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), inf, inf, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), 1, 0.0, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), -5444517870735015416594585339625702686719, -5.444517870735016e+39, ('TypeError', "unsupported operand type(s) for +: 'int' and 'str'"), 5.902958103587057e+20, 5.902958103587057e+20, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), inf, inf, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), 1.0, 0.5, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), -6.917529027641082e+18, -6.917529027641082e+18, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), 1.75, 1.25, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'"), inf, inf, ('TypeError', "unsupported operand type(s) for +: 'float' and 'str'")]
# expect: [1, 2, 3, ('IndexError', 'list index out of range'), ('IndexError', 'list index out of range'), ('TypeError', 'list indices must be integers or slices, not str'), ('TypeError', 'list indices must be integers or slices, not NoneType'), 2]
# expect: [1, 2, 3, ('IndexError', 'tuple index out of range'), ('IndexError', 'tuple index out of range'), ('TypeError', 'tuple indices must be integers or slices, not str'), ('TypeError', 'tuple indices must be integers or slices, not NoneType'), 2]
# expect: ['a', 'b', 'c', ('IndexError', 'string index out of range'), ('IndexError', 'string index out of range'), ('TypeError', 'string indices must be integers'), ('TypeError', 'string indices must be integers'), 'b']
# expect: [97, 98, 99, ('IndexError', 'index out of range'), ('IndexError', 'index out of range'), ('TypeError', 'byte indices must be integers or slices, not str'), ('TypeError', 'byte indices must be integers or slices, not NoneType'), 98]
# expect: ['z', ('KeyError', '1'), 'm', ('KeyError', '5'), ('KeyError', '-9'), 1, ('KeyError', 'None'), ('KeyError', 'True')]
# expect: [('L', 0), ('L', 1), ('L', -1), ('L', 5), ('L', -9), ('L', 'k'), ('L', None), ('L', True)]
# expect: [('missing', 0), ('missing', 1), ('missing', -1), ('missing', 5), ('missing', -9), ('missing', 'k'), ('missing', None), ('missing', True)]
# expect: [('item', 0), ('item', 1), ('item', -1), ('item', 5), ('item', -9), ('item', 'k'), ('item', None), ('item', True)]
# expect: [0, 1, 4, ('IndexError', 'range object index out of range'), ('IndexError', 'range object index out of range'), ('TypeError', 'range indices must be integers or slices, not str'), ('TypeError', 'range indices must be integers or slices, not NoneType'), 1]
# expect: [('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable"), ('TypeError', "'int' object is not subscriptable")]
# expect: ['[65, 2, 3]', '[65, 2, 65]', "('IndexError', 'list assignment index out of range')", "('TypeError', 'list indices must be integers or slices, not str')", "('TypeError', 'list indices must be integers or slices, not list')"]
# expect: ['(\'TypeError\', "\'tuple\' object does not support item assignment")', '(\'TypeError\', "\'tuple\' object does not support item assignment")', '(\'TypeError\', "\'tuple\' object does not support item assignment")', '(\'TypeError\', "\'tuple\' object does not support item assignment")', '(\'TypeError\', "\'tuple\' object does not support item assignment")']
# expect: ['{0: 65}', '{0: 65, -1: 65}', '{0: 65, -1: 65, 7: 65}', "{0: 65, -1: 65, 7: 65, 'k': 65}", '(\'TypeError\', "unhashable type: \'list\'")']
# expect: ['{0: 65}', '{0: 65, -1: 65}', '{0: 65, -1: 65, 7: 65}', "{0: 65, -1: 65, 7: 65, 'k': 65}", '(\'TypeError\', "unhashable type: \'list\'")']
# expect: set 0 65
# expect: set -1 65
# expect: set 7 65
# expect: set k 65
# expect: set [] 65
# expect: ['V', 'V', 'V', 'V', 'V']
# expect: ["bytearray(b'Abc')", "bytearray(b'AbA')", "('IndexError', 'bytearray index out of range')", "('TypeError', 'bytearray indices must be integers or slices, not str')", "('TypeError', 'bytearray indices must be integers or slices, not list')"]
# expect: ['[65, 2]', '[65, 65]', "('IndexError', 'list assignment index out of range')", "('TypeError', 'list indices must be integers or slices, not str')", "('TypeError', 'list indices must be integers or slices, not list')"]
# expect: [True, True, False, True, ('TypeError', "unhashable type: 'list'"), False]
# expect: [True, True, False, True, ('TypeError', "unhashable type: 'list'"), False]
# expect: [True, True, False, True, False, False]
# expect: [('TypeError', "'in <string>' requires string as left operand, not int"), True, False, ('TypeError', "'in <string>' requires string as left operand, not float"), ('TypeError', "'in <string>' requires string as left operand, not list"), ('TypeError', "'in <string>' requires string as left operand, not NoneType")]
# expect: [False, True, False, False, ('TypeError', "unhashable type: 'list'"), False]
# expect: [('TypeError', "argument of type 'int' is not iterable"), ('TypeError', "argument of type 'int' is not iterable"), ('TypeError', "argument of type 'int' is not iterable"), ('TypeError', "argument of type 'int' is not iterable"), ('TypeError', "argument of type 'int' is not iterable"), ('TypeError', "argument of type 'int' is not iterable")]
# expect: [0, 1, 2] [0, 1, 2] [1, 2] [1, 2] [3, 4] [3, 4] [5] [5] [8] [8] [1, 2] [] ['a', 'b'] ['a', 'b'] [9] [] [1180591620717411303424, 1180591620717411303425] [1180591620717411303424, 1180591620717411303425] [1] [1] [2, 1] [] [2, 1] [] [(0, 'x')] [] [('a', 'b')] [] ['1'] [] [] [] [] [] [] [] [] [] 
# expect: [(2, 1), (4, 3)] [(2, 1), (4, 3)] [(2, 1)] [(2, 1)] [('a', 0), ('b', 1)] [] [('c', 'a'), ('d', 'b')] [] [(2, 1)] [] ('TypeError', 'cannot unpack non-iterable int object') ('TypeError', 'cannot unpack non-iterable int object') ('ValueError', 'too many values to unpack (expected 2)') ('ValueError', 'too many values to unpack (expected 2)') [('b', 'a')] [('b', 'a')] 
# expect: ('RuntimeError', 'dictionary changed size during iteration') ('TypeError', "'int' object is not iterable")
# expect: [1, 2, 3]
