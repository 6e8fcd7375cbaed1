# What natives do on shorter paths: texts of ints, padding, replacing, keywords, getters, combinations.
print([f(n) for f in (bin, oct, hex) for n in (0, 1, -1, 255, -256, 2**61, -2**62, 2**63 - 1, -2**63, 2**64, -2**70, True)])
print([s.zfill(6) for s in ('', '42', '-42', '+4', 'é', 'ł', '1234567', '--')])
print([s.center(7, c) + '|' + s.ljust(6, c) + '|' + s.rjust(5, c) for s in ('', 'ab', 'é', 'ł', '\U0001f600') for c in ('*', 'é', 'ł')])
print([(s.replace('o', ''), s.replace('o', '0'), s.replace('o', 'ał'), s.replace('o', 'xy'), s.replace('o', 'é', 1), s.replace('zz', 'o')) for s in ('', 'o', 'foo bot', 'éo', 'łoo')])
print('éa'.replace('é', 'e').isascii(), 'ab'.replace('a', 'é').isascii(), 'abc'.ljust(4, 'é').isascii(), '1'.zfill(3).isascii())
try: 'a'.ljust(2**62)
except MemoryError as e: print('MemoryError')
print('%%  %.2r' % '😀x', '%.3s|%s' % ('abcdef', 'x'), '%s' % 'whole' is 'whole')
print(True + True, 1 + True, False + 5, True + 2.5, sum([True, 3, False]), type(True + False), 2**62 - 1 + True, True + (2**62 - 1))
x = 4611686018427387903; x += True; print(x)
class I(int):
    def __radd__(self, other): return 'radd'
print(True + I(3), 1 + I(3))
print(sum([1, 2.5, 3]), sum([0.1] * 10), sum((1, 2**62, 2**62)), sum(b'abc'), sum(bytearray(b'ab'), 5), sum([], 7), sum([-0.0]), sum([-0.0], 0.0), sum([2**62, 1.5]), sum([1, 'a'][:1]), sum([True, True]))
for bad in ([1, 'a'], [1.5, None], ['a']):
    try: sum(bad)
    except TypeError as e: print(e)
print(sum([1.0, 2, 3]), sum([1e308, 1e308]), sum([float('nan')]), sum((0.0, -0.0)), sum([1, 2], start=3), sum([], start=-0.0))
import operator, sys
class A: pass
a = A(); a.b = A(); a.b.c = 5; setattr(a, '.', 3); setattr(a, 'x.y', 4)
dotted = sys.intern('b.c')
print(operator.attrgetter(dotted)(a), operator.attrgetter('b.c', 'b')(a)[0], operator.attrgetter('b')(a) is a.b, operator.attrgetter(dotted), operator.attrgetter('b.c').__reduce__()[1])
for name in ('.', 'x.y', '', 'b.', 'zz'):
    try: print(operator.attrgetter(name)(a))
    except AttributeError as e: print(e)
class S(str): pass
print(operator.attrgetter(S('b.c'))(a), operator.attrgetter(S('b'))(a) is a.b)
import itertools
print(list(itertools.product([], [1])), list(itertools.product()), list(itertools.product('ab', repeat=2)), list(itertools.combinations('abc', 2)), list(itertools.permutations('abc', 2))[-1], list(itertools.combinations_with_replacement('ab', 2)), len(next(itertools.product(range(3), repeat=40))), list(itertools.permutations([], 0)), list(itertools.combinations('ab', 3)))
for call in ("int('1', bas=2)", "int('1', base=2, x=3)", "'a b'.split(sep=' ', sep2=1)", "sorted([1], cmp=1)", "sorted([2, 1], reverse=True, key=None)", "round(number=2.5)", "round(1.25, ndigits=1)", "max([1], kay=1)", "'a'.encode(encoding='utf-8', errors='strict')", "'x'.encode('UTF-8')", "'é'.encode('Latin-1')", "'é'.encode('iso-8859-1')", "'é'.encode('ascii')", "b'\\xe9'.decode('latin1')", "'a'.encode('utf 8')", "'a'.encode('nope')", "enumerate(iterable=[1], start=2).__next__()", "{}.update(self=1)", "dict(a=1, **{'b c': 2})", "sum([1], strat=2)", "print(1, ned='')"):
    try: print(eval(call))
    except Exception as e: print(f'{type(e).__name__}: {e}')
