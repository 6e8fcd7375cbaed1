# Where the system gives no more memory there is a MemoryError, and variables keep what they had.
import resource
def leave(megabytes):
    with open('/proc/self/statm') as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + (megabytes << 20), resource.RLIM_INFINITY))
leave(300)
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
def appended(values):
    kept = []
    for value in values: kept.append(value)
def inserted(values):
    kept = [None] * (1 << 22)
    while True: kept.insert(len(kept), None)
leave(48)
for take in appended, inserted, list, lambda values: [*values], lambda values: sorted(values), tuple:
    try: take(endless())
    except MemoryError as error: print(repr(error))
# expect: <class 'str'> True
# expect: <class 'str'>
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
# expect: MemoryError()
