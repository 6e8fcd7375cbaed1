# __str__, __repr__, __bytes__, __int__, __float__, __index__, __complex__, __round__, __hash__, __len__, __bool__, __dir__.
class C:
    def __str__(self): return 's'
    def __repr__(self): return 'r'
    def __bytes__(self): return b'b'
    def __int__(self): return 1
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __complex__(self): return 4j
    def __round__(self, n=None): return ('round', n)
    def __trunc__(self): return 6
    def __abs__(self): return 'abs'
    def __len__(self): return 8
    def __reversed__(self): return 'reversed'
    def __contains__(self, x): return x
    def __divmod__(self, o): return 'dm'
    def __invert__(self): return '~'
    def __format__(self, s): return 'f' + s
    def __sizeof__(self): return 1
c = C()
print(c, [c], str(c), repr(c), bytes(c), int(c), float(c), complex(c), round(c), round(c, 2), abs(c), len(c), reversed(c), 5 in c, 0 in c)
# expect: s [r] s r b'b' 1 2.5 4j ('round', None) ('round', 2) abs 8 reversed True False
print(divmod(c, 1), ~c, format(c, 'x'), f'{c!r:>3}', '%s %r %d' % (c, c, c), [0, 1, 2, 'three'][c], 'ab' * c, hex(c), range(c), list(range(10))[:c])
# expect: dm ~ fx   r s r 1 three ababab 0x3 range(0, 3) [0, 1, 2]
class Bad:
    def __str__(self): return 5
    def __int__(self): return 'x'
    def __float__(self): return 1
    def __index__(self): return 'i'
    def __len__(self): return 'l'
    def __bool__(self): return 2
    def __bytes__(self): return 'b'
    def __hash__(self): return 'h'
    def __iter__(self): return 5
    def __contains__(self, x): raise KeyError('contains')
    def __format__(self, s): return 5
    def __reversed__(self): raise ValueError('rev')
    def __dir__(self): return 5
b = Bad()
for f in (str, int, float, len, bool, bytes, hash, iter, hex, list, lambda x: 1 in x, lambda x: f'{x}', reversed, dir, lambda x: [1][x], lambda x: 'a' * x):
    try: print(f(b))
    except Exception as e: print(type(e).__name__, e)
    # expect: TypeError __str__ returned non-string (type int)
    # expect: TypeError __int__ returned non-int (type str)
    # expect: TypeError Bad.__float__ returned non-float (type int)
    # expect: TypeError 'str' object cannot be interpreted as an integer
    # expect: TypeError __bool__ should return bool, returned int
    # expect: TypeError __bytes__ returned non-bytes (type str)
    # expect: TypeError __hash__ method should return an integer
    # expect: TypeError iter() returned non-iterator of type 'int'
    # expect: TypeError __index__ returned non-int (type str)
    # expect: TypeError iter() returned non-iterator of type 'int'
    # expect: KeyError 'contains'
    # expect: TypeError __format__ must return a str, not int
    # expect: ValueError rev
    # expect: TypeError 'int' object is not iterable
    # expect: TypeError __index__ returned non-int (type str)
    # expect: TypeError __index__ returned non-int (type str)
class Big:
    def __len__(self): return 10 ** 30
    def __index__(self): return 10 ** 30
for f in (lambda: len(Big()), lambda: [1][Big()], lambda: [1][:Big()], lambda: 'a' * Big(), lambda: range(Big())[-1], lambda: bool(Big())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    # expect: OverflowError cannot fit 'int' into an index-sized integer
    # expect: IndexError cannot fit 'Big' into an index-sized integer
# expect: [1]
# expect: OverflowError cannot fit 'Big' into an index-sized integer
# expect: 999999999999999999999999999999
# expect: OverflowError cannot fit 'int' into an index-sized integer
