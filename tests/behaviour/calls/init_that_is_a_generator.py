# `__init__` that gives a generator or coroutine is refused, and the caller's stack stays as it was.
class A:
    def __init__(self):
        yield 1
class B:
    def __init__(self, x, y=2):
        self.x = (yield x, y)
def attempt(*args, C=A):
    try:
        return ['below', C(*args), 'above']
    except TypeError as error:
        return str(error)
for i in range(6):
    results = attempt(), attempt(1, C=B), attempt(1, 2, 3, C=B)
for result in results: print(result)
# expect: __init__() should return None, not 'generator'
# expect: __init__() should return None, not 'generator'
# expect: B.__init__() takes from 2 to 3 positional arguments but 4 were given
print([A, len([attempt()])][1])  # expect: 1
