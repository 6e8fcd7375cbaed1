"""Enumerations: classes whose members are constants."""
import sys
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
    def _break_on_call_reduce(self, proto):
        raise TypeError(f'{self!r} cannot be pickled')
    cls.__reduce_ex__ = _break_on_call_reduce
    cls.__module__ = '<unknown>'


_auto_null = object()


class auto:
    """Instances are replaced with an appropriate value in Enum class suites."""

    value = _auto_null


_allowed_sunder = ('_order_', '_create_pseudo_member_', '_generate_next_value_', '_missing_', '_ignore_')


class _EnumDict(dict):
    """The namespace of an enumeration's body: it knows the members by their order."""

    def __init__(self):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_private(self._cls_name, key):
            import warnings
            warnings.warn('private variables, such as %r, will be normal attributes in 3.11' % (key,),
                          DeprecationWarning, stacklevel=2)
        if _is_sunder(key):
            if key not in _allowed_sunder:
                raise ValueError('_names_ are reserved for future Enum use')
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                setattr(self, '_generate_next_value', getattr(value, '__func__', value))
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('Attempted to reuse key: %r' % key)
        elif key not in self._ignore and not _is_descriptor(value):
            if key in self:
                raise TypeError('%r already defined as: %r' % (key, self[key]))
            if isinstance(value, auto):
                if value.value == _auto_null:
                    value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                value = value.value
            self._member_names.append(key)
            self._last_values.append(value)
        super().__setitem__(key, value)


# Enum and Flag, once they exist: their own creation goes through the metaclass, too.
Enum = None


