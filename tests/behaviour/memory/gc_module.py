# The module gc: counts of what was found, callbacks, flags, what refers to what.
import gc
class P: pass
gc.collect()
for n in 1, 2, 10:
    all = [P() for _ in range(n)]
    for i in range(n): all[i].next = all[i - 1]
    del all
    print(gc.collect())
def close():
    def f(): return f
close()
print(gc.collect())
seen = []
gc.callbacks.append(lambda phase, info: seen.append((phase, info)))
p = P(); p.me = p; del p
gc.collect(1)
gc.callbacks.clear()
print(seen)
print([sorted(s) for s in gc.get_stats()][0], gc.get_threshold())
try: gc.set_threshold()
except TypeError as error: print(error)
gc.set_debug(gc.DEBUG_SAVEALL)
l = []; l.append(l); del l
print(gc.collect(), gc.garbage)
gc.set_debug(0); gc.garbage.clear()
print(gc.get_referents([1, 2]), gc.get_referents({'a': 3}), gc.get_referents({4: 5}))
x = []
holder = (x,)
print(holder in gc.get_referrers(x))
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
# expect: 2
# expect: 4
# expect: 20
# expect: 3
# expect: [('start', {'generation': 1, 'collected': 0, 'uncollectable': 0}), ('stop', {'generation': 1, 'collected': 2, 'uncollectable': 0})]
# expect: ['collected', 'collections', 'uncollectable'] (700, 10, 10)
# expect: set_threshold() takes at least 1 argument (0 given)
# expect: 1 [[[...]]]
# expect: [2, 1] [3] [5, 4]
# expect: True
# expect: True
# expect: 0
