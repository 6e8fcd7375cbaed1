# groups: cpu calls


class Shape:
    count = 0

    def __init__(self, size):
        self.size = size
        Shape.count += 1

    def area(self):
        return self.size * self.size

    def grow(self, by):
        self.size = (self.size + by) % 100
        return self


class Circle(Shape):
    def area(self):
        return 3.0 * self.size * self.size


class Box(Shape):
    def __init__(self, size, depth):
        super().__init__(size)
        self.depth = depth

    def area(self):
        return super().area() + self.depth


class Pair(Shape):
    def __init__(self, a, b):
        super().__init__(a.size + b.size)
        self.parts = a, b

    def area(self):
        return sum(part.area() for part in self.parts)


def run(n):
    shapes = [Shape(1), Circle(2), Box(3, 4), Pair(Circle(5), Box(6, 7)), Pair(Shape(8), Pair(Box(9, 1), Circle(1)))]
    total = 0
    for i in range(n):
        for shape in shapes:
            total += shape.grow(i & 7).area()
        total += Box(i & 15, 1).area()
    return int(total), Shape.count


print(run(60_000))
