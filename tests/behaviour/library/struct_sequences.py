# Struct sequences are made, copied and pickled with what they know besides their items.
import copy
import os
import pickle
import sys
import time

t = time.gmtime(0)
print(t.__reduce__()[1])  # expect: ((1970, 1, 1, 0, 0, 0, 3, 1, 0), {'tm_zone': 'GMT', 'tm_gmtoff': 0})
print(copy.deepcopy(t).tm_zone, pickle.loads(pickle.dumps(t)) == t)  # expect: GMT True
print(time.struct_time(range(9), {'tm_zone': 'X'}).tm_zone, time.struct_time(range(10)).tm_zone)  # expect: X 9
for args in [(range(9), 3), (range(8),), (range(12),), (5,)]:
    try:
        time.struct_time(*args)
    except TypeError as error:
        print(error)
# expect: time.struct_time() takes a dict as second arg, if any
# expect: time.struct_time() takes an at least 9-sequence (8-sequence given)
# expect: time.struct_time() takes an at most 11-sequence (12-sequence given)
# expect: constructor requires a sequence
status = os.stat('/')
twin = copy.copy(status)
print(twin == status, twin.st_mtime_ns == status.st_mtime_ns)  # expect: True True
print(os.stat_result(range(10)).st_mtime, os.terminal_size((3, 4)))  # expect: 8 os.terminal_size(columns=3, lines=4)
sys.setswitchinterval(0.25)
print(sys.getswitchinterval())  # expect: 0.25
type(sys.version_info)((1, 2, 3, '', 0))  # expect error: TypeError: cannot create 'sys.version_info' instances
