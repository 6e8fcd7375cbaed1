# The RuntimeError of PEP 479 is what is printed last.
# expect stderr: StopIteration: inner
# expect stderr: The above exception was the direct cause of the following exception:
def gen():
    yield 1
    raise StopIteration('inner')
print(next(g := gen()))  # expect: 1
next(g)
# expect error: RuntimeError: generator raised StopIteration
