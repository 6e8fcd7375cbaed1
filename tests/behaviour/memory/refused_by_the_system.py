# Where the system gives no more memory there is a MemoryError, and variables keep what they had.
import resource
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
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
def nested():
    chain = None
    while True: chain = [chain]
try: nested()
except MemoryError as error: print(repr(error))
# expect: <class 'str'> True
# expect: <class 'str'>
# expect: MemoryError()
# expect: MemoryError()
