# frame.clear() on links of a chain: refused while a delegate runs, a close otherwise.
import sys
def leaf(up):
    values = [1, 2, 3]
    frame = sys._getframe()
    for _ in range(up): frame = frame.f_back
    try: frame.clear()
    except RuntimeError as error: print(error)
    yield sum(values)
def middle(up):
    yield from leaf(up)
def root(up):
    yield from middle(up)
for up in (0, 1, 2):
    print(list(root(up)))
    # expect: cannot clear an executing frame
    # expect: [6]
    # expect: cannot clear an executing frame
    # expect: [6]
    # expect: cannot clear an executing frame
    # expect: [6]
def inner():
    try: yield 1
    finally: print('closed')
def outer():
    yield from inner()
it = outer()
next(it)
it.gi_frame.clear()  # expect: closed
print(it.gi_frame, list(it))  # expect: None []
