# Deeply nested source runs or gives an exception.
def attempt(name, source):
    try:
        code = compile(source, 'deep', 'eval')
        print(name, 'compiled')  # expect: paren 50 compiled
    except (SyntaxError, RecursionError, MemoryError) as e:
        print(name, type(e).__name__, getattr(e, 'msg', ''))
        # expect: paren 300 SyntaxError too many nested parentheses
        # expect: list 300 SyntaxError too many nested parentheses
attempt('paren 50', '(' * 50 + '1' + ')' * 50)
attempt('paren 300', '(' * 300 + '1' + ')' * 300)
attempt('list 300', '[' * 300 + ']' * 300)
attempt('or', ' or '.join(['a'] * 5000))  # expect: or compiled
attempt('sum', '+'.join(['1'] * 500))  # expect: sum compiled
attempt('compare', '<'.join(['a'] * 3000))  # expect: compare compiled
attempt('list wide', '[' + '1,' * 50000 + ']')  # expect: list wide compiled
attempt('call wide', 'f(' + 'a,' * 3000 + ')')  # expect: call wide compiled
attempt('string parts', ' '.join(['"a"'] * 5000))  # expect: string parts compiled
lines = ['if a: pass'] + ['elif b: pass'] * 1500
try:
    compile('\n'.join(lines), 'deep', 'exec')
    print('elif compiled')  # expect: elif compiled
except (RecursionError, MemoryError) as e:
    print('elif', type(e).__name__)
try:
    compile(''.join(' ' * i + 'if a:\n' for i in range(120)) + ' ' * 120 + 'pass\n', 'deep', 'exec')
except SyntaxError as e:
    print(type(e).__name__, e.msg)  # expect: IndentationError too many levels of indentation
try:
    compile(''.join(' ' * i + 'for x in y:\n' for i in range(30)) + ' ' * 30 + 'pass\n', 'deep', 'exec')
except SyntaxError as e:
    print(type(e).__name__, e.msg)  # expect: SyntaxError too many statically nested blocks
