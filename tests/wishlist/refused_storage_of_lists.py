# Lists in lists until the system gives no more: the list's own storage may be refused too, which still aborts.
import resource
with open('/proc/self/statm') as file:
    size = int(file.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (300 << 20), size + (300 << 20)))
def nested():
    chain = None
    while True: chain = [chain]
try: nested()
except MemoryError as error: print(repr(error))
# expect: MemoryError()
