def f(v):
    match v:
        case 1 | 'a' | None:
            return 1
        case [a, b, *rest] if a:
            return 2
        case (_, *_):
            return 3
        case {'k': w, 'l': [x], **others}:
            return 4
        case {'only': 1}:
            return 5
        case Point(x=0, y=yy) | Other(yy):
            return 6
        case a.b.c:
            return 7
        case int() | str() as s:
            return 8
        case -1 | 2 + 3j:
            return 9
        case [1, [2, q]]:
            return 10
        case other:
            return 11
match a, b:
    case c, d: pass
