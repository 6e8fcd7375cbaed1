# Special methods of Python classes run as frames of the calling code: what they give and raise is as from a nested call.
import sys
import traceback


def frames(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


def again(work, values):
    # Warm code first, then what the guards are for.
    seen = []
    for value in values:
        try:
            result = work(value)
        except Exception as error:
            result = f'{type(error).__name__}: {error} {frames(error)[1:]}'
        seen.append(result)
    return seen[-len(values) + 15:]


class Answer:
    def __init__(self, answer):
        self.answer = answer

    def give(self, *rest):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Hooked(Answer):
    def __getattr__(self, name):
        return self.give()


class Truth(Answer):
    def __bool__(self):
        return self.give()


class Box(Answer):
    def __contains__(self, item):
        return self.give()

    def __len__(self):
        return self.give()

    def __iter__(self):
        return self.give()

    def __call__(self, argument):
        return self.give() + argument


class Steps(Answer):
    left = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise self.answer
        return self.left


class Manager(Answer):
    def __enter__(self):
        return self.give()

    def __exit__(self, kind, error, tb):
        return kind is KeyError


class Field:
    def __get__(self, object, kind):
        return object.give()


class Described(Answer):
    field = Field()


class Own(StopIteration):
    pass


def attribute(object):
    return object.missing


def method(object):
    return object.missing()


def condition(object):
    return 'yes' if object else 'no'


def negation(object):
    return not object


def membership(object):
    return 1 in object, 1 not in object


def length(object):
    return len(object)


def loop(object):
    found = []
    for item in object:
        found.append(item)
    return found


def call(object):
    return object(1)


def block(object):
    with object as entered:
        if entered == 'raise':
            raise KeyError
        if entered == 'let':
            raise IndexError(entered)
    return entered


def described(object):
    return object.field


def warm(kind, usual, *others):
    return [kind(usual)] * 15 + [kind(other) for other in others]


lacking = AttributeError('gone')
print(again(attribute, warm(Hooked, 1, 2, lacking, ValueError('x')) + [Answer(3)]))
print(again(method, warm(Hooked, int, str, 5, AttributeError())))
bare = AttributeError()
again(attribute, warm(Hooked, 1, bare))
print(bare.name, type(bare.obj).__name__)
bare = AttributeError()
again(method, warm(Hooked, int, bare))
print(bare.name, type(bare.obj).__name__)
print(again(condition, warm(Truth, True, False, 1, ValueError('t')) + [[], 'x']))
print(again(negation, warm(Truth, True, False, None)))
print(again(membership, warm(Box, True, 0, 'x', Truth(False), ValueError('c')) + [[1]]))
print(again(length, warm(Box, 1, 7, True, -1, 'x', 2 ** 70) + [[1]]))
print(again(loop, [Box(iter([1])) for _ in range(15)] + [Box(iter('ab')), Box([1]), Box(ValueError('i')), Box(Steps(Own()))]))
print(again(loop, [Steps(StopIteration()) for _ in range(16)] + [Steps(Own(3)), Steps(IndexError('n')), [5], (6,)]))
print(again(call, warm(Box, 1, 2, 'x', ValueError('k')) + [lambda a: a, Answer(1)]))
print(again(block, warm(Manager, 1, 'raise', 'let', ValueError('e')) + [Answer(1)]))
print(again(described, warm(Described, 1, 2, ValueError('d')) + [Hooked(4)]))


# A value of the instance's own goes before what is no data descriptor.
object = Described(1)
object.__dict__['field'] = 'own'
print(again(described, [Described(1)] * 15 + [object]))
Field.__set__ = lambda self, object, value: None
print(described(object))
Hooked.__getattribute__ = lambda self, name: 'all'
print(attribute(Hooked(1)))
del Hooked.__getattribute__, Hooked.__getattr__
print(again(attribute, [Hooked(1)] * 16))
Box.__call__ = lambda self, *rest: rest
print(call(Box(1)), Box(1)(2, 3))


# How deep they may go, and what is said there.
class Deep:
    def __getattr__(self, name):
        return getattr(self, 'n' + name) if False else self.more

    def __call__(self, depth):
        return self(depth + 1)

    def __bool__(self):
        return not self

    def __len__(self):
        return len(self)

    def __contains__(self, item):
        return item in self

    def __iter__(self):
        for item in self:
            pass
        return iter([])

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *rest):
        pass


def enter(object):
    with object:
        pass


for work in attribute, call, negation, length, membership, loop, enter:
    for _ in range(2):
        try:
            work(Deep())
        except RecursionError as error:
            depth = len(frames(error))
            print(work.__name__, error, depth)
# expect: [2, "AttributeError: gone ['attribute', '__getattr__', 'give']", "ValueError: x ['attribute', '__getattr__', 'give']", "AttributeError: 'Answer' object has no attribute 'missing' ['attribute']"]
# expect: ['', "TypeError: 'int' object is not callable ['method']", "AttributeError:  ['method', '__getattr__', 'give']"]
# expect: missing Hooked
# expect: missing Hooked
# expect: ['no', "TypeError: __bool__ should return bool, returned int ['condition']", "ValueError: t ['condition', '__bool__', 'give']", 'no', 'yes']
# expect: [True, "TypeError: __bool__ should return bool, returned NoneType ['negation']"]
# expect: [(False, True), (True, False), (False, True), "ValueError: c ['membership', '__contains__', 'give']", (True, False)]
# expect: [7, 1, "ValueError: __len__() should return >= 0 ['length']", "TypeError: 'str' object cannot be interpreted as an integer ['length']", "OverflowError: cannot fit 'int' into an index-sized integer ['length']", 1]
# expect: [['a', 'b'], "TypeError: iter() returned non-iterator of type 'list' ['loop']", "ValueError: i ['loop', '__iter__', 'give']", [2, 1, 0]]
# expect: [[2, 1, 0], [2, 1, 0], "IndexError: n ['loop', '__next__']", [5], [6]]
# expect: [3, 'TypeError: can only concatenate str (not "int") to str [\'call\', \'__call__\']', "ValueError: k ['call', '__call__', 'give']", 1, "TypeError: 'Answer' object is not callable ['call']"]
# expect: ['raise', "IndexError: let ['block']", "ValueError: e ['block', '__enter__', 'give']", "AttributeError: __enter__ ['block']"]
# expect: [2, "ValueError: d ['described', '__get__', 'give']", 4]
# expect: ['own']
# expect: 1
# expect: all
# expect: ["AttributeError: 'Hooked' object has no attribute 'missing' ['attribute']"]
# expect: (1,) (2, 3)
# expect: attribute maximum recursion depth exceeded 1000
# expect: attribute maximum recursion depth exceeded 1000
# expect: call maximum recursion depth exceeded while calling a Python object 501
# expect: call maximum recursion depth exceeded while calling a Python object 501
# expect: negation maximum recursion depth exceeded 1000
# expect: negation maximum recursion depth exceeded 1000
# expect: length maximum recursion depth exceeded while calling a Python object 501
# expect: length maximum recursion depth exceeded while calling a Python object 501
# expect: membership maximum recursion depth exceeded 1000
# expect: membership maximum recursion depth exceeded 1000
# expect: loop maximum recursion depth exceeded 1000
# expect: loop maximum recursion depth exceeded 1000
# expect: enter maximum recursion depth exceeded 1000
# expect: enter maximum recursion depth exceeded 1000
