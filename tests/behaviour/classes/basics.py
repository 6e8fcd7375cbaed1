# Instances, class attributes, methods, bound methods.
class Point:
    dims = 2
    def __init__(self, x, y=0):
        self.x, self.y = x, y
    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)
    def __repr__(self):
        return f'Point({self.x}, {self.y})'
    @classmethod
    def origin(cls):
        return cls(0)
    @staticmethod
    def dist(a, b):
        return abs(a.x - b.x) + abs(a.y - b.y)
p = Point(1, y=2)
print(p, p.moved(3, 4), Point.origin(), Point.dist(p, Point.origin()), p.dims)
# expect: Point(1, 2) Point(4, 6) Point(0, 0) 3 2
m = p.moved
print(m(1, 1), m.__self__ is p, m.__func__ is Point.moved, m == p.moved, m is p.moved)
# expect: Point(2, 3) True True True False
Point.dims = 3
p.dims = 4
print(Point.dims, p.dims, p.__dict__)  # expect: 3 4 {'x': 1, 'y': 2, 'dims': 4}
del p.dims
print(p.dims, vars(p), Point.__name__, Point.__module__, type(p) is Point, isinstance(p, Point))
# expect: 3 {'x': 1, 'y': 2} Point __main__ True True
for f in (lambda: p.z, lambda: Point.z, lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: p()):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(e)
        # expect: 'Point' object has no attribute 'z'
        # expect: type object 'Point' has no attribute 'z'
        # expect: Point.__init__() missing 1 required positional argument: 'x'
        # expect: Point.__init__() takes from 2 to 3 positional arguments but 4 were given
        # expect: Point.__init__() got an unexpected keyword argument 'z'
        # expect: 'Point' object is not callable
try:
    del p.nothing
except AttributeError as e:
    print(e)  # expect: nothing
