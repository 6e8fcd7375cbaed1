"""Decimal numbers by the General Decimal Arithmetic specification.

Covers CPython's module: `Decimal` with all its methods, contexts, signals and traps, the constants. `exp`, `ln`, `log10`
and powers are rounded to the context's precision; a power may differ from CPython's in its last digit.
"""
from collections import namedtuple
from contextvars import ContextVar as _ContextVar

__all__ = ['Decimal', 'Context', 'DecimalTuple', 'DefaultContext', 'BasicContext', 'ExtendedContext', 'DecimalException',
           'Clamped', 'InvalidOperation', 'DivisionByZero', 'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow',
           'FloatOperation', 'DivisionImpossible', 'InvalidContext', 'ConversionSyntax', 'DivisionUndefined', 'ROUND_DOWN',
           'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP', 'ROUND_HALF_DOWN',
           'ROUND_05UP', 'setcontext', 'getcontext', 'localcontext', 'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN', 'MIN_ETINY',
           'HAVE_THREADS', 'HAVE_CONTEXTVAR']

__version__ = '1.70'
__libmpdec_version__ = '2.5.1'

DecimalTuple = namedtuple('DecimalTuple', 'sign digits exponent')

ROUND_DOWN = 'ROUND_DOWN'
ROUND_HALF_UP = 'ROUND_HALF_UP'
ROUND_HALF_EVEN = 'ROUND_HALF_EVEN'
ROUND_CEILING = 'ROUND_CEILING'
ROUND_FLOOR = 'ROUND_FLOOR'
ROUND_UP = 'ROUND_UP'
ROUND_HALF_DOWN = 'ROUND_HALF_DOWN'
ROUND_05UP = 'ROUND_05UP'
_roundings = {ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
              ROUND_05UP}

HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


# In the order in which CPython looks at them.
_signals = InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped
# In the order in which contexts show them.
_shown = Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow
_conditions = {ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext}

from _decimal_number import Decimal
import _decimal_methods


_UNKNOWN_SIGNAL = ('valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, '
                   'Underflow, Subnormal, Inexact, Rounded,\n   Clamped]')


