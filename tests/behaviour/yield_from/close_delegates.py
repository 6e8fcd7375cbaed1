# close closes the innermost first; a delegate without `close` is skipped.
log = []
def level(name, inside):
    try:
        yield from inside
    except GeneratorExit:
        log.append(name + ' exit')
        raise
    finally:
        log.append(name + ' finally')
g = level('a', level('b', level('c', [1, 2])))
next(g)
g.close()
print(log)  # expect: ['c exit', 'c finally', 'b exit', 'b finally', 'a exit', 'a finally']
class Closing:
    def __init__(self, error=None): self.error = error
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self):
        log.append('close')
        if self.error: raise self.error
log.clear()
g = level('d', Closing())
next(g)
g.close()
print(log)  # expect: ['close', 'd exit', 'd finally']
log.clear()
g = level('e', Closing(KeyError('from close')))
next(g)
try:
    g.close()
except KeyError as e:
    print(repr(e), log)  # expect: KeyError('from close') ['close', 'e finally']
log.clear()
g = level('f', Closing())
next(g)
try:
    g.throw(GeneratorExit)
except GeneratorExit:
    print(log)  # expect: ['close', 'f exit', 'f finally']
class BadClose:
    def __iter__(self): return self
    def __next__(self): return 1
    close = property(lambda self: 1 / 0)
log.clear()
g = level('g', BadClose())
next(g)
try:
    g.close()
except ZeroDivisionError as e:
    print(e, log)
def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2
g = level('h', ignores())
next(g)
log.clear()
try:
    g.close()
except RuntimeError as e:
    print(e, log)  # expect: generator ignored GeneratorExit ['h finally']
