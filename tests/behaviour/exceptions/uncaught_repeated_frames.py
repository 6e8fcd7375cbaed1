# Repeated frames are folded.
# expect stderr:   [Previous line repeated 
# expect stderr: RecursionError
def f():
    return f()
f()
# expect error: RecursionError: maximum recursion depth exceeded
