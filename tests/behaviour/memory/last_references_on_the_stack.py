# Both operands of `is` may be all references that there are to an object.
import gc
import weakref


class Thing:
    pass


def compared(jump):
    things = [Thing()] * 2
    reference = weakref.ref(things[0])
    if jump:
        if things.pop() is not things.pop():
            print('never')
    else:
        same = things.pop() is things.pop()
    return reference()


for jump in (False, True):
    print([compared(jump) for _ in range(8)])
gc.collect()
print(any(isinstance(o, Thing) for o in gc.get_objects()))
# expect: [None, None, None, None, None, None, None, None]
# expect: [None, None, None, None, None, None, None, None]
# expect: False
