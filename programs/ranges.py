"""Four ways to count: a list, a lazy generator, one that can be told to jump, one that delegates."""


def all_at_once(stop):
    numbers = []
    n = 0
    while n < stop:
        numbers.append(n)
        n += 1
    return numbers


def lazily(stop):
    n = 0
    while n < stop:
        yield n
        n += 1


def jumping(stop):
    """Sending a number moves that far instead of by one."""
    position = 0
    while 0 <= position < stop:
        step = yield position
        position += 1 if step is None else step
    return f'left at {position}'


def in_parts(*stops):
    """Delegates to one lazy range after the other."""
    for stop in stops:
        yield from lazily(stop)


print(all_at_once(5))
steps = lazily(3)
print(steps.__next__(), next(steps), next(steps), next(steps, 'over'))
print(sum(lazily(1000)), max(lazily(10)), 7 in lazily(10), list(zip(lazily(3), 'abc')))

jumper = jumping(10)
print('start', next(jumper))
print('by four', jumper.send(4))
print('back two', jumper.send(-2))
print('plain step', next(jumper))
print('the rest', list(jumper))
jumper = jumping(5)
next(jumper)
try:
    jumper.send(-1)
except StopIteration as end:
    print(end.value)
print(list(in_parts(1, 2, 3)))


def endless():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for value in endless():
    if value > 100:
        break
    print(value, end=' ')
print()
