# expect status: 7
import sys
print('leaving')  # expect: leaving
try: sys.exit(7)
finally: print('finally runs')  # expect: finally runs
