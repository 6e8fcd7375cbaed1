match x:
    case 1 | -2 | 3.5 | 1 + 2j | -1 - 2.5j | 'a' 'b' | b'c' | None | True: pass
    case a: pass
    case _ if b: pass
    case a.b.c | (d.e): pass
    case []: pass
    case [a, *b], (c, *_), (): pass
    case (a): pass
    case (a,) | [b]: pass
    case a, *rest: pass
    case *_, : pass
    case {}: pass
    case {'a': 1, -1: b, c.d: _, None: e, **rest}: pass
    case C(): pass
    case a.C(b, c=d, e=F(),): pass
    case (1 | 2) as a, [b as c]: pass
match (a, b), *c:
    case {'x': 1,}:
        match y:
            case 1: case = match
        case (1)
match = case = _ = 1
match[0]: int = 3
match(x), match * y, match.z
print(match, case)
match (x):
    case 1: pass
match -x:
    case 1: pass
match [a, b]:
    case match: pass