# expect: ['0b0', '0b1', '-0b1', '0b11111111', '-0b100000000', '0b10000000000000000000000000000000000000000000000000000000000000', '-0b100000000000000000000000000000000000000000000000000000000000000', '0b111111111111111111111111111111111111111111111111111111111111111', '-0b1000000000000000000000000000000000000000000000000000000000000000', '0b10000000000000000000000000000000000000000000000000000000000000000', '-0b10000000000000000000000000000000000000000000000000000000000000000000000', '0b1', '0o0', '0o1', '-0o1', '0o377', '-0o400', '0o200000000000000000000', '-0o400000000000000000000', '0o777777777777777777777', '-0o1000000000000000000000', '0o2000000000000000000000', '-0o200000000000000000000000', '0o1', '0x0', '0x1', '-0x1', '0xff', '-0x100', '0x2000000000000000', '-0x4000000000000000', '0x7fffffffffffffff', '-0x8000000000000000', '0x10000000000000000', '-0x400000000000000000', '0x1']
# expect: ['000000', '000042', '-00042', '+00004', '00000é', '00000ł', '1234567', '-0000-']
# expect: ['*******|******|*****', 'ééééééé|éééééé|ééééé', 'łłłłłłł|łłłłłł|łłłłł', '***ab**|ab****|***ab', 'éééabéé|abéééé|éééab', 'łłłabłł|abłłłł|łłłab', '***é***|é*****|****é', 'ééééééé|éééééé|ééééé', 'łłłéłłł|éłłłłł|łłłłé', '***ł***|ł*****|****ł', 'éééłééé|łééééé|ééééł', 'łłłłłłł|łłłłłł|łłłłł', '***😀***|😀*****|****😀', 'ééé😀ééé|😀ééééé|éééé😀', 'łłł😀łłł|😀łłłłł|łłłł😀']
# expect: [('', '', '', '', '', ''), ('', '0', 'ał', 'xy', 'é', 'o'), ('f bt', 'f00 b0t', 'fałał bałt', 'fxyxy bxyt', 'féo bot', 'foo bot'), ('é', 'é0', 'éał', 'éxy', 'éé', 'éo'), ('ł', 'ł00', 'łałał', 'łxyxy', 'łéo', 'łoo')]
# expect: True False False True
# expect: MemoryError
# expect: %  '😀 abc|x True
# expect: 2 2 5 3.5 4 <class 'int'> 4611686018427387904 4611686018427387904
# expect: 4611686018427387904
# expect: 4 radd
# expect: 6.5 0.9999999999999999 9223372036854775809 294 200 7 0.0 0.0 4.611686018427388e+18 1 2
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: unsupported operand type(s) for +: 'float' and 'NoneType'
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: 6.0 inf nan 0.0 6 -0.0
# expect: 5 5 True operator.attrgetter('b.c') ('b.c',)
# expect: 'A' object has no attribute ''
# expect: 'A' object has no attribute 'x'
# expect: 'A' object has no attribute ''
# expect: 'A' object has no attribute ''
# expect: 'A' object has no attribute 'zz'
# expect: 5 True
# expect: [] [()] [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')] [('a', 'b'), ('a', 'c'), ('b', 'c')] ('c', 'b') [('a', 'a'), ('a', 'b'), ('b', 'b')] 40 [()] []
# expect: TypeError: 'bas' is an invalid keyword argument for int()
# expect: TypeError: int() takes at most 2 arguments (3 given)
# expect: TypeError: 'sep2' is an invalid keyword argument for split()
# expect: TypeError: 'cmp' is an invalid keyword argument for sort()
# expect: [2, 1]
# expect: 2
# expect: 1.2
# expect: TypeError: 'kay' is an invalid keyword argument for max()
# expect: b'a'
# expect: b'x'
# expect: b'\xe9'
# expect: b'\xe9'
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# expect: é
# expect: b'a'
# expect: LookupError: unknown encoding: nope
# expect: (2, 1)
# expect: None
# expect: {'a': 1, 'b c': 2}
# expect: TypeError: 'strat' is an invalid keyword argument for sum()
# expect: TypeError: 'ned' is an invalid keyword argument for print()
