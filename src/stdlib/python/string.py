"""Constants and classes for text, complete."""

import _string

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits',
           'printable', 'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
digits, octdigits = '0123456789', '01234567'
ascii_letters = f'{ascii_lowercase}{ascii_uppercase}'
hexdigits = digits + 'abcdefABCDEF'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = ''.join([digits, ascii_letters, punctuation, whitespace])


def capwords(s, sep=None):
    """Split the argument into words, capitalize each, and join them."""
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


_ABSENT = {}


class _Pattern:
    # A class's pattern, of its own text or of its delimiter and names, compiled when it is wanted first.
    def __init__(self, text=None):
        self.text = text

    def __get__(self, template, cls):
        import re
        text = self.text
        if text is None:
            sign, name = re.escape(cls.delimiter), cls.idpattern
            text = (rf'{sign}(?:(?P<escaped>{sign})|(?P<named>{name})|'
                    rf'{{(?P<braced>{cls.braceidpattern or name})}}|(?P<invalid>))')
        cls.pattern = compiled = re.compile(text, cls.flags | re.VERBOSE)
        return compiled


class Template:
    """A text with placeholders, which begin with $."""

    delimiter = '$'
    idpattern, braceidpattern = r'(?a:[_a-z][_a-z0-9]*)', None
    flags = 2
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.pattern = _Pattern(cls.__dict__.get('pattern'))

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        start = match.start('invalid')
        before = self.template[:start].splitlines(True)
        column = start - sum(map(len, before[:-1])) if before else 1
        raise ValueError(f'Invalid placeholder in string: line {len(before) or 1}, col {column}')

    def _substituted(self, values, safe):
        def value_of(found):
            name = found['named'] or found['braced']
            if name is not None:
                try:
                    return str(values[name])
                except KeyError:
                    if safe:
                        return found[0]
                    raise
            if found['escaped'] is not None:
                return self.delimiter
            if found['invalid'] is None:
                raise ValueError('Unrecognized named group in pattern', self.pattern)
            return found[0] if safe else self._invalid(found)
        return self.pattern.sub(value_of, self.template)

    def substitute(self, mapping=_ABSENT, /, **kws):
        """Replace the placeholders by the values of a mapping and of keywords."""
        return self._substituted(_both(mapping, kws), False)

    def safe_substitute(self, mapping=_ABSENT, /, **kws):
        """As substitute(), but placeholders without a value stay as they are."""
        return self._substituted(_both(mapping, kws), True)


def _both(mapping, kws):
    if mapping is _ABSENT:
        return kws
    if not kws:
        return mapping
    from collections import ChainMap
    return ChainMap(kws, mapping)


class Formatter:
    """str.format() in parts that a subclass can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text = self._vformat(format_string, args, kwargs, used, 2)[0]
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        parts = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if name is None:
                continue
            # The index is False once fields have numbers of their own.
            number = auto_arg_index
            if name == '' and number is not False:
                name, auto_arg_index = str(number), number + 1
            elif name.isdigit() and not number:
                auto_arg_index = False
            elif name == '' or name.isdigit():
                raise ValueError('cannot switch from manual field specification to automatic field numbering')
            value, first = self.get_field(name, args, kwargs)
            used_args.add(first)
            value = self.convert_field(value, conversion)
            inner = args, kwargs, used_args, recursion_depth - 1
            spec, auto_arg_index = self._vformat(spec, *inner, auto_arg_index)
            parts.append(self.format_field(value, spec))
        return ''.join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        convert = {'s': str, 'r': repr, 'a': ascii}.get(conversion)
        if convert is None:
            raise ValueError(f'Unknown conversion specifier {conversion!s}')
        return convert(value)

    def parse(self, format_string):
        """(literal text, field name, format spec, conversion) for each field; None for those that are not there."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field name stands for, and the argument it starts from."""
        first, steps = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, key in steps:
            obj = getattr(obj, key) if is_attribute else obj[key]
        return obj, first
