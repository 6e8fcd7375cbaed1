# dir, vars, getattr, hasattr, id, callable, type names, doc.
class C:
    a = 1
    def __init__(self): self.b = 2
c = C()
print([n for n in dir(c) if not n.startswith('_')], vars(c), getattr(c, 'a'), getattr(c, 'z', None), hasattr(c, 'b'), callable(len), callable(C), callable(c))
# expect: ['a', 'b'] {'b': 2} 1 None True True True False
setattr(c, 'd', 4); delattr(c, 'b')
print(vars(c), id(c) == id(c), type(c).__name__, type(type).__name__, isinstance(c, object), issubclass(C, object))
# expect: {'d': 4} True C type True True
print(eval('1 + 1'), eval('a', {}, {'a': 5}), eval(compile('2 * 3', '<s>', 'eval')), exec('zz = 9'), zz)
# expect: 2 5 6 None 9
print(repr(...), repr(NotImplemented), repr(None), repr(print), repr(int), repr([].append)[:32], repr(type), repr(Ellipsis))
# expect: Ellipsis NotImplemented None <built-in function print> <class 'int'> <built-in method append of list  <class 'type'> Ellipsis
print(bin(10), oct(10), hex(10), chr(97), ord('a'), abs(-3), pow(2, 10), round(3.7), divmod(17, 5), ascii('ñ'), hash('') == hash(''), bool([]), bool('0'), len({1: 2}))
# expect: 0b1010 0o12 0xa a 97 3 1024 4 (3, 2) '\xf1' True False True 1
print(list(map(type, (1, 1.0, 'a', b'a', [], (), {}, set(), None, True, 1j, range(1), slice(1), print, C, c))))
# expect: [<class 'int'>, <class 'float'>, <class 'str'>, <class 'bytes'>, <class 'list'>, <class 'tuple'>, <class 'dict'>, <class 'set'>, <class 'NoneType'>, <class 'bool'>, <class 'complex'>, <class 'range'>, <class 'slice'>, <class 'builtin_function_or_method'>, <class 'type'>, <class '__main__.C'>]
print(globals() is vars(), '__name__' in globals(), locals() is globals(), __name__, __doc__, type(__builtins__).__name__)
# expect: True True True __main__ None module
print(*[1, 2], sep=', ', end=';\n'); print(); print('', 1, None, sep='|'); print('a', 'b', sep='')
# expect: 1, 2;
# expect:
# expect: |1|None
# expect: ab
import sys
print('to stdout', file=sys.stdout, flush=True); sys.stdout.write('written\n')
# expect: to stdout
# expect: written
print(int(), float(), str(), list(), dict(), tuple(), set(), bool(), bytes(), complex(), frozenset(), object is type(object()))
# expect: 0 0.0  [] {} () set() False b'' 0j frozenset() True
print(sys.version_info[:2], sys.byteorder, sys.maxsize, sys.maxunicode, sys.implementation.name in ('cpython', 'kaa'), sys.float_info.max, sys.hash_info.modulus)
# expect: (3, 10) little 9223372036854775807 1114111 True 1.7976931348623157e+308 2305843009213693951
