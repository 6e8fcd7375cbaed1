# The parsers, and sections as mappings.

def _occurrences(text, prefix):
    at = text.find(prefix)
    while at >= 0:
        yield at
        at = text.find(prefix, at + 1)


def _one_of(names, forms):
    # The pattern of an option's line: its name, one of the delimiters, its value.
    return re.compile(forms.format(delim='|'.join(names)), re.VERBOSE)


class RawConfigParser(MutableMapping):
    """Reads and writes configuration files; values are taken as they are."""

    _SECT_TMPL = r'\[(?P<header>.+)\]'
    _OPT_TMPL = r'(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*))$'
    _OPT_NV_TMPL = r'(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*))?$'
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE, NONSPACECRE = re.compile(_SECT_TMPL, re.VERBOSE), re.compile(r'\S')
    OPTCRE, OPTCRE_NV = _one_of('=:', _OPT_TMPL), _one_of('=:', _OPT_NV_TMPL)
    BOOLEAN_STATES = {'1': True, '0': False, 'yes': True, 'no': False, 'true': True, 'false': False, 'on': True,
                      'off': False}

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=('=', ':'),
                 comment_prefixes=('#', ';'), inline_comment_prefixes=None, strict=True,
                 empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET, converters=_UNSET):
        self._dict = dict_type
        self._sections, self._defaults, self._proxies = self._dict(), self._dict(), self._dict()
        self._strict, self._allow_no_value = strict, allow_no_value
        self._delimiters, self._empty_lines_in_values = tuple(delimiters), empty_lines_in_values
        self._comment_prefixes, self._inline_comment_prefixes = (
            tuple(prefixes or ()) for prefixes in (comment_prefixes, inline_comment_prefixes))
        if delimiters != ('=', ':'):
            form = self._OPT_NV_TMPL if allow_no_value else self._OPT_TMPL
            self._optcre = _one_of(map(re.escape, delimiters), form)
        else:
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        self._interpolation = Interpolation() if interpolation is None else interpolation
        self.default_section = default_section
        self._converters = ConverterMapping(self)
        self._name_section(default_section)
        self._converters.update(() if converters is _UNSET else converters)
        if defaults:
            self._read_defaults(defaults)

    def _name_section(self, name, place=None):
        # Gives a section its proxy, and a new one its options.
        if place is not None:
            self._sections[name] = place
        self._proxies[name] = SectionProxy(self, name)
        return place

    def _place(self, section):
        # Where a section's own options are; a section without a name is the default one.
        if not section or section == self.default_section:
            return self._defaults
        return self._named(section)

    def _named(self, section):
        try:
            return self._sections[section]
        except KeyError:
            raise NoSectionError(section) from None

    def _own(self, section):
        # The options that a section has beside the defaults.
        if section == self.default_section and section not in self._sections:
            return {}
        return self._named(section)

    def defaults(self):
        return self._defaults

    def sections(self):
        """The names of all sections but the default one."""
        return [*self._sections]

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if self.has_section(section):
            raise DuplicateSectionError(section)
        self._name_section(section, self._dict())

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        """The names of a section's options, and of the defaults."""
        names = self._named(section).copy()
        names.update(self._defaults)
        return [*names]

    def read(self, filenames, encoding=None):
        """Read files, those that there are; gives their names."""
        alone = isinstance(filenames, (str, bytes, os.PathLike))
        return [name for path in ([filenames] if alone else filenames) for name in self._read_path(path, encoding)]

    def _read_path(self, path, encoding):
        try:
            with open(path, encoding=encoding) as file:
                self._read(file, path)
        except OSError:
            return
        yield os.fspath(path) if isinstance(path, os.PathLike) else path

    def read_file(self, f, source=None):
        """Read from something that gives lines."""
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Read from a dict of dicts."""
        begun, given = set(), set()
        for name, options in dictionary.items():
            name = str(name)
            try:
                self.add_section(name)
            except (DuplicateSectionError, ValueError):
                # There already, which only matters if this dict has it twice.
                if self._strict and name in begun:
                    raise
            begun.add(name)
            for option, value in options.items():
                option = self.optionxform(str(option))
                if self._strict and (name, option) in given:
                    raise DuplicateOptionError(name, option, source)
                given.add((name, option))
                self.set(name, option, value if value is None else str(value))

    def readfp(self, fp, filename=None):
        warnings.warn("This method will be removed in Python 3.12. Use 'parser.read_file()' instead.",
                      DeprecationWarning, stacklevel=2)
        self.read_file(fp, filename)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """An option's value, with what it refers to filled in."""
        try:
            scope = self._unify_values(section, vars)
            name = self.optionxform(option)
            value = self._value(scope, name, section)
        except (NoSectionError, NoOptionError):
            if fallback is not _UNSET:
                return fallback
            raise
        if not raw and value is not None:
            value = self._interpolation.before_get(self, section, name, value, scope)
        return value

    def _value(self, scope, name, section):
        try:
            return scope[name]
        except KeyError:
            raise NoOptionError(name, section) from None

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoOptionError, NoSectionError):
            if fallback is not _UNSET:
                return fallback
            raise

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback,
                              **kwargs)

    def items(self, section=_UNSET, raw=False, vars=None):
        """A section's options and values; without a section, the sections."""
        if section is _UNSET:
            return super().items()
        scope = self._defaults.copy()
        scope.update(self._own(section))
        names = [*scope]
        scope.update(self._renamed(vars))
        fill = self._interpolation.before_get
        return [(name, scope[name] if raw else fill(self, section, name, scope[name], scope)) for name in names]

    def _renamed(self, values):
        return [(self.optionxform(name), value) for name, value in values.items()] if values else []

    def popitem(self):
        name = next(iter(self.sections()), _UNSET)
        if name is _UNSET:
            raise KeyError
        section = self[name]
        del self[name]
        return name, section

    def optionxform(self, optionstr):
        """An option's name as it is kept."""
        return optionstr.lower()

    def has_option(self, section, option):
        try:
            place = self._place(section)
        except NoSectionError:
            return False
        name = self.optionxform(option)
        return name in place or name in self._defaults

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        place = self._place(section)
        place[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        """Write it all to a file."""
        between = self._delimiters[0]
        if space_around_delimiters:
            between = f' {between} '
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), between)
        for name, options in self._sections.items():
            self._write_section(fp, name, options.items(), between)

    def _write_section(self, fp, section_name, section_items, delimiter):
        fp.write(f'[{section_name}]\n')
        for name, value in section_items:
            value = self._interpolation.before_write(self, section_name, name, value)
            fp.write(str(name))
            if value is not None or not self._allow_no_value:
                fp.write(delimiter + '\n\t'.join(str(value).split('\n')))
            fp.write('\n')
        fp.write('\n')

    def remove_option(self, section, option):
        place, name = self._place(section), self.optionxform(option)
        if name not in place:
            return False
        del place[name]
        return True

    def remove_section(self, section):
        if section not in self._sections:
            return False
        for kept in self._sections, self._proxies:
            del kept[section]
        return True

    def __getitem__(self, key):
        if key in self:
            return self._proxies[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        if key in self:
            if self[key] is value:
                return
            (self._defaults if key == self.default_section else self._sections[key]).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return self.default_section == key or self.has_section(key)

    def __len__(self):
        return 1 + len(self._sections)

    def __iter__(self):
        yield self.default_section
        yield from self._sections

    def _read(self, fp, fpname):
        reader = _Reader(self, fpname)
        for number, line in enumerate(fp, 1):
            reader.take(number, line)
        self._join_multiline_values()
        if reader.wrong is not None:
            raise reader.wrong

    def _comment(self, line):
        # Where a comment begins. The first prefixes are looked at together, then the second ones.
        if line.strip().startswith(self._comment_prefixes):
            return 0
        if not self._inline_comment_prefixes:
            return None
        for turn in itertools.zip_longest(*(_occurrences(line, prefix) for prefix in self._inline_comment_prefixes)):
            starts = [at for at in turn if at == 0 or at and line[at - 1].isspace()]
            if starts:
                return min(starts)
        return None

    def _join_multiline_values(self):
        finish = self._interpolation.before_read
        for section, place in ((self.default_section, self._defaults), *self._sections.items()):
            for name, value in place.items():
                text = '\n'.join(value).rstrip() if isinstance(value, list) else value
                place[name] = finish(self, section, name, text)

    def _read_defaults(self, defaults):
        for name, value in self._renamed(defaults):
            self._defaults[name] = value

    def _unify_values(self, section, vars):
        own = self._own(section)
        first = {name: value if value is None else str(value) for name, value in self._renamed(vars)}
        return collections.ChainMap(first, own, self._defaults)

    def _convert_to_boolean(self, value):
        found = self.BOOLEAN_STATES.get(value.lower())
        if found is None:
            raise ValueError(f'Not a boolean: {value}')
        return found

    def _validate_value_types(self, *, section='', option='', value=''):
        texts = {'section names': section, 'option keys': option}
        if value or not self._allow_no_value:
            texts['option values'] = value
        for what, given in texts.items():
            if not isinstance(given, str):
                raise TypeError(what + ' must be strings')

    @property
    def converters(self):
        return self._converters


class _Reader:
    # Takes a file line by line. What a line means is told by what is open: the section, and its last option.

    def __init__(self, parser, source):
        self.parser, self.source = parser, source
        self.section = self.options = self.option = self.wrong = None
        self.indent = 0
        self.sections, self.pairs = set(), set()

    def take(self, number, line):
        parser = self.parser
        comment = parser._comment(line)
        text = line[:comment].strip()
        if not text:
            if not parser._empty_lines_in_values:
                self.indent = sys.maxsize
            elif comment is None and self.option and self.options[self.option] is not None:
                self.options[self.option].append('')
            return
        start = parser.NONSPACECRE.search(line)
        indent = start.start() if start else 0
        if self.option and indent > self.indent:
            self.options[self.option].append(text)
            return
        self.indent = indent
        header = parser.SECTCRE.match(text)
        if header:
            self._open(header['header'], number)
        elif self.options is None:
            raise MissingSectionHeaderError(self.source, number, line)
        else:
            found = parser._optcre.match(text)
            if not found or not found['option']:
                self.wrong = self.wrong or ParsingError(self.source)
                self.wrong.append(number, repr(line))
            if found:
                self._set(found['option'], found['value'], number)

    def _open(self, name, number):
        parser = self.parser
        self.section, self.option = name, None
        self.options = parser._sections.get(name)
        if self.options is not None:
            if parser._strict and name in self.sections:
                raise DuplicateSectionError(name, self.source, number)
        elif name == parser.default_section:
            self.options = parser._defaults
            return
        else:
            self.options = parser._name_section(name, parser._dict())
        self.sections.add(name)

    def _set(self, name, value, number):
        self.option = name = self.parser.optionxform(name.rstrip())
        pair = self.section, name
        if self.parser._strict and pair in self.pairs:
            raise DuplicateOptionError(*pair, self.source, number)
        self.pairs.add(pair)
        self.options[name] = None if value is None else [value.strip()]


class ConfigParser(RawConfigParser):
    """Values may refer to other options; only strings are kept."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        self._validate_value_types(value=value, option=option)
        super().set(section, option, value)

    def add_section(self, section):
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # Not checked one by one: they may refer to each other.
        usual = self._interpolation
        self._interpolation = Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = usual


class SafeConfigParser(ConfigParser):
    """ConfigParser by an old name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        warnings.warn('The SafeConfigParser class has been renamed to ConfigParser in Python 3.2. This alias will be '
                      'removed in Python 3.12. Use ConfigParser directly instead.', DeprecationWarning, stacklevel=2)


class SectionProxy(MutableMapping):
    """A section as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for getter in map('get{}'.format, parser.converters):
            self._give(getter, getattr(parser, getter))

    def _give(self, getter, behind):
        setattr(self, getter, functools.partial(self.get, _impl=behind))

    def __repr__(self):
        return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if key in self:
            return self._parser.get(self._name, key)
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if key not in self or not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def _options(self):
        parser, name = self._parser, self._name
        return list(parser.defaults()) if name == parser.default_section else parser.options(name)

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """An option's value, or the fallback."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """The functions behind a parser's get... methods, by the ends of their names."""

    GETTERCRE = re.compile(r'^get(?P<name>.+)$')

    def __init__(self, parser):
        self._parser = parser
        methods = (found for found in map(self.GETTERCRE.match, dir(parser)) if found)
        self._data = {found['name']: None for found in methods if callable(getattr(parser, found[0]))}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        try:
            getter = 'get' + key
        except TypeError:
            raise ValueError(f'Incompatible key: {key} (type: {type(key)})')
        if not key:
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        behind = functools.partial(self._parser._get_conv, conv=value)
        behind.converter = value
        setattr(self._parser, getter, behind)
        for section in self._parser.values():
            section._give(getter, behind)

    def __delitem__(self, key):
        try:
            getter = 'get' + (key or None)
        except TypeError:
            raise KeyError(key)
        del self._data[key]
        for owner in (self._parser, *self._parser.values()):
            # Those of the class stay.
            owner.__dict__.pop(getter, None)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