class EnumMeta(type):
    """Metaclass for Enum"""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, **kwds):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)

        members = {name: classdict[name] for name in classdict._member_names}
        for name in members:
            del classdict[name]
        order = classdict.pop('_order_', None)
        invalid = set(members) & {'mro', ''}
        if invalid:
            raise ValueError('Invalid enum member name: {0}'.format(','.join(invalid)))
        classdict.setdefault('__doc__', 'An enumeration.')

        enum_class = super().__new__(metacls, cls, bases, classdict, **kwds)
        enum_class._member_names_ = []
        enum_class._member_map_ = {}
        enum_class._member_type_ = member_type
        enum_class._value2member_map_ = {}
        dynamic = {name for base in enum_class.mro() for name, value in base.__dict__.items()
                   if isinstance(value, DynamicClassAttribute)}

        if '__reduce_ex__' not in classdict and member_type is not object:
            methods = '__getnewargs_ex__', '__getnewargs__', '__reduce_ex__', '__reduce__'
            if not any(name in member_type.__dict__ for name in methods):
                if '__new__' in classdict:
                    _make_class_unpicklable(enum_class)
                else:
                    sabotage = None
                    for chain in bases:
                        for base in chain.__mro__:
                            if base is object:
                                continue
                            if any(name in base.__dict__ for name in methods):
                                sabotage = False
                                break
                            if '__new__' in base.__dict__:
                                sabotage = True
                                break
                        if sabotage is not None:
                            break
                    if sabotage:
                        _make_class_unpicklable(enum_class)

        for name, value in members.items():
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            if use_args:
                member = new(enum_class, *args)
                if not hasattr(member, '_value_'):
                    member._value_ = value if member_type is object else member_type(*args)
            else:
                member = new(enum_class)
                if not hasattr(member, '_value_'):
                    member._value_ = value
            value = member._value_
            member._name_ = name
            member.__objclass__ = enum_class
            member.__init__(*args)
            # A second name for a value is an alias of the first member.
            for known in enum_class._member_map_.values():
                if known._value_ == member._value_:
                    member = known
                    break
            else:
                enum_class._member_names_.append(name)
            if name not in dynamic:
                setattr(enum_class, name, member)
            enum_class._member_map_[name] = member
            try:
                enum_class._value2member_map_[value] = member
            except TypeError:
                pass

        for name in '__repr__', '__str__', '__format__', '__reduce_ex__':
            if name in classdict:
                continue
            class_method = getattr(enum_class, name)
            object_method = getattr(member_type, name, None)
            enum_method = getattr(first_enum, name, None)
            if object_method is not None and object_method is class_method:
                setattr(enum_class, name, enum_method)

        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
        if order is not None:
            if isinstance(order, str):
                order = order.replace(',', ' ').split()
            if order != enum_class._member_names_:
                raise TypeError('member order does not match _order_')
        return enum_class

    def __bool__(self):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """Either returns an existing member, or creates a new enum class."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, obj):
        if not isinstance(obj, Enum):
            import warnings
            warnings.warn('in 3.12 __contains__ will no longer raise TypeError, but will return True if\n'
                          'obj is a member or a member\'s value',
                          DeprecationWarning, stacklevel=2)
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(obj).__qualname__, cls.__class__.__qualname__))
        return isinstance(obj, cls) and obj._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError('%s: cannot delete Enum member.' % cls.__name__)
        super().__delattr__(attr)

    def __dir__(self):
        return ['__class__', '__doc__', '__members__', '__module__'] + self._member_names_

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """Returns a mapping of member name->value, aliases included."""
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
        first_enum = cls._get_mixins_(cls, bases)[1]
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for count, name in enumerate(names):
                values.append(first_enum._generate_next_value_(name, start, count, values[:]))
            names = list(zip(names, values))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        enum_class = metacls.__new__(metacls, class_name, bases, classdict)
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(enum_class)
        else:
            enum_class.__module__ = module
        if qualname is not None:
            enum_class.__qualname__ = qualname
        return enum_class

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
        for chain in bases:
            for base in chain.__mro__:
                if Enum is not None and issubclass(base, Enum) and base._member_names_:
                    raise TypeError('%s: cannot extend enumeration %r' % (class_name, base.__name__))

    @staticmethod
    def _get_mixins_(class_name, bases):
        # The type that members are instances of besides, and the enumeration that is extended.
        if not bases:
            return object, Enum

        def find_data_type(bases):
            data_types = set()
            for chain in bases:
                candidate = None
                for base in chain.__mro__:
                    if base is object:
                        continue
                    elif Enum is not None and issubclass(base, Enum):
                        if base._member_type_ is not object:
                            data_types.add(base._member_type_)
                            break
                    elif '__new__' in base.__dict__:
                        if Enum is not None and issubclass(base, Enum):
                            continue
                        data_types.add(candidate or base)
                        break
                    else:
                        candidate = candidate or base
            if len(data_types) > 1:
                raise TypeError('%r: too many data types: %r' % (class_name, data_types))
            return data_types.pop() if data_types else None

        first_enum = bases[-1]
        if Enum is None or not issubclass(first_enum, Enum):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] enum_type)`')
        member_type = find_data_type(bases) or object
        if first_enum._member_names_:
            raise TypeError('Cannot extend enumerations')
        return member_type, first_enum

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        new = classdict.get('__new__', None)
        save_new = new is not None
        if new is None:
            for method in '__new_member__', '__new__':
                for possible in member_type, first_enum:
                    target = getattr(possible, method, None)
                    if target not in (None, None.__new__, object.__new__, getattr(Enum, '__new__', None)):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        return new, save_new, new is not object.__new__


class Enum(metaclass=EnumMeta):
    """Generic enumeration.

    Derive from this class to define new enumerations.
    """

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        try:
            result, exc = cls._missing_(value), None
        except Exception as error:
            result, exc = None, error
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and isinstance(result, int):
                return result
            wrong = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            if result is None and exc is None:
                raise wrong
            if exc is None:
                exc = TypeError('error in %s._missing_: returned %r instead of None or a valid member'
                                % (cls.__name__, result))
            if not isinstance(exc, ValueError):
                exc.__context__ = wrong
            raise exc
        finally:
            exc = wrong = None

    def _generate_next_value_(name, start, count, last_values):
        for last_value in reversed(last_values):
            try:
                return last_value + 1
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
                 if name[0] != '_' and name not in self._member_map_] + [name for name in self.__dict__ if name[0] != '_']
        return ['__class__', '__doc__', '__module__'] + added

    def __format__(self, format_spec):
        overridden = type(self).__str__ not in (Enum.__str__, getattr(Flag, '__str__', None))
        if self._member_type_ is object or overridden:
            return str(self).__format__(format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @DynamicClassAttribute
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @DynamicClassAttribute
    def value(self):
        """The value of the Enum member."""
        return self._value_


Flag = None


class IntEnum(int, Enum):
    """Enum where members are also (and must be) ints"""


def _reduce_ex_by_name(self, proto):
    return self.name


class Flag(Enum):
    """Support for flags"""

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        for last_value in reversed(last_values):
            try:
                return 2 ** last_value.bit_length()
            except Exception:
                raise TypeError('Invalid Flag value: %r' % last_value) from None

    @classmethod
    def _missing_(cls, value):
        original = value
        if value < 0:
            value = ~value
        member = cls._create_pseudo_member_(value)
        return ~member if original < 0 else member

    @classmethod
    def _create_pseudo_member_(cls, value):
        """Create a composite member iff value contains only members."""
        member = cls._value2member_map_.get(value)
        if member is None:
            _, extra = _decompose(cls, value)
            if extra:
                raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
            member = object.__new__(cls)
            member._name_ = None
            member._value_ = value
            member = cls._value2member_map_.setdefault(value, member)
        return member

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def _shown(self):
        members, _ = _decompose(self.__class__, self._value_)
        return '|'.join(str(member._name_ or member._value_) for member in members)

    def __repr__(self):
        return '<%s.%s: %r>' % (self.__class__.__name__, self._name_ or self._shown(), self._value_)

    def __str__(self):
        cls = self.__class__
        if self._name_ is not None:
            return '%s.%s' % (cls.__name__, self._name_)
        members, _ = _decompose(cls, self._value_)
        if len(members) == 1 and members[0]._name_ is None:
            return '%s.%r' % (cls.__name__, members[0]._value_)
        return '%s.%s' % (cls.__name__, self._shown())

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ ^ other._value_)

    def __invert__(self):
        members, _ = _decompose(self.__class__, self._value_)
        inverted = self.__class__(0)
        for member in self.__class__:
            if member not in members and not member._value_ & self._value_:
                inverted = inverted | member
        return self.__class__(inverted)


class IntFlag(int, Flag):
    """Support for integer-based Flags"""

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        return cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        member = cls._value2member_map_.get(value)
        if member is not None:
            return member
        needed = [value]
        _, extra = _decompose(cls, value)
        while extra:
            bit = _high_bit(extra)
            flag = 2 ** bit
            if flag not in cls._value2member_map_ and flag not in needed:
                needed.append(flag)
            extra = 0 if extra == -flag else extra ^ flag
        for value in reversed(needed):
            member = int.__new__(cls, value)
            member._name_ = None
            member._value_ = value
            member = cls._value2member_map_.setdefault(value, member)
        return member

    def __or__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ | self.__class__(other)._value_)

    def __and__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ & self.__class__(other)._value_)

    def __xor__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ ^ self.__class__(other)._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return self.__class__(~self._value_)


def _high_bit(value):
    """The index of the highest bit, or -1 if value is zero"""
    return value.bit_length() - 1


def unique(enumeration):
    """Class decorator for enumerations ensuring unique member values."""
    duplicates = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if duplicates:
        details = ', '.join('%s -> %s' % pair for pair in duplicates)
        raise ValueError('duplicate values found in %r: %s' % (enumeration, details))
    return enumeration


def _decompose(flag, value):
    """The members that make up a value, the greatest first, and the bits that none stands for."""
    rest = value
    negative = value < 0
    members = []
    for member in flag:
        bits = member.value
        if bits and bits & value == bits:
            members.append(member)
            rest &= ~bits
    if not negative:
        left = rest
        while left:
            bit = 2 ** _high_bit(left)
            if bit in flag._value2member_map_ and bit & (bit - 1) == 0:
                members.append(flag._value2member_map_[bit])
                rest &= ~bit
            left &= ~bit
    if not members and value in flag._value2member_map_:
        members.append(flag._value2member_map_[value])
    members.sort(key=lambda member: member._value_, reverse=True)
    if len(members) > 1 and members[0].value == value:
        members.pop(0)
    return members, rest
