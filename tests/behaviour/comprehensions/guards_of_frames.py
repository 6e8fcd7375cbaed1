# A comprehension runs in a frame of its own without a function being made for it.
import sys
import traceback

scale = 10


def plain(items):
    return [x * scale for x in items]


def with_cells(items, k):
    return [x + k for x in items], {x: k for x in items}, {x % k for x in items}


def captured(items):
    return [f() for f in [lambda: x for x in items]], [(lambda y=x: y)() for x in items]


def nested(items):
    return [[a * b for b in items] for a in [c for c in items]]


def either(items, other):
    return [x for x in (items if items else other)]


def in_generator(items):
    for i in items:
        yield [i * x for x in items]
        yield {x: i for x in (yield) or items}


def names():
    return [sys._getframe(depth).f_code.co_name for depth in (0, 1)], [sys._getframe().f_back.f_code.co_name for _ in '1']


def scopes():
    return [(sorted(locals()), globals() is sys.modules['__main__'].__dict__, vars() == locals()) for x in '1']


class Body:
    base = [1, 2, 3]
    doubled = [x * 2 for x in base]
    for _ in range(20):
        later = {x: x for x in base}


def show(work, *args):
    for _ in range(20):
        try:
            result = work(*args)
        except Exception as error:
            trace = [(e.name, e.line) for e in traceback.extract_tb(error.__traceback__)][1:]
            result = f'{type(error).__name__}: {error}', trace
    print(result)


show(plain, [1, 2])
show(plain, 'a')
show(plain, 5)
show(plain, [None])
show(with_cells, [1, 2, 3], 2)
show(with_cells, [1, 'x'], 2)
show(captured, [1, 2])
show(nested, [1, 2])
show(either, [], [3])
show(either, [4], None)
show(lambda: list(in_generator([1, 2])))
show(names)
show(scopes)
print(Body.doubled, Body.later)


# The same code in other globals.
other = type(plain)(plain.__code__, {'scale': 100})
show(other, [1, 2])
del scale
show(plain, [1])
show(other, [1])


def deep(n):
    return [deep(n - 1) for _ in '1'] if n else []


def bottom(error):
    return error.__traceback__ is not None


show(lambda: len(str(deep(150))))
for _ in range(3):
    try:
        deep(100000)
    except RecursionError as error:
        print(error, len(traceback.extract_tb(error.__traceback__)))


# What a frame of it that is kept holds.
def kept():
    return [sys._getframe() for local in [3]][0]


for _ in range(20):
    frame = kept()
print(frame.f_locals['local'], frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_globals is globals())


def calls_code(code):
    return code(iter([1]))


show(calls_code, plain.__code__)
show(calls_code, next(c for c in plain.__code__.co_consts if hasattr(c, 'co_code')))
# expect: [10, 20]
# expect: ['aaaaaaaaaa']
# expect: ("TypeError: 'int' object is not iterable", [('plain', 'return [x * scale for x in items]')])
# expect: ("TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'", [('plain', 'return [x * scale for x in items]'), ('<listcomp>', 'return [x * scale for x in items]')])
# expect: ([3, 4, 5], {1: 2, 2: 2, 3: 2}, {0, 1})
# expect: ('TypeError: can only concatenate str (not "int") to str', [('with_cells', 'return [x + k for x in items], {x: k for x in items}, {x % k for x in items}'), ('<listcomp>', 'return [x + k for x in items], {x: k for x in items}, {x % k for x in items}')])
# expect: ([2, 2], [1, 2])
# expect: [[1, 2], [2, 4]]
# expect: [3]
# expect: [4]
# expect: [[1, 2], None, {1: 1, 2: 1}, [2, 4], None, {1: 2, 2: 2}]
# expect: (['<listcomp>', 'names'], ['names'])
# expect: [(['.0', 'x'], True, True)]
# expect: [2, 4, 6] {1: 1, 2: 2, 3: 3}
# expect: [100, 200]
# expect: ("NameError: name 'scale' is not defined", [('plain', 'return [x * scale for x in items]'), ('<listcomp>', 'return [x * scale for x in items]')])
# expect: [100]
# expect: 302
# expect: maximum recursion depth exceeded 1000
# expect: maximum recursion depth exceeded 1000
# expect: maximum recursion depth exceeded 1000
# expect: 3 <listcomp> kept True
# expect: ("TypeError: 'code' object is not callable", [('calls_code', 'return code(iter([1]))')])
# expect: ("TypeError: 'code' object is not callable", [('calls_code', 'return code(iter([1]))')])
