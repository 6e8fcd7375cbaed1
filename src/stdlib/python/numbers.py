"""Abstract base classes of numbers (PEP 3141). Covers all of CPython's module."""
from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(metaclass=ABCMeta):
    """All numbers inherit from this class."""
    __slots__ = ()
    __hash__ = None


def _abstract(space, names):
    """Puts abstract methods into a class's namespace."""
    for name in names.split():
        def method(self, *others):
            raise NotImplementedError
        method.__name__ = name
        method.__qualname__ = f"{space['__qualname__']}.{name}"
        space[name] = abstractmethod(method)


class Complex(Number):
    """Complex defines the operations that work on the builtin complex type."""
    __slots__ = ()

    _abstract(locals(), '''
        __complex__ __add__ __radd__ __neg__ __pos__ __mul__
        __rmul__ __truediv__ __rtruediv__ __pow__
        __rpow__ __abs__ conjugate __eq__
    ''')

    @property
    @abstractmethod
    def real(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        raise NotImplementedError

    def __bool__(self):
        return self != 0

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other


Complex.register(complex)


class Real(Complex):
    """To Complex, Real adds the operations that work on real numbers."""
    __slots__ = ()

    _abstract(locals(), '''
        __float__ __trunc__ __floor__ __ceil__ __round__
        __floordiv__ __rfloordiv__ __mod__ __rmod__ __lt__
        __le__
    ''')

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return +self

    @property
    def imag(self):
        return 0

    def conjugate(self):
        return +self


Real.register(float)


class Rational(Real):
    """.numerator and .denominator should be in lowest terms."""
    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """Integral adds methods that work on integral numbers."""
    __slots__ = ()

    _abstract(locals(), '''
        __int__ __pow__ __lshift__ __rlshift__
        __rshift__ __rrshift__ __and__ __rand__ __xor__
        __rxor__ __or__ __ror__ __invert__
    ''')

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(int(self))

    @property
    def numerator(self):
        return +self

    @property
    def denominator(self):
        return 1


Integral.register(int)
