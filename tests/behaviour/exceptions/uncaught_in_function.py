# expect stderr: Traceback (most recent call last):
# expect stderr:     outer(3)
# expect stderr: in outer
# expect stderr:     return outer(n - 1) if n else [][n]
def outer(n):
    return outer(n - 1) if n else [][n]
print('start')  # expect: start
outer(3)
# expect error: IndexError: list index out of range
