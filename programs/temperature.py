"""Classes with properties, descriptors, operators and a registry made by __init_subclass__."""


class Bounded:
    """A descriptor that checks its value and counts its changes."""

    def __init__(self, low, high):
        self.low, self.high = low, high

    def __set_name__(self, owner, name):
        self.name, self.slot = name, '_' + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.slot)

    def __set__(self, obj, value):
        if not self.low <= value <= self.high:
            raise ValueError(f'{type(obj).__name__}.{self.name} must be in {self.low}..{self.high}, not {value}')
        setattr(obj, self.slot, value)
        obj.changes = getattr(obj, 'changes', 0) + 1


class Sensor:
    kinds = {}
    unit = '?'
    reading = Bounded(-300, 10_000)

    def __init_subclass__(cls, unit, **keywords):
        super().__init_subclass__(**keywords)
        cls.unit = unit
        Sensor.kinds[unit] = cls

    def __init__(self, reading=0.0):
        self.reading = reading

    @property
    def celsius(self):
        """The reading in degrees Celsius."""
        return self.to_celsius(self.reading)

    @celsius.setter
    def celsius(self, value):
        self.reading = self.from_celsius(value)

    @celsius.deleter
    def celsius(self):
        self.reading = self.from_celsius(0)

    @classmethod
    def of(cls, other):
        new = cls()
        new.celsius = other.celsius
        return new

    def __repr__(self):
        return f'{self.reading:.1f}{self.unit}'

    def __eq__(self, other):
        return abs(self.celsius - other.celsius) < 1e-9 if isinstance(other, Sensor) else NotImplemented

    def __lt__(self, other):
        return self.celsius < other.celsius

    def __add__(self, degrees):
        return type(self)(self.reading + degrees)

    __radd__ = __add__


class Celsius(Sensor, unit='C'):
    to_celsius = from_celsius = staticmethod(lambda x: x)


class Fahrenheit(Sensor, unit='F'):
    @staticmethod
    def to_celsius(x):
        return (x - 32) / 1.8

    @staticmethod
    def from_celsius(x):
        return x * 1.8 + 32


class Kelvin(Sensor, unit='K'):
    @staticmethod
    def to_celsius(x):
        return x - 273.15

    @staticmethod
    def from_celsius(x):
        return x + 273.15


boiling = Celsius(100)
print(boiling, [kind.of(boiling) for kind in Sensor.kinds.values()], Sensor.kinds)
f = Fahrenheit(50)
print(f.celsius, f == Celsius(10), f != Celsius(11), f == 'ten', f + 18, 4 + f, sorted([boiling, f, Kelvin(1)]))
f.celsius = 30
print(f, f.changes, Fahrenheit.celsius.__doc__, type(Fahrenheit.reading).__name__, Fahrenheit.reading.name)
del f.celsius
print(f, vars(f))
for action in (lambda: Kelvin(-400), lambda: setattr(f, 'celsius', 10 ** 6), lambda: f < 5, lambda: {f: 1}):
    try:
        action()
    except (ValueError, AttributeError, TypeError) as error:
        print(f'{type(error).__name__}: {error}')
try:
    class Nameless(Sensor):
        pass
except TypeError as error:
    print(error)
