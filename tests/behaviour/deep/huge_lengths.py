# Lengths and sizes up to what ssize_t holds, and beyond.
import sys
class Long:
    def __len__(self): return sys.maxsize
    def __getitem__(self, i): return i
print(len(Long()), Long().__len__())  # expect: 9223372036854775807 9223372036854775807
print(len(range(sys.maxsize)))  # expect: 9223372036854775807
it = iter(Long())
it.__setstate__(sys.maxsize - 2)
print(it.__length_hint__(), next(it), next(it))  # expect: 2 9223372036854775805 9223372036854775806
def kind(f):
    try: return f()
    except Exception as e: return f'{type(e).__name__}: {e}'.rstrip()
print(kind(lambda: next(it)))  # expect: OverflowError: iter index too large
print(kind(lambda: tuple(range(10**19))))  # expect: OverflowError: Python int too large to convert to C ssize_t
print(kind(lambda: sorted(range(10**19))))  # expect: OverflowError: Python int too large to convert to C ssize_t
print(kind(lambda: tuple(range(10**17))))  # expect: MemoryError:
print(kind(lambda: [].insert(10**30, 1)))  # expect: OverflowError: Python int too large to convert to C ssize_t
print(kind(lambda: [].pop(10**30)))  # expect: OverflowError: Python int too large to convert to C ssize_t
print(kind(lambda: (1).to_bytes(10**30, 'big')))  # expect: OverflowError: Python int too large to convert to C ssize_t
print(kind(lambda: sys.setrecursionlimit(10**30)))  # expect: OverflowError: Python int too large to convert to C int
def low():
    sys.setrecursionlimit(2)
print('too low' in kind(low))  # expect: True
