# Tuples, slices, extended subscripts, deques and heaps.
t = (1, 'a', None)
print(t, (1,), (), t[0], t[-1], t[1:], t + (2,), t * 2, 'a' in t, len(t), t.index('a'), t.count(None), hash((1, 2)) == hash((1, 2)), (1, 2) < (1, 3), (1,) == (1.0,), tuple('ab'))
# expect: (1, 'a', None) (1,) () 1 None ('a', None) (1, 'a', None, 2) (1, 'a', None, 1, 'a', None) True 3 1 1 True True True ('a', 'b')
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None), slice(3) == slice(None, 3, None), list(range(20))[s])
# expect: slice(1, 10, 2) 1 10 2 (1, 5, 2) slice(None, None, None) True [1, 3, 5, 7, 9]
class Sub:
    def __getitem__(self, i): return i
x = Sub()
print(x[1], x[1:2], x[::], x[1, 2], x[1:2, ::3], x[...], x[()], x[(1, 2)], x[1:2:3, 4], x['k'], x[:, None])
# expect: 1 slice(1, 2, None) slice(None, None, None) (1, 2) (slice(1, 2, None), slice(None, None, 3)) Ellipsis () (1, 2) (slice(1, 2, 3), 4) k (slice(None, None, None), None)
from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0)
print(d, d.popleft(), d.pop(), d[0], len(d), d.maxlen, list(reversed(d)))
# expect: deque([2, 3], maxlen=4) 0 4 2 2 4 [3, 2]
d.rotate(1); d.extend([7]); d.extendleft([8])
print(d, 7 in d, d.count(7), d.index(7) if 7 in d else None)  # expect: deque([8, 3, 2, 7], maxlen=4) True 1 3
try: deque().popleft()
except IndexError as e: print(e)  # expect: pop from an empty deque
import heapq
h = [5, 3, 8, 1]
heapq.heapify(h); heapq.heappush(h, 0)
print(h[0], [heapq.heappop(h) for _ in range(5)], heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2]), list(heapq.merge([1, 4], [2, 3])))
# expect: 0 [0, 1, 3, 5, 8] [1, 2] [3, 2] [1, 2, 3, 4]
for case in ('(1,)[5]', "(1,) + [2]", 'hash(([],))', "(1, 2) < (1, 'a')", '().index(1)', 'slice()', 'hash(slice(1))', "[][1:'a']"):
    try: eval(case)
    except Exception as e: print(f'{type(e).__name__}: {e}')
    # expect: IndexError: tuple index out of range
    # expect: TypeError: can only concatenate tuple (not "list") to tuple
    # expect: TypeError: unhashable type: 'list'
    # expect: TypeError: '<' not supported between instances of 'int' and 'str'
    # expect: ValueError: tuple.index(x): x not in tuple
    # expect: TypeError: slice expected at least 1 argument, got 0
    # expect: TypeError: unhashable type: 'slice'
    # expect: TypeError: slice indices must be integers or None or have an __index__ method
a, b = b, a = 1, 2
print(a, b)  # expect: 2 1
x = y, z = [1, 2]
print(x, y, z, (lambda: (yield))().__class__.__name__, 1, *[2, 3], *'ab')  # expect: [1, 2] 1 2 generator 1 2 3 a b
print(*(1, 2), sep='-', end='!\n')  # expect: 1-2!
