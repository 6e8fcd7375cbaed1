# groups: generators


class Node:
    __slots__ = ('left', 'value', 'right')

    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left is not None:
            yield from self.left
        yield self.value
        if self.right is not None:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(build(low, middle), middle, build(middle + 1, high))


def run(size, times):
    total = 0
    tree = build(0, size)
    for _ in range(times):
        for position, value in enumerate(tree):
            total += position ^ value + 1
    return total


print(run(30_000, 32))
