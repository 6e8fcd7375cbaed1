# Where the system gives no more memory there is a MemoryError, and variables keep what they had.
import resource
with open('/proc/self/statm') as file:
    size = int(file.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (300 << 20), size + (300 << 20)))
n = 'x' * (1 << 20)
try:
    while True: n = n + n
except MemoryError: print(type(n), len(n) >= 1 << 20)
def local():
    n = 'x' * (1 << 20)
    try:
        while True: n = n + n
    except MemoryError: print(type(n))
local()
del n
class C: pass
def many():
    kept = []
    while True: kept.append(C())
try: many()
except MemoryError as error: print(repr(error))
def endless():
    while True: yield None
for take in list, lambda values: [*values], lambda values: sorted(values), tuple:
    try: take(endless())
    except MemoryError as error: print(repr(error))
# expect: <class 'str'> True
# expect: <class 'str'>
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
