# A bound method of a bound method, ten thousand deep: called and dropped.
from types import MethodType
method = lambda *args: len(args)
for i in range(10000): method = MethodType(method, i)
print(method('a', 'b'))  # expect: 10002
del method
