# Two generators may delegate to the same one: they take turns.
def numbers():
    for i in range(6):
        got = yield i
        if got:
            print('numbers got', got)
    return 'all'
shared = numbers()
def user(name):
    result = yield from shared
    print(name, 'result', result)
a, b = user('a'), user('b')
print(next(a), next(b), next(a), next(b))  # expect: 0 1 2 3
print(a.send('from a'), b.send('from b'))
# expect: numbers got from a
# expect: numbers got from b
# expect: 4 5
print(next(a, 'a over'))
# expect: a result all
# expect: a over
print(next(b, 'b over'))
# expect: b result None
# expect: b over
def throws():
    shared2 = numbers()
    def u():
        try:
            yield from shared2
        except KeyError as e:
            yield 'caught'
    x, y = u(), u()
    next(x), next(y)
    print(x.throw(KeyError))  # expect: caught
    print(next(y, 'y finds it finished'))  # expect: y finds it finished
throws()
