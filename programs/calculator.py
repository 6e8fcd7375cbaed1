"""A calculator: tokens, a parser, then `match` statements that simplify, differentiate and evaluate."""


class Node:
    __slots__ = ('left', 'right')
    __match_args__ = ('left', 'right')

    def __init__(self, left, right):
        self.left, self.right = left, right

    def __repr__(self):
        return f'({self.left} {self.sign} {self.right})'


class Add(Node):
    sign = '+'


class Mul(Node):
    sign = '*'


class Pow(Node):
    sign = '^'


def tokens(text):
    digits = ''
    for c in text + ' ':
        if c.isdigit():
            digits += c
            continue
        if digits:
            yield int(digits)
            digits = ''
        if not c.isspace():
            yield c
    yield None


def parse(text):
    stream = tokens(text)
    token = next(stream)

    def advance():
        nonlocal token
        was, token = token, next(stream, None)
        return was

    def binary(kind, operand):
        left = operand()
        while token == kind.sign:
            advance()
            left = kind(left, operand())
        return left

    def atom():
        match advance():
            case int() as n:
                return n
            case str(name) if name.isalpha():
                return name
            case '(':
                inner = expression()
                if advance() != ')':
                    raise SyntaxError('an open bracket')
                return inner
            case None:
                raise SyntaxError('the text ends too early')
            case other:
                raise SyntaxError(f'{other!r} is out of place')

    def power():
        return binary(Pow, atom)

    def product():
        return binary(Mul, power)

    def expression():
        return binary(Add, product)

    tree = expression()
    if token is not None:
        raise SyntaxError(f'{token!r} is left over')
    return tree


def simplify(tree):
    match tree:
        case Node(left, right):
            tree = type(tree)(simplify(left), simplify(right))
    match tree:
        case Add(0, x) | Add(x, 0) | Mul(1, x) | Mul(x, 1) | Pow(x, 1):
            return x
        case Mul(0, _) | Mul(_, 0):
            return 0
        case Pow(_, 0):
            return 1
        case Add(int(a), int(b)):
            return a + b
        case Mul(int(a), int(b)):
            return a * b
        case Pow(int(a), int(b)) if b < 1000:
            return a ** b
        case Add(a, b) if a == b:
            return Mul(2, a)
    return tree


def derive(tree, name):
    match tree:
        case int():
            return 0
        case str():
            return int(tree == name)
        case Add(a, b):
            return Add(derive(a, name), derive(b, name))
        case Mul(a, b):
            return Add(Mul(derive(a, name), b), Mul(a, derive(b, name)))
        case Pow(a, int(n)):
            return Mul(Mul(n, Pow(a, n + -1)), derive(a, name))
        case _:
            raise NotImplementedError(tree)


def evaluate(tree, **names):
    match tree:
        case int(n):
            return n
        case str(name):
            return names[name]
        case Add(left=a, right=b):
            return evaluate(a, **names) + evaluate(b, **names)
        case Mul(a, right=b):
            return evaluate(a, **names) * evaluate(b, **names)
        case Pow(a, b):
            return evaluate(a, **names) ** evaluate(b, **names)


for text in ('1 + 2 * 3', '2 * (x + 0) * 1', 'x ^ 3 + 2 * x + 5', '0 * y + x * x', '2 ^ 3 ^ 2', '(1 + 1) ^ 64', 'x + x'):
    tree = parse(text)
    small = simplify(tree)
    slope = simplify(derive(small, 'x'))
    print(f'{text:20} {tree!r:28} {small!r:28} {slope!r:36} {evaluate(tree, x=3, y=4)} {evaluate(slope, x=3, y=4)}')
for text in ('1 +', '(1', '1 2', ')', 'x ^ y'):
    try:
        print(simplify(derive(parse(text), 'x')))
    except (SyntaxError, NotImplementedError) as error:
        print(type(error).__name__, '|', error)
