0, 00, 1_000, 0xFF_ff, 0o17, 0b1_0, 123456789012345678901234567890
1.5, 1., .5, 1e10, 1E-5_0, 1_0.0_1, 1e400, 0.0001, 1e16, 1e15, 1.5e-7
1j, 1.5J, 1e3j, 00.5, 09.5, 0777j
None, True, False, ...
'a' "b" '''c
d''' u'e'
u'a' 'b'
'\a\b\f\n\r\t\v\\\'\"\0\7\101\1234\x41\u00e9\U0001f600\N{BULLET}\N{latin small letter a}\
continued \d \8 é \é'
r'\n\'' R"\""
b'\x00\377\n\\' rb'\x' Br"a" BR'b'
'\ud800'
f'' 'a', f'{x}', f'a{x!r:>{w}.{p}}b{y!s}', f'{{}}{ x = }{x=!a}{x=:y}'
f'{a["b"]}{ {1: 2}[1] }{x!=y}{lambda_ if x else y:%H:%M}{(lambda: 1)()}'
'a' f'{b}' "c" rf'\d{e}' F"\x41{{"
f'''{
x}{a, b}{c for c in d}{*e,}
{f'{g:{h}}' "i"}'''
x = 'é' f'{é + "ü"}' 'ℌ', ℌ, ﬁ
