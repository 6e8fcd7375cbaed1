"""Enumerations: classes whose members are constants."""
import sys
from operator import and_, or_, xor
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumMeta', 'Enum', 'IntEnum', 'Flag', 'IntFlag', 'auto', 'unique']


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    pattern = f'_{cls_name}__'
    return (len(name) > len(pattern) and name.startswith(pattern) and name[len(pattern)] != '_'
            and (name[-1] != '_' or name[-2] != '_'))


def _make_class_unpicklable(cls):
    def refuse(self, proto):
        raise TypeError(f'{self!r} cannot be pickled')
    cls.__reduce_ex__, cls.__module__ = refuse, '<unknown>'


def _words(names):
    return names.replace(',', ' ').split() if isinstance(names, str) else names


_auto_null = object()


class auto:
    """Stands for the next value in the body of an enumeration."""

    value = _auto_null


class _EnumDict(dict):
    """The namespace of an enumeration's body: it knows the members by their order."""

    def __init__(self):
        self._member_names, self._last_values, self._ignore = [], [], []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            import warnings
            warnings.warn('private variables, such as %r, will be normal attributes in 3.11' % (key,),
                          DeprecationWarning, stacklevel=2)
        if _is_sunder(key):
            value = self._set_option(key, value)
        elif key == '__order__':
            key = '_order_'
        elif not _is_dunder(key):
            if key in self._member_names:
                raise TypeError('Attempted to reuse key: %r' % key)
            if key not in self._ignore and not _is_descriptor(value):
                value = self._add_member(key, value)
        dict.__setitem__(self, key, value)

    def _set_option(self, key, value):
        """What stands in the namespace for a _name_ that says how the members are made."""
        match key:
            case '_ignore_':
                self._ignore = value = list(_words(value))
                already = set(value).intersection(self._member_names)
                if already:
                    raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
            case '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                self._generate_next_value = getattr(value, '__func__', value)
            case '_order_' | '_missing_' | '_create_pseudo_member_':
                pass
            case _:
                raise ValueError('_names_ are reserved for future Enum use')
        return value

    def _add_member(self, name, value):
        if name in self:
            raise TypeError('%r already defined as: %r' % (name, self[name]))
        if isinstance(value, auto):
            if value.value is _auto_null:
                value.value = self._generate_next_value(name, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
            value = value.value
        self._member_names.append(name)
        self._last_values.append(value)
        return value


# Enum, once it exists: its own creation goes through the metaclass, too.
Enum = None


def _is_enum(cls):
    return Enum is not None and issubclass(cls, Enum)


_PICKLING = frozenset(('__getnewargs_ex__', '__getnewargs__', '__reduce_ex__', '__reduce__'))


def _can_pickle(bases):
    """Whether pickle can make values of the bases: what comes first decides, a method for it or a __new__."""
    for chain in bases:
        for base in chain.__mro__[:-1]:
            own = base.__dict__
            if not _PICKLING.isdisjoint(own):
                return True
            if '__new__' in own:
                return False
    return True


def _data_type(chain):
    """The type that a base brings for the values of members, if it does."""
    nearest = None
    for base in chain.__mro__[:-1]:
        if _is_enum(base):
            if base._member_type_ is not object:
                return base._member_type_
        else:
            nearest = nearest or base
            if '__new__' in base.__dict__:
                return nearest


class _Members:
    """Makes the members of a new enumeration; a name for a value that there is already becomes another name of it."""

    def __init__(self, cls, new, use_args):
        self.cls, self.new, self.use_args = cls, new, use_args
        # Names of the class that look at the instance, and so need no attribute of the class.
        self.dynamic = {name for base in cls.mro() for name, value in base.__dict__.items()
                        if isinstance(value, DynamicClassAttribute)}
        self.found_by_value = True

    def add(self, name, value):
        cls = self.cls
        member = self.make(value)
        value = member._value_
        member._name_, member.__objclass__ = name, cls
        member.__init__(*self.args)
        known = self.known(member, value)
        if known is None:
            cls._member_names_.append(name)
        else:
            member = known
        if name not in self.dynamic:
            setattr(cls, name, member)
        cls._member_map_[name] = member
        try:
            cls._value2member_map_[value] = member
        except TypeError:
            self.found_by_value = False

    def make(self, value):
        data_type = self.cls._member_type_
        self.args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
        member = self.new(self.cls, *self.args) if self.use_args else self.new(self.cls)
        if not hasattr(member, '_value_'):
            member._value_ = value if data_type is object or not self.use_args else data_type(*self.args)
        return member

    def known(self, member, value):
        """The member with the same value; by its hash, unless some value has none or an __init__ changed one."""
        found = None
        if member._value_ is not value:
            self.found_by_value = False
        if self.found_by_value:
            try:
                found = self.cls._value2member_map_.get(value)
            except TypeError:
                self.found_by_value = False
        if self.found_by_value and found is None:
            return None
        for other in self.cls._member_map_.values():
            if other._value_ == member._value_:
                return other


class EnumMeta(type):
    """The class of all enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members(cls, bases)
        body = _EnumDict()
        body._cls_name = cls
        extended = metacls._get_mixins_(cls, bases)[1]
        if extended is not None:
            body['_generate_next_value_'] = getattr(extended, '_generate_next_value_', None)
        return body

    def __new__(metacls, cls, bases, classdict, **kwds):
        ignored = classdict.setdefault('_ignore_', [])
        ignored.append('_ignore_')
        for key in ignored:
            classdict.pop(key, None)
        data_type, extended = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, data_type, extended)

        values = {name: classdict.pop(name) for name in classdict._member_names}
        order = classdict.pop('_order_', None)
        invalid = values.keys() & {'mro', ''}
        if invalid:
            raise ValueError('Invalid enum member name: ' + ','.join(invalid))
        classdict.setdefault('__doc__', 'An enumeration.')

        made = super().__new__(metacls, cls, bases, classdict, **kwds)
        made._member_names_, made._member_map_, made._value2member_map_ = [], {}, {}
        made._member_type_ = data_type
        if data_type is not object and '__reduce_ex__' not in classdict and _PICKLING.isdisjoint(data_type.__dict__):
            if '__new__' in classdict or not _can_pickle(bases):
                _make_class_unpicklable(made)
        members = _Members(made, new, use_args)
        for name, value in values.items():
            members.add(name, value)

        # An enumeration shows its members in its own way, not in that of the values' type.
        for name in {'__repr__', '__str__', '__format__', '__reduce_ex__'}.difference(classdict):
            of_type = getattr(data_type, name, None)
            if of_type is not None and of_type is getattr(made, name):
                setattr(made, name, getattr(extended, name, None))
        if Enum is not None:
            if save_new:
                made.__new_member__ = new
            made.__new__ = Enum.__new__
        if order is not None and _words(order) != made._member_names_:
            raise TypeError('member order does not match _order_')
        return made

    def __bool__(self):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """The member with a value; or with names, a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, obj):
        if isinstance(obj, Enum):
            return isinstance(obj, cls) and obj._name_ in cls._member_map_
        import warnings
        warnings.warn('in 3.12 __contains__ will no longer raise TypeError, but will return True if\n'
                      'obj is a member or a member\'s value',
                      DeprecationWarning, stacklevel=2)
        _refuse_in(obj, cls)

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError('%s: cannot delete Enum member.' % cls.__name__)
        super().__delattr__(attr)

    def __dir__(self):
        return ['__class__', '__doc__', '__members__', '__module__'] + self._member_names_

    def __getattr__(cls, name):
        member = None if _is_dunder(name) else cls._member_map_.get(name)
        if member is None:
            raise AttributeError(name) from None
        return member

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """All names with their members, second names included."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return '<enum %r>' % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('Cannot reassign members.')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        next_value = cls._get_mixins_(cls, bases)[1]._generate_next_value_
        body = metacls.__prepare__(class_name, bases)
        names = _words(names)
        if isinstance(names, (tuple, list)) and isinstance(next(iter(names), None), str):
            values = []
            for count, name in enumerate(names):
                values.append(next_value(name, start, count, values.copy()))
            names = zip(names, values)
        for item in names:
            name, body[name] = (item, names[item]) if isinstance(item, str) else item
        made = metacls.__new__(metacls, class_name, bases, body)
        if module is None:
            try:
                module = sys._getframe(2).f_globals.get('__name__')
            except ValueError:
                pass
        if module is not None:
            made.__module__ = module
        else:
            _make_class_unpicklable(made)
        if qualname is not None:
            made.__qualname__ = qualname
        return made

    def _convert_(cls, name, module, filter, source=None):
        """An enumeration of the constants of a module, which takes their places there."""
        namespace = sys.modules[module].__dict__
        source = namespace if source is None else source.__dict__
        members = [(key, source[key]) for key in source if filter(key)]
        try:
            members.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            members.sort(key=lambda item: item[0])
        enum_class = cls(name, members, module=module)
        enum_class.__reduce_ex__ = _reduce_ex_by_name
        namespace.update(enum_class.__members__)
        namespace[name] = enum_class
        return enum_class

    @staticmethod
    def _check_for_existing_members(class_name, bases):
        for base in (base for chain in bases for base in chain.__mro__ if _is_enum(base)):
            if base._member_names_:
                raise TypeError('%s: cannot extend enumeration %r' % (class_name, base.__name__))

    @staticmethod
    def _get_mixins_(class_name, bases):
        # The type that members are instances of besides, and the enumeration that is extended.
        if not bases:
            return object, Enum
        extended = bases[-1]
        if not _is_enum(extended):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] enum_type)`')
        data_types = set(map(_data_type, bases)) - {None}
        if len(data_types) > 1:
            raise TypeError('%r: too many data types: %r' % (class_name, data_types))
        if extended._member_names_:
            raise TypeError('Cannot extend enumerations')
        return next(iter(data_types), object), extended

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        # What makes a member, whether it comes from the body itself, and whether it takes the values.
        new = classdict.get('__new__')
        if new is not None:
            return new, True, new is not object.__new__
        inherited = None, None.__new__, object.__new__, getattr(Enum, '__new__', None)
        for name in '__new_member__', '__new__':
            for owner in member_type, first_enum:
                new = getattr(owner, name, None)
                if new not in inherited:
                    return new, False, True
        return object.__new__, False, False


def _refuse_in(obj, container):
    raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                    % (type(obj).__qualname__, container.__class__.__qualname__))


def _invalid(value, cls):
    return ValueError('%r is not a valid %s' % (value, cls.__qualname__))


class Enum(metaclass=EnumMeta):
    """Generic enumeration: the base class of all."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, member in cls._member_map_.items():
                if member._value_ == value:
                    return member
        try:
            member = cls._missing_(value)
        except Exception as error:
            fault = error
        else:
            if isinstance(member, cls):
                return member
            fault = None if member is None else TypeError(
                'error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, member))
        try:
            if not isinstance(fault, (ValueError, type(None))):
                fault.__context__ = _invalid(value, cls)
            raise fault or _invalid(value, cls)
        finally:
            fault = None

    def _generate_next_value_(name, start, count, last_values):
        for last in last_values[::-1]:
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        added = [name for cls in self.__class__.mro() for name in cls.__dict__
                 if name[0] != '_' and name not in self._member_map_]
        added += [name for name in self.__dict__ if name[0] != '_']
        return ['__class__', '__doc__', '__module__'] + added

    def __format__(self, format_spec):
        cls = type(self)
        if cls._member_type_ is not object and cls.__str__ in (Enum.__str__, Flag.__str__):
            return cls._member_type_.__format__(self._value_, format_spec)
        return str(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @DynamicClassAttribute
    def name(self):
        """What the member is called."""
        return self._name_

    @DynamicClassAttribute
    def value(self):
        """What the member stands for."""
        return self._value_


class IntEnum(int, Enum):
    """An enumeration whose members are numbers as well"""


def _reduce_ex_by_name(self, proto):
    return self.name


def _bitwise(name, operate, *kin):
    """A method that combines the bits of two members of a class; the other may be one of the kin."""
    def method(self, other):
        cls = self.__class__
        if isinstance(other, cls):
            return cls(operate(self._value_, other._value_))
        return cls(operate(self._value_, cls(other)._value_)) if isinstance(other, kin) else NotImplemented
    method.__name__, method.__qualname__ = name, 'Flag.' + name
    return method


class Flag(Enum):
    """Members that are bits, to be combined"""

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        last = last_values[-1:]
        try:
            return 1 << last[0].bit_length()
        except Exception:
            raise TypeError('Invalid Flag value: %r' % last[0]) from None

    @classmethod
    def _missing_(cls, value):
        return ~cls._create_pseudo_member_(~value) if value < 0 else cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        """The member for a value that consists of members' bits, made if need be."""
        known = cls._value2member_map_
        if value in known:
            return known[value]
        if _decompose(cls, value)[1]:
            raise _invalid(value, cls)
        return _nameless(cls, object.__new__(cls), value)

    def __contains__(self, other):
        if isinstance(other, self.__class__):
            return not other._value_ & ~self._value_
        _refuse_in(other, self)

    def _shown(self):
        parts = _decompose(self.__class__, self._value_)[0]
        return '|'.join([str(part._name_ or part._value_) for part in parts]), parts

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_ or self._shown()[0], self._value_)

    def __str__(self):
        shown = self._name_
        if shown is None:
            shown, parts = self._shown()
            if [part._name_ for part in parts] == [None]:
                shown = repr(parts[0]._value_)
        return f'{self.__class__.__name__}.{shown}'

    def __bool__(self):
        return bool(self._value_)

    __or__ = _bitwise('__or__', or_)
    __and__ = _bitwise('__and__', and_)
    __xor__ = _bitwise('__xor__', xor)

    def __invert__(self):
        cls = self.__class__
        parts = _decompose(cls, self._value_)[0]
        others = cls(0)
        for member in cls:
            if not (member in parts or member._value_ & self._value_):
                others |= member
        return cls(others)


class IntFlag(int, Flag):
    """Flags that are numbers as well, and may have any bits"""

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, int):
            return cls._create_pseudo_member_(value)
        raise _invalid(value, cls)

    @classmethod
    def _create_pseudo_member_(cls, value):
        known = cls._value2member_map_
        if value not in known:
            # Each bit that no member stands for becomes one as well, the lowest first.
            extra = _decompose(cls, value)[1]
            bits = {bit: None for bit in _bits(extra) if bit not in known and bit != value}
            for bit in reversed(bits):
                _nameless(cls, int.__new__(cls, bit), bit)
            _nameless(cls, int.__new__(cls, value), value)
        return known[value]

    __or__ = __ror__ = _bitwise('__or__', or_, int)
    __and__ = __rand__ = _bitwise('__and__', and_, int)
    __xor__ = __rxor__ = _bitwise('__xor__', xor, int)

    def __invert__(self):
        return self.__class__(~self._value_)


