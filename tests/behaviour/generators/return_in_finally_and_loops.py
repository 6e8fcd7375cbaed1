# Control flow around yields: return, break and continue in finally and with.
def a():
    while True:
        try:
            yield 1
        finally:
            break
    yield 'after break'
g = a()
print(next(g), g.throw(ValueError))  # expect: 1 after break
def b():
    for i in range(3):
        try:
            yield i
        except KeyError:
            continue
        yield f'{i} normal'
g = b()
print(next(g), g.throw(KeyError), next(g), next(g), g.throw(KeyError) if False else next(g))
# expect: 0 1 1 normal 2 2 normal
class CM:
    def __enter__(self): return self
    def __exit__(self, kind, *rest):
        print('exit', kind and kind.__name__)  # expect: exit KeyError
        return kind is KeyError
def c():
    with CM():
        yield 1
        yield 2
    yield 'after with'
g = c()
print(next(g), g.throw(KeyError))  # expect: 1 after with
g = c()
next(g)
g.close()  # expect: exit GeneratorExit
g = c()
print(list(g))
# expect: exit None
# expect: [1, 2, 'after with']
def d():
    try:
        try:
            yield 1
        finally:
            yield 'inner finally'
    except ValueError as e:
        yield 'outer except'
g = d()
print(next(g), g.throw(ValueError), next(g), next(g, 'end'))  # expect: 1 inner finally outer except end
def e():
    x = 0
    try:
        while True:
            x += yield x
    except (ValueError, TypeError) as error:
        return type(error).__name__, x
g = e()
next(g)
g.send(2)
try:
    g.send('a')
except StopIteration as stop:
    print(stop.value)  # expect: ('TypeError', 2)
