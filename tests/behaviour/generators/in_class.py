# Methods, properties and special methods as generators.
class Tree:
    def __init__(self, *children):
        self.children = children
    def __iter__(self):
        yield self
        for child in self.children:
            yield from child
    def __reversed__(self):
        for child in reversed(self.children):
            yield from reversed(child)
        yield self
    @property
    def depths(self):
        yield 0
        for child in self.children:
            yield from (d + 1 for d in child.depths)
    @classmethod
    def several(cls, n):
        for _ in range(n):
            yield cls()
    @staticmethod
    def static():
        yield 'static'
t = Tree(Tree(), Tree(Tree()))
print(len(list(t)), list(t)[0] is t, list(reversed(t))[-1] is t, list(t.depths))  # expect: 4 True True [0, 1, 1, 2]
print(len([*Tree.several(2)]), list(Tree.static()))  # expect: 2 ['static']
class Counter:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i
print(list(Counter()), 1 in Counter())  # expect: [0, 1, 2] True
class Weird:
    def __iter__(self):
        return 5
try:
    for x in Weird(): pass
except TypeError as e:
    print(e)  # expect: iter() returned non-iterator of type 'int'
