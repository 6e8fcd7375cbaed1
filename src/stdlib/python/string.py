"""Constants and classes for text."""

__all__ = ['ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'capwords', 'digits', 'hexdigits', 'octdigits',
           'printable', 'punctuation', 'whitespace', 'Formatter', 'Template']

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split the argument into words, capitalize each, and join them."""
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._made = None

    def __init__(self, template):
        self.template = template

    @classmethod
    def _regex(cls):
        import re
        if cls.__dict__.get('_made') is None:
            pattern = cls.__dict__.get('pattern')
            if pattern is None:
                delimiter, name = re.escape(cls.delimiter), cls.idpattern
                pattern = (rf'{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|'
                           rf'{{(?P<braced>{cls.braceidpattern or name})}}|(?P<invalid>))')
            cls._made = re.compile(pattern, cls.flags | re.VERBOSE)
        return cls._made

    def _invalid(self, match):
        start = match.start('invalid')
        lines = self.template[:start].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = start - len(''.join(lines[:-1])), len(lines)
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (line, column))

    def _substituted(self, mapping, kws, safe):
        if kws:
            mapping = {**mapping, **kws} if mapping is not None else kws
        elif mapping is None:
            mapping = kws

        def convert(match):
            named = match.group('named') or match.group('braced')
            if named is not None:
                if not safe:
                    return str(mapping[named])
                try:
                    return str(mapping[named])
                except KeyError:
                    return match.group()
            if match.group('escaped') is not None:
                return self.delimiter
            if match.group('invalid') is not None:
                return match.group() if safe else self._invalid(match)
            raise ValueError('Unrecognized named group in pattern', self._regex())
        return self._regex().sub(convert, self.template)

    def substitute(self, mapping=None, /, **kws):
        """Replace the placeholders by the values of a mapping and of keywords."""
        return self._substituted(mapping, kws, False)

    def safe_substitute(self, mapping=None, /, **kws):
        """As substitute(), but placeholders without a value stay as they are."""
        return self._substituted(mapping, kws, True)


class Formatter:
    """str.format() in parts that a subclass can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            if field == '':
                if auto_arg_index is False:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                field = str(auto_arg_index)
                auto_arg_index += 1
            elif field.isdigit():
                if auto_arg_index:
                    raise ValueError('cannot switch from manual field specification to automatic field numbering')
                auto_arg_index = False
            obj, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return ''.join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        for letter, convert in ('s', str), ('r', repr), ('a', ascii):
            if conversion == letter:
                return convert(value)
        raise ValueError(f'Unknown conversion specifier {conversion!s}')

    def parse(self, format_string):
        """(literal text, field name, format spec, conversion) for each field; None for those that are not there."""
        literal, i, size = '', 0, len(format_string)
        while i < size:
            c = format_string[i]
            i += 1
            if c not in '{}':
                literal += c
                continue
            if format_string[i:i + 1] == c:
                literal += c
                i += 1
                # An escaped brace ends a piece, as str.format's own parser does it.
                yield literal, None, None, None
                literal = ''
                continue
            if c == '}':
                raise ValueError("Single '}' encountered in format string")
            if i >= size:
                raise ValueError("Single '{' encountered in format string")
            start, depth = i, 1
            while i < size and depth:
                depth += {'{': 1, '}': -1}.get(format_string[i], 0)
                i += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            yield (literal, *self._split_field(format_string[start:i - 1]))
            literal = ''
        if literal:
            yield literal, None, None, None

    @staticmethod
    def _split_field(field):
        depth = 0
        for i, c in enumerate(field):
            if c == '[':
                depth += 1
            elif c == ']':
                depth -= 1
            elif depth <= 0 and c == ':':
                return field[:i], field[i + 1:], None
            elif depth <= 0 and c == '!':
                conversion, rest = field[i + 1:i + 2], field[i + 2:]
                if not conversion:
                    raise ValueError('end of string while looking for conversion specifier')
                if rest and rest[0] != ':':
                    raise ValueError("expected ':' after conversion specifier")
                return field[:i], rest[1:], conversion
        return field, '', None

    def get_field(self, field_name, args, kwargs):
        """The object that a field name stands for, and the argument it starts from."""
        end = min((i for i in (field_name.find('.'), field_name.find('[')) if i >= 0), default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == '.':
                end = min((i for i in (rest.find('.', 1), rest.find('[', 1)) if i >= 0), default=len(rest))
                if end == 1:
                    raise ValueError('Empty attribute in format string')
                obj, rest = getattr(obj, rest[1:end]), rest[end:]
            elif rest[0] == '[':
                end = rest.find(']')
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key, rest = rest[1:end], rest[end + 1:]
                if not key:
                    raise ValueError('Empty attribute in format string')
                obj = obj[int(key) if key.isdigit() else key]
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        return obj, first
