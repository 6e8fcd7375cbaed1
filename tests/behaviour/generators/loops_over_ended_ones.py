# A `for` loop over a generator that has ended, failed, or was closed before it began, has no turns.
def counting():
    yield 1
def failing():
    yield 1
    raise ValueError
ended, failed, closed = counting(), failing(), counting()
list(ended)
try: list(failed)
except ValueError: pass
closed.close()
def loop(it):
    for item in it: print('never')
    else: return 'over'
for it in ended, failed, closed:
    print(loop(it), [*it], next(it, 'default'))
    # expect: over [] default
    # expect: over [] default
    # expect: over [] default
it = counting()
for item in it: print(item, [x for x in it])  # expect: 1 []
def nested():
    for item in ended: print('never')
    yield 'through'
print(list(nested()))  # expect: ['through']