class _Signals(dict):
    """Which of the signals are set."""
    __slots__ = ()

    def __setitem__(self, signal, value):
        if signal not in self:
            raise KeyError(_UNKNOWN_SIGNAL)
        super().__setitem__(signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError('signal keys cannot be deleted')

    def copy(self):
        return _Signals(self)


def _signal_dict(given):
    if isinstance(given, dict):
        if set(given) != set(_signals):
            raise KeyError('invalid signal dict')
        return _Signals((signal, bool(given[signal])) for signal in _signals)
    if not isinstance(given, (list, tuple)):
        raise TypeError('argument must be a signal dict')
    for signal in given:
        if signal not in _signals:
            raise KeyError(_UNKNOWN_SIGNAL)
    return _Signals((signal, signal in given) for signal in _signals)


def _bounded(name, least, most):
    place = '_' + name

    def get(self):
        return getattr(self, place)

    def put(self, value):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not least <= value <= most:
            shown = {1: '1', 0: '0', MIN_EMIN: 'MIN_EMIN'}[least]
            top = {MAX_PREC: 'MAX_PREC' if name == 'prec' else 'MAX_EMAX', 1: '1', 0: '0'}[most]
            if most == 1:
                raise ValueError(f'valid values for {name} are 0 or 1')
            raise ValueError(f'valid range for {name} is [{shown}, {top}]')
        object.__setattr__(self, place, value)

    return property(get, put)


class Context:
    """The environment of decimal operations: precision, rounding, limits of exponents, flags and traps."""
    __slots__ = '_prec', '_rounding', '_Emin', '_Emax', '_capitals', '_clamp', '_flags', '_traps', '__weakref__'

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        given = dict(prec=prec, rounding=rounding, Emin=Emin, Emax=Emax, capitals=capitals, clamp=clamp, traps=traps)
        for name, value in given.items():
            if value is None:
                value = getattr(DefaultContext, name)
                if name == 'traps':
                    value = value.copy()
            setattr(self, name, value)
        self.flags = [] if flags is None else flags

    prec = _bounded('prec', 1, MAX_PREC)
    Emin = _bounded('Emin', MIN_EMIN, 0)
    Emax = _bounded('Emax', 0, MAX_EMAX)
    capitals = _bounded('capitals', 0, 1)
    clamp = _bounded('clamp', 0, 1)

    @property
    def rounding(self):
        return self._rounding

    @rounding.setter
    def rounding(self, value):
        if value not in _roundings:
            raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   '
                            'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
        self._rounding = value

    @property
    def flags(self):
        return self._flags

    @flags.setter
    def flags(self, value):
        self._flags = value if type(value) is _Signals else _signal_dict(value)

    @property
    def traps(self):
        return self._traps

    @traps.setter
    def traps(self, value):
        self._traps = value if type(value) is _Signals else _signal_dict(value)

    def __delattr__(self, name):
        raise AttributeError('context attributes cannot be deleted')

    def __repr__(self):
        flags = ', '.join(signal.__name__ for signal in _shown if self._flags[signal])
        traps = ', '.join(signal.__name__ for signal in _shown if self._traps[signal])
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])')

    def __reduce__(self):
        flags = [signal for signal, on in self._flags.items() if on]
        traps = [signal for signal, on in self._traps.items() if on]
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, flags, traps)

    def copy(self):
        """Return a duplicate of the context."""
        new = object.__new__(Context)
        for name in ('_prec', '_rounding', '_Emin', '_Emax', '_capitals', '_clamp'):
            setattr(new, name, getattr(self, name))
        new._flags, new._traps = self._flags.copy(), self._traps.copy()
        return new

    __copy__ = copy

    def clear_flags(self):
        """Reset all flags to False."""
        for signal in self._flags:
            self._flags[signal] = False

    def clear_traps(self):
        """Set all traps to False."""
        for signal in self._traps:
            self._traps[signal] = False

    def Etiny(self):
        """Return a value equal to Emin - prec + 1."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """Return a value equal to Emax - prec + 1."""
        return self.Emax - self.prec + 1

    def _ignore_all_flags(self):
        self.clear_traps()
        self._flags = self._flags.copy()

    def _signal(self, *conditions, result=None):
        """Sets flags, raises what is trapped, else gives the result: NaN by default."""
        raised = None
        for condition in conditions:
            signal = InvalidOperation if condition in _conditions else condition
            self._flags[signal] = True
            if self._traps[signal]:
                raised = raised or []
                raised.append((_signals.index(signal), signal, condition))
        if raised:
            raised.sort(key=lambda entry: entry[0])
            raise raised[0][1]([condition for _, _, condition in raised])
        return Decimal('NaN') if result is None else result

    def create_decimal(self, num='0', /):
        """Construct a new Decimal instance from num, rounded to the context."""
        if isinstance(num, str) and (num != num.strip() or '_' in num):
            return self._signal(ConversionSyntax)
        value = Decimal(num, context=self)
        from _decimal_functions import count_digits
        if value._kind >= 2 and count_digits(value._int) > self.prec - self.clamp:
            return self._signal(ConversionSyntax)
        return value._fix(self)

    def create_decimal_from_float(self, f, /):
        """Create a Decimal from a float, rounded to the context."""
        return Decimal.from_float(f)._fix(self)


def _context_method(name, method, operands):
    def call(self, *args, **kwargs):
        values = []
        for value in args[:operands]:
            if not isinstance(value, (int, Decimal)):
                raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
            values.append(Decimal(value))
        if len(args) != operands or kwargs:
            raise TypeError(f'{name}() takes exactly {operands} arguments ({len(args)} given)')
        result = getattr(values[0], method)(*values[1:], context=self)
        return result
    call.__name__ = name
    call.__qualname__ = f'Context.{name}'
    call.__doc__ = getattr(Decimal, method).__doc__
    return call


for _name in '''exp is_normal is_subnormal ln log10 logb logical_invert next_minus next_plus normalize number_class sqrt
                to_eng_string to_integral_exact to_integral_value to_integral'''.split():
    setattr(Context, _name, _context_method(_name, _name, 1))
for _name in '''compare compare_signal copy_sign logical_and logical_or logical_xor max max_mag min min_mag next_toward
                quantize remainder_near rotate same_quantum scaleb shift'''.split():
    setattr(Context, _name, _context_method(_name, _name, 2))
for _name, _method, _count in (
        ('add', '__add__', 2), ('subtract', '__sub__', 2), ('multiply', '__mul__', 2), ('divide', '__truediv__', 2),
        ('divide_int', '__floordiv__', 2), ('remainder', '__mod__', 2), ('divmod', '__divmod__', 2),
        ('minus', '__neg__', 1), ('plus', '__pos__', 1), ('abs', '__abs__', 1), ('fma', 'fma', 3)):
    setattr(Context, _name, _context_method(_name, _method, _count))


def _without_context(name, operands):
    if operands == 1:
        def call(self, a, /):
            return getattr(Decimal(a), name)()
    else:
        def call(self, a, b):
            return getattr(Decimal(a), name)(Decimal(b))
    call.__name__ = name
    call.__qualname__ = f'Context.{name}'
    return call


for _name in '''canonical copy_abs copy_negate is_canonical is_finite is_infinite is_nan is_qnan is_signed is_snan is_zero
                radix'''.split():
    setattr(Context, _name, _without_context(_name, 1))
for _name in 'compare_total', 'compare_total_mag':
    setattr(Context, _name, _without_context(_name, 2))
Context.copy_decimal = lambda self, a: Decimal(a)
Context.radix = lambda self: Decimal(10)
Context.to_sci_string = lambda self, a: Decimal(a).__str__(context=self)


def _power(self, a, b, modulo=None):
    """Compute a**b. If 'a' is negative, then 'b' must be integral."""
    return Decimal(a).__pow__(Decimal(b), None if modulo is None else Decimal(modulo), context=self)


Context.power = _power
del _name, _method, _count


def _preset(prec, rounding, traps):
    context = object.__new__(Context)
    context.prec, context.rounding, context.Emin, context.Emax = prec, rounding, -999999, 999999
    context.capitals, context.clamp, context.flags, context.traps = 1, 0, [], traps
    return context


DefaultContext = _preset(28, ROUND_HALF_EVEN, [InvalidOperation, DivisionByZero, Overflow])
BasicContext = _preset(9, ROUND_HALF_UP, [InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped])
ExtendedContext = _preset(9, ROUND_HALF_EVEN, [])

_current = _ContextVar('decimal_context')


def getcontext():
    """Get the current default context."""
    context = _current.get(None)
    if context is None:
        context = Context()
        _current.set(context)
    return context


def setcontext(context, /):
    """Set a new default context."""
    if not isinstance(context, Context):
        raise TypeError('argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _LocalContext:
    def __init__(self, context):
        self._new = context.copy()

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *details):
        setcontext(self._saved)


def localcontext(ctx=None):
    """A context manager that makes a copy of ctx (by default the current context) the default one."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    return _LocalContext(getcontext() if ctx is None else ctx)
