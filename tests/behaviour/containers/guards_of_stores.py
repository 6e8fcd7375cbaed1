# Storing a constant under a local key, and adding to a set what is there, behind forms whose guards are broken.
class Log(dict):
    def __setitem__(self, key, value):
        print('set', key, value)


def mark(things, key):
    things[key] = True
    things[key] = None
    things[key] = 'x'


def try_mark(things, key):
    try:
        mark(things, key)
    except Exception as error:
        return f'{type(error).__name__}: {error}'
    return things


for _ in range(20):
    print(end='' if try_mark([0, 0], 1) == [0, 'x'] else 'wrong')
print(try_mark([0, 0], -1), try_mark([0], 5), try_mark([0], 'k'), try_mark({}, 'k'), try_mark((1,), 0))
print(try_mark(Log(), 1), try_mark({1: 2}, 1.0), try_mark({}, []), try_mark(bytearray(2), 0))


class Dying:
    def __del__(self):
        print('gone')


print(try_mark([Dying()], 0))


def unbound(flag):
    if flag:
        things, key = [0], 0
    things[key] = True
    return things


for _ in range(20):
    unbound(True)
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)


class Same:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print('asked')
        return True


def collect(items):
    return {item for item in items}


for _ in range(20):
    collect([1, 2, 1, 'a', 'a'])
print(collect([1, True, 1.0, 3, 3]), collect('aab') == {'a', 'b'}, len(collect([Same(1), Same(2)])), collect([1, Same(2)]))
print(collect([Dying(), 1, 1]) and None)
try:
    collect([1, [], 1])
except TypeError as error:
    print(error)
# expect: [0, 'x'] IndexError: list assignment index out of range TypeError: list indices must be integers or slices, not str {'k': 'x'} TypeError: 'tuple' object does not support item assignment
# expect: set 1 True
# expect: set 1 None
# expect: set 1 x
# expect: {} {1: 'x'} TypeError: unhashable type: 'list' TypeError: 'NoneType' object cannot be interpreted as an integer
# expect: gone
# expect: ['x']
# expect: local variable 'things' referenced before assignment
# expect: asked
# expect: asked
# expect: {1, 3} True 1 {1}
# expect: gone
# expect: None
# expect: unhashable type: 'list'
