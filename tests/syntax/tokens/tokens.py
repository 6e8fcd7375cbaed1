# coding: utf-8
match x:  # a keyword
    case [1.5, 0x_ff, 2j]:
        with (a as b), \
          c: pass

        with (d as e): case = match
async def f(x: int) -> "u" u'v' b'w':
	return f'a{x!r:>{y}}{z=}'
