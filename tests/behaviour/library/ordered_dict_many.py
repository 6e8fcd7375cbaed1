# Caches that drop their oldest entry: a walk over the dead entries each time would take minutes here.
import functools
from collections import OrderedDict

cache = OrderedDict()
for i in range(200_000):
    cache[i] = i
    cache.move_to_end(i, last=i % 2 == 0)
print(next(iter(cache)), next(reversed(cache)))  # expect: 199999 199998
for i in range(150_000):
    cache.popitem(last=False)
print(len(cache), next(iter(cache)), sum(cache))  # expect: 50000 100000 7499950000


@functools.lru_cache(maxsize=50_000)
def double(n):
    return 2 * n


print(sum(map(double, range(200_000))), double.cache_info().currsize)  # expect: 39999800000 50000
