# `throw` before the start, while suspended, and after the end.
def gen():
    try:
        yield 1
    except ValueError as e:
        print('caught', e)
        yield 2
    finally:
        print('finally')

g = gen()
try:
    g.throw(ValueError('early'))
except ValueError as e:
    print('out', e)  # expect: out early
print(next(g, 'exhausted'))  # expect: exhausted
g = gen()
next(g)
print(g.throw(ValueError('mid')))
# expect: caught mid
# expect: 2
try:
    g.throw(KeyError('k'))  # expect: finally
except KeyError as e:
    print('out', repr(e))  # expect: out KeyError('k')
try:
    g.throw(KeyError, 'late')
except KeyError as e:
    print('out', repr(e), g.gi_frame)  # expect: out KeyError('late') None
g = gen()
next(g)
try:
    g.throw(ValueError)  # expect: caught
    next(g)  # expect: finally
except StopIteration as e:
    print('stop', e.value)  # expect: stop None
