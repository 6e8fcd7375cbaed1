# finally blocks run innermost first, on close, on collection and on return inside try.
log = []
def nested(name):
    try:
        try:
            yield 1
        finally:
            log.append(name + ' inner')
    finally:
        log.append(name + ' outer')
g = nested('close')
next(g)
g.close()
print(log)  # expect: ['close inner', 'close outer']
log.clear()
g = nested('del')
next(g)
del g
print(log)  # expect: ['del inner', 'del outer']
log.clear()
g = nested('unstarted')
del g
print(log)  # expect: []
def returns():
    try:
        yield 1
        return 'try'
    finally:
        log.append('finally')
        return 'finally'
g = returns()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, log)  # expect: finally ['finally']
g = returns()
next(g)
try:
    print(g.throw(KeyError))
except StopIteration as e:
    print('swallowed', e.value)  # expect: swallowed finally
def yields_in_finally():
    try:
        yield 1
    finally:
        yield 2
        yield 3
print(list(yields_in_finally()))  # expect: [1, 2, 3]
g = yields_in_finally()
next(g)
print(g.throw(KeyError), next(g))  # expect: 2 3
try:
    next(g)
except KeyError as e:
    print('after finally', repr(e))  # expect: after finally KeyError()
