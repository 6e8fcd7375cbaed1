# f-strings, str.format and % in detail.
x, name, pi = 42, 'kaa', 3.14159
d, l = {'k': 'v', 'n': {'m': 1}}, [1, 2, 3]
print(f'{x} {x!r} {name!r:>8} {pi:.{x - 40}f} {x:#06x} {x = } {x=:>5} {name=!s} { x + 1 } {d["k"]} {l[0]:03} {{}} {{{x}}}')
# expect: 42 42    'kaa' 3.14 0x002a x = 42 x=   42 name=kaa 43 v 001 {} {42}
print(f'{x:>{10}}|{name:^9}|{name:*<6}|{pi:8.2e}|{-x:=+8}|{x:b}|{x:c}|{10**6:,}|{0.25:.0%}|{True:d}|{True}|{None!s:>6}|{x:<5}|')
# expect:         42|   kaa   |kaa***|3.14e+00|-     42|101010|*|1,000,000|25%|1|True|  None|42   |
print(f'{(lambda a: a * 2)(3)} {[i for i in l]} { {"a": 1}["a"]} {f"in {name}"} {x if x else 0}')
# expect: 6 [1, 2, 3] 1 in kaa 42
print('{} {}'.format(1, 2), '{1} {0} {1}'.format('a', 'b'), '{x} {y[0]} {y[k]}'.format(x=1, y={0: 'zero', 'k': 'kv'}), '{0.real} {0.imag}'.format(5), '{:>{w}}'.format('x', w=4), '{!r:>5}'.format('a'), '{{}}'.format())
# expect: 1 2 b a b 1 zero kv 5 0    x   'a' {}
print('%s %r %a %d %i %x %o %c %c %% %5s|%-5s|%.2s|%5.1f' % ('s', 'r', 'é', 1.9, 2, 255, 8, 65, 'B', 'a', 'b', 'cdef', 2.25), '%(k)s %(n)s' % d, '%s' % (1,), '%s' % [1, 2], '%s %s' % ((1, 2), 3), '%*d' % (5, 3), '%-+5d|% d' % (3, 4), '%#x %X' % (255, 255))
# expect: s 'r' '\xe9' 1 2 ff 10 A B %     a|b    |cd|  2.2 v {'m': 1} 1 [1, 2] (1, 2) 3     3 +3   | 4 0xff FF
class F:
    def __format__(self, spec): return f'<{spec!r}>'
    def __str__(self): return 'S'
    def __repr__(self): return 'R'
f = F()
print(f'{f}', f'{f:abc}', f'{f!s}', f'{f!r:>3}', '%s %r' % (f, f), str(f), [f], format(f, 'q'), '{:z}'.format(f), f'{f=}', f'{f=!s}', f'{f=:x}')
# expect: <''> <'abc'> S   R S R S [R] <'q'> <'z'> f=R f=S f=<'x'>
print(format(5), format('a', '>3'), format(1.5, '.3f'), format(None), format([1]), f'{"a":s}{5:d}', f'{3 + 4j:.1f}', f'{"abc":.2}', f'{123.456:.5}', f'{1e20}', f'{1234.5:n}')
# expect: 5   a 1.500 None [1] a5 3.0+4.0j ab 123.46 1e+20 1234.5
print(f'a{x}b' f'c{name}' 'd{x}', rf'\n{x}', f'''{
x}''', f'{x!r}' '{y}', f"{'a' 'b'}", f'{x:{"<"}{6}}|', f'{"{"}', f'{3.0:.0f} {0:.0e} {1e-7:.3} {100000.0} {1e16:.1f}')
# expect: a42bckaad{x} \n42 42 42{y} ab 42    | { 3 0e+00 1e-07 100000.0 10000000000000000.0
for case in ("f'{1:x}' + f'{1.5:x}'", "'{}'.format()", "'{x}'.format()", "'{0}{}'.format(1, 2)", "'%d' % 'a'", "'%s' % (1, 2)", "'%s %s' % 1", "'%z' % 1", "'{:d}'.format('a')", "'{:s}'.format(1)", "'{:,s}'.format('a')", "'{'.format(1)", "'}'.format(1)", "'{!z}'.format(1)", "format([], 'x')", "'%c' % 'ab'", "'%(a)s' % 5", "'{.x}'.format(1)", "'%' % ()", "f'{5:10.2}'", "f'{5:>>5d}'", "f'{\"a\":+}'"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: ValueError: Unknown format code 'x' for object of type 'float'
    # expect: IndexError: Replacement index 0 out of range for positional args tuple
    # expect: KeyError: 'x'
    # expect: ValueError: cannot switch from manual field specification to automatic field numbering
    # expect: TypeError: %d format: a real number is required, not str
    # expect: TypeError: not all arguments converted during string formatting
    # expect: TypeError: not enough arguments for format string
    # expect: ValueError: unsupported format character 'z' (0x7a) at index 1
    # expect: ValueError: Unknown format code 'd' for object of type 'str'
    # expect: ValueError: Unknown format code 's' for object of type 'int'
    # expect: ValueError: Cannot specify ',' with 's'.
    # expect: ValueError: Single '{' encountered in format string
    # expect: ValueError: Single '}' encountered in format string
    # expect: ValueError: Unknown conversion specifier z
    # expect: TypeError: unsupported format string passed to list.__format__
    # expect: TypeError: %c requires int or char
    # expect: TypeError: format requires a mapping
    # expect: AttributeError: 'int' object has no attribute 'x'
    # expect: ValueError: incomplete format
    # expect: ValueError: Precision not allowed in integer format specifier
    # expect: ValueError: Sign not allowed in string format specifier
