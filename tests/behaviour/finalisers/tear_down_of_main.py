# Functions and their module are a cycle: at the end finalisers run in the order of creation and see all names.
class A:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, first is not None, _second is not None)
_second = A('second')
first = A('first')
def gen():
    try: yield
    finally: print('generator', first.name)
g = gen()
next(g)
third = A('third')
# expect: second True True
# expect: first True True
# expect: generator first
# expect: third True True
