# None becomes __next__; anything else needs `send`.
def delegate(x):
    return (yield from x)
g = delegate([1, 2, 3])
print(next(g), g.send(None))  # expect: 1 2
try:
    g.send(5)
except AttributeError as e:
    print(e)  # expect: 'list_iterator' object has no attribute 'send'
class Iter:
    def __iter__(self):
        return self
    def __next__(self):
        return 'next'
    def send(self, value):
        if value == 'stop':
            raise StopIteration('sent stop')
        return 'send', value
g = delegate(Iter())
print(next(g), g.send(3), g.send(None))  # expect: next ('send', 3) next
try:
    g.send('stop')
except StopIteration as e:
    print(e.value)  # expect: sent stop