def _nameless(cls, member, value):
    member._name_, member._value_ = None, value
    return cls._value2member_map_.setdefault(value, member)


def _high_bit(value):
    """The index of the highest bit, or -1 if value is zero"""
    return value.bit_length() - 1


def _bits(value):
    """The single bits from the highest on; of a negative number those down to the one that leaves all above it."""
    while value:
        bit = 1 << _high_bit(value)
        yield bit
        value = 0 if value == -bit else value ^ bit


def unique(enumeration):
    """Decorator: no value of the enumeration may have two names."""
    duplicates = ['%s -> %s' % (name, member.name) for name, member in enumeration.__members__.items()
                  if name != member.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join(duplicates)))
    return enumeration


def _decompose(flag, value):
    """The members that make up a value, the greatest first, and the bits that none stands for."""
    known = flag._value2member_map_
    rest, parts = value, []
    for member in flag:
        bits = member.value
        if bits and not bits & ~value:
            parts.append(member)
            rest &= ~bits
    if value >= 0:
        for bit in _bits(rest):
            if bit in known:
                parts.append(known[bit])
                rest ^= bit
    if not parts and value in known:
        return [known[value]], rest
    parts.sort(key=lambda part: part._value_, reverse=True)
    # The value's own member says nothing about its parts.
    return parts[len(parts) > 1 and parts[0].value == value:], rest
