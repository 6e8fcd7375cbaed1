# groups: cpu calls
# Objects, cycles and containers made and dropped.


class Node:
    def __init__(self, parent, n):
        self.parent, self.n, self.children = parent, n, []
        if parent is not None:
            parent.children.append(self)


def run(n):
    total = 0
    for i in range(n):
        root = Node(None, i)
        for j in range(5):
            Node(Node(root, j), j + 1)
        total += len(root.children) + len([(i, j) for j in range(3)])
    return total


print(run(130_000))
