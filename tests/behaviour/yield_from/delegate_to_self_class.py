# Subclasses and wrappers of iterators as delegates.
class Wrapper:
    def __init__(self, g):
        self.g = g
    def __iter__(self):
        return self.g
class Proxy:
    def __init__(self, g):
        self.g, self.calls = g, []
    def __iter__(self):
        return self
    def __getattr__(self, name):
        self.calls.append(name)
        return getattr(self.g, name)
    def __next__(self):
        self.calls.append('__next__')
        return next(self.g)
def echo():
    x = None
    while x != 'stop':
        try:
            x = yield x
        except KeyError:
            x = 'caught'
    return 'end'
def d(x):
    return (yield from x)
g = d(Wrapper(echo()))
print(next(g), g.send(1), g.throw(KeyError))  # expect: None 1 caught
p = Proxy(echo())
g = d(p)
print(next(g), g.send(1), g.throw(KeyError), next(g))  # expect: None 1 caught None
try:
    g.send('stop')
except StopIteration as e:
    print(e.value, p.calls)  # expect: end ['__next__', 'send', 'throw', '__next__', 'send']
