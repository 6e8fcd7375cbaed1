# Deeply nested containers, instances and closures are dropped without trouble.
class Node:
    def __init__(self, next): self.next = next
def link(f): return lambda: f
def wrap(g):
    yield from g
for name, make in (('list', lambda x: [x]), ('tuple', lambda x: (x,)), ('dict', lambda x: {'k': x}), ('instance', Node), ('closure', link),
                   ('iterator', lambda x: iter([x])), ('method', lambda x: [x].append), ('generator', lambda x: (y for y in [x])), ('exception', ValueError), ('partial', lambda x: (lambda y=x: y))):
    x = None
    for _ in range(100_000): x = make(x)
    x = None
    print(name, 'dropped')
    # expect: list dropped
    # expect: tuple dropped
    # expect: dict dropped
    # expect: instance dropped
    # expect: closure dropped
    # expect: iterator dropped
    # expect: method dropped
    # expect: generator dropped
    # expect: exception dropped
    # expect: partial dropped
class Deleting:
    count = 0
    def __init__(self, next): self.next = next
    def __del__(self): Deleting.count += 1
x = None
for _ in range(1000): x = Deleting(x)
x = None
print(Deleting.count)  # expect: 1000
