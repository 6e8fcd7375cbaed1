# What gc tells of objects, and CPython's sizes of them.
import gc
import sys


class Slotted:
    __slots__ = ()


class Plain:
    pass


for value in (1, 'a', 2.5, None, object(), Slotted(), Plain(), [], {}, {1: 2}, {1: []}, set(), int, Plain, len):
    print(gc.is_tracked(value), end=' ')
print()  # expect: False False False False False True True True False False True True False True True

target = [1]
holder = {'target': target}
print(any(r is target for r in gc.get_referents(holder)), any(r is holder for r in gc.get_referrers(target)))
# expect: True True
print(any(o is holder for o in gc.get_objects()))  # expect: True

seen = []
gc.callbacks.append(lambda phase, info: seen.append((phase, sorted(info))))
gc.collect()
gc.callbacks.clear()
print(seen)
# expect: [('start', ['collected', 'generation', 'uncollectable']), ('stop', ['collected', 'generation', 'uncollectable'])]

before = gc.get_threshold()
gc.set_threshold(5, 6)
print(gc.get_threshold())  # expect: (5, 6, 10)
gc.set_threshold(*before)
try:
    gc.collect(3)
except ValueError as error:
    print(error)  # expect: invalid generation

for value in ((), (1, 2), [], [1, 2], {}, {1: 2}, set(), frozenset(range(9)), b'', b'abc', 1, 2**64, 1.5, 1j, range(3),
              slice(1), Slotted(), object(), Plain()):
    print(sys.getsizeof(value), end=' ')
print()  # expect: 40 56 56 72 64 232 216 728 33 36 28 36 24 32 48 56 32 16 48
print(int.__basicsize__, int.__itemsize__, tuple.__itemsize__, object.__basicsize__, Plain.__basicsize__,
      Plain.__dictoffset__, Slotted.__basicsize__, type.__basicsize__)  # expect: 24 4 8 16 32 16 16 888


class Odd:
    def __sizeof__(self):
        return -1


try:
    sys.getsizeof(Odd())
except ValueError as error:
    print(error)  # expect: __sizeof__() should return >= 0
# Who asks for what a class refers to may try to change its namespace: what is known of the class stays right.
class Known:
    x = [1]
    def m(self): return self.x
def use(o): return o.m(), o.x
for _ in range(100): use(Known())
for found in gc.get_referents(Known), gc.get_referents(Known.__dict__), gc.get_referrers(Known.x):
    spaces = [s for s in found if type(s) is not list and hasattr(s, 'keys') and 'm' in s and 'x' in s]
    print(len(spaces))
    try:
        for space in spaces: space['new'] = 1
    except TypeError: pass
    Known.x = [2]
    gc.collect()
    print(use(Known()))
# expect: 1
# expect: ([2], [2])
# expect: 1
# expect: ([2], [2])
# expect: 1
# expect: ([2], [2])
