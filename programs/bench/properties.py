# groups: cpu calls


class Vector:
    __slots__ = ('_x', '_y')

    def __init__(self, x, y):
        self._x, self._y = x, y

    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    def __add__(self, other):
        return Vector(self._x + other._x, self._y + other._y)

    def __eq__(self, other):
        return self._x == other._x

    @classmethod
    def unit(cls):
        return cls(1, 1)


class Named(Vector):
    __slots__ = ()

    def __add__(self, other):
        return super().__add__(other)


def run(n):
    a, one = Named(0, 0), Vector.unit()
    equal = 0
    for i in range(n):
        b = a + one
        a.x = b.x & 0xffff
        equal += a == one
    return a.x, equal


print(run(1_000_000))
