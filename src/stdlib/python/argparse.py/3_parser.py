

# The parser.

# The letters that an argument takes: A for a word, O for an option, - for --.
_LETTERS = {None: '(-*A-*)', OPTIONAL: '(-*A?-*)', ZERO_OR_MORE: '(-*[A-]*)', ONE_OR_MORE: '(-*A[A-]*)',
            REMAINDER: '([-AO]*)', PARSER: '(-*A[-AO]*)', SUPPRESS: '(-*-*)'}


def _swap(items, name, value):
    # Sets an attribute of all; gives what it was before.
    before = [(item, name, getattr(item, name)) for item in items]
    for item in items:
        setattr(item, name, value)
    return before


def _restore(before):
    for attribute in before:
        setattr(*attribute)


class _Run:
    # One reading of a command line: what the words are, what was taken already, what nobody wanted.

    def __init__(self, parser, namespace, words):
        self.parser, self.namespace, self.words = parser, namespace, words
        self.positionals = parser._get_positional_actions()
        self.seen, self.given, self.extras = set(), set(), []
        self.rivals = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [other for other in group._group_actions if other is not action]
                self.rivals[action] = self.rivals.get(action, []) + others
        # Each option's place, with its action, its name and its value behind =.
        self.options = {}
        self.letters = ''.join(self._classified(words))

    def _classified(self, words):
        for place, word in enumerate(words):
            if word == '--':
                yield '-' + 'A' * (len(words) - place - 1)
                return
            found = self.parser._parse_optional(word)
            if found is not None:
                self.options[place] = found
            yield 'A' if found is None else 'O'

    def run(self):
        at = 0
        for option in sorted(self.options):
            # An option's values may be what looked like options.
            while at < option:
                after = self.take_positionals(at)
                if after == at:
                    self.extras += self.words[at:option]
                    after = option
                at = after
            if at == option:
                at = self.take_option(option)
        self.extras += self.words[self.take_positionals(at):]
        self.finish()

    def take(self, action, words, name=None):
        self.seen.add(action)
        values = self.parser._get_values(action, words)
        # As CPython: a value that is the default itself was not given.
        if values is not action.default:
            self.given.add(action)
            for rival in self.rivals.get(action, ()):
                if rival in self.given:
                    raise ArgumentError(action, _('not allowed with argument %s') % _get_action_name(rival))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, name)

    def take_positionals(self, at):
        counts = self.parser._match_arguments_partial(self.positionals, self.letters[at:])
        taken, self.positionals = self.positionals[:len(counts)], self.positionals[len(counts):]
        for action, count in zip(taken, counts):
            words, at = self.words[at:at + count], at + count
            self.take(action, words)
        return at

    def take_option(self, at):
        action, name, value = self.options[at]
        at += 1
        if action is None:
            self.extras.append(self.words[at - 1])
            return at
        parser, calls, count = self.parser, [], 0
        while value is not None:
            count = parser._match_argument(action, 'A')
            if count or not value or name[1] in parser.prefix_chars:
                break
            # What follows an option without values is another one, behind the same dash.
            calls.append((action, [], name))
            name = name[0] + value[0]
            if name not in parser._option_string_actions:
                count = None
                break
            action, value = parser._option_string_actions[name], value[1:] or None
        if value is None:
            count = parser._match_argument(action, self.letters[at:])
            words, at = self.words[at:at + count], at + count
        elif count == 1:
            words = [value]
        else:
            raise ArgumentError(action, _('ignored explicit argument %r') % value)
        for call in (*calls, (action, words, name)):
            self.take(*call)
        return at

    def finish(self):
        parser, namespace = self.parser, self.namespace
        missing = []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                # A default that is text goes through the type.
                setattr(namespace, action.dest, parser._get_value(action, action.default))
        if missing:
            parser.error(_('the following arguments are required: %s') % ', '.join(missing))
        for group in parser._mutually_exclusive_groups:
            if group.required and self.given.isdisjoint(group._group_actions):
                names = [_get_action_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                parser.error(_('one of the arguments %s is required') % ' '.join(names))


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Reads command lines, and tells how they are written."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[],
                 formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.formatter_class = usage, epilog, formatter_class
        self.fromfile_prefix_chars, self.add_help = fromfile_prefix_chars, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals, self._optionals = map(self.add_argument_group, (_('positional arguments'), _('options')))
        self._subparsers = None
        self.register('type', None, lambda string: string)
        if add_help:
            dash = '-' if '-' in prefix_chars else prefix_chars[0]
            shown = _('show this help message and exit')
            self.add_argument(f'{dash}h', f'{dash}{dash}help', action='help', default=SUPPRESS, help=shown)
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(getattr(parent, '_defaults', ()))

    def _get_kwargs(self):
        names = 'prog usage description formatter_class conflict_handler add_help'
        return [(name, getattr(self, name)) for name in names.split()]

    def add_subparsers(self, **kwargs):
        """Subcommands, each with a parser of its own."""
        if self._subparsers:
            self.error(_('cannot have multiple subparser arguments'))
        group = self._positionals
        if not kwargs.keys().isdisjoint(('title', 'description')):
            titles = kwargs.pop('title', 'subcommands'), kwargs.pop('description', None)
            group = self.add_argument_group(*map(_, titles))
        self._subparsers = group
        kwargs.setdefault('parser_class', type(self))
        if kwargs.get('prog') is None:
            layout = self._get_formatter()
            layout.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, '')
            kwargs['prog'] = layout.format_help().strip()
        make = self._pop_action_class(kwargs, 'parsers')
        action = make(option_strings=[], **kwargs)
        group._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def parse_args(self, args=None, namespace=None):
        """What the command line says; an error if something is left."""
        return self._nothing_left(*self.parse_known_args(args, namespace))

    def parse_intermixed_args(self, args=None, namespace=None):
        """As parse_args; options may stand between positional arguments."""
        return self._nothing_left(*self.parse_known_intermixed_args(args, namespace))

    def _nothing_left(self, namespace, left):
        if left:
            self.error(_('unrecognized arguments: %s') % ' '.join(left))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """(what the command line says, what is left)."""
        left = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        defaults = [(action.dest, action.default) for action in self._actions
                    if action.dest is not SUPPRESS and action.default is not SUPPRESS]
        for dest, value in (*defaults, *self._defaults.items()):
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            namespace, left = self._parse_known_args(left, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            # What the parsers of subcommands did not know.
            left += getattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, left

    def _parse_known_args(self, arg_strings, namespace):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        run = _Run(self, namespace, arg_strings)
        run.run()
        return namespace, run.extras

    def _read_args_from_files(self, arg_strings):
        words = []
        for word in arg_strings:
            if not word or word[0] not in self.fromfile_prefix_chars:
                words.append(word)
                continue
            try:
                with open(word[1:]) as file:
                    lines = map(self.convert_arg_line_to_args, file.read().splitlines())
                    words += self._read_args_from_files([part for parts in lines for part in parts])
            except OSError as error:
                self.error(str(error))
        return words

    def convert_arg_line_to_args(self, arg_line):
        """The arguments on a line of a file."""
        return [arg_line]

    def _match_argument(self, action, arg_strings_pattern):
        found = _re.match(self._get_nargs_pattern(action), arg_strings_pattern)
        if found is not None:
            return len(found[1])
        nargs = action.nargs
        number = {None: 'one argument', OPTIONAL: 'at most one argument', ONE_OR_MORE: 'at least one argument'}
        if nargs in number:
            raise ArgumentError(action, _('expected ' + number[nargs]))
        raise ArgumentError(action, ngettext('expected %s argument', 'expected %s arguments', nargs) % nargs)

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        # Of as many of the first actions as can have something.
        patterns = [self._get_nargs_pattern(action) for action in actions]
        while patterns:
            found = _re.match(''.join(patterns), arg_strings_pattern)
            if found is not None:
                return [len(letters) for letters in found.groups()]
            patterns.pop()
        return []

    def _parse_optional(self, arg_string):
        # (action or None, option, its value after =); None if it is no option.
        known = self._option_string_actions
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        if arg_string in known:
            return known[arg_string], arg_string, None
        if len(arg_string) == 1:
            return None
        name, equals, value = arg_string.partition('=')
        if equals and name in known:
            return known[name], name, value
        likely = self._get_option_tuples(arg_string)
        if len(likely) > 1:
            shown = {'option': arg_string, 'matches': ', '.join([name for _, name, _ in likely])}
            self.error(_('ambiguous option: %(option)s could match %(matches)s') % shown)
        elif likely:
            return likely[0]
        number = self._negative_number_matcher.match(arg_string) and not self._has_negative_number_optionals
        return None if number or ' ' in arg_string else (None, arg_string, None)

    def _get_option_tuples(self, option_string):
        # The options that it may be short for. Behind one dash the first letter may be one, with its value.
        double = option_string[1] in self.prefix_chars
        if option_string[0] not in self.prefix_chars:
            self.error(_('unexpected option string: %s') % option_string)
            return []
        if double and not self.allow_abbrev:
            return []
        prefix, equals, value = option_string.partition('=') if double else (option_string, '', '')
        likely = []
        for name, action in self._option_string_actions.items():
            if name == option_string[:2] and not double:
                likely.append((action, name, option_string[2:]))
            elif name.startswith(prefix):
                likely.append((action, name, value if equals else None))
        return likely

    def _get_nargs_pattern(self, action):
        nargs = action.nargs
        letters = _LETTERS.get(nargs) or '(-*%s-*)' % '-*'.join('A' * nargs)
        # Options do not take --.
        return letters.replace('-*', '').replace('-', '') if action.option_strings else letters

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """As parse_known_args; options may stand between positional arguments."""
        # First the options alone, then what is left of the line without demanding any of them.
        positionals, groups = self._get_positional_actions(), self._mutually_exclusive_groups
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f'parse_intermixed_args: positional arg with nargs={action.nargs}')
        if any(action in positionals for group in groups for action in group._group_actions):
            raise TypeError('parse_intermixed_args: positional in mutuallyExclusiveGroup')
        usage, before = self.usage, []
        try:
            if usage is None:
                self.usage = self.format_usage()[len('usage: '):]
            before = _swap(positionals, 'nargs', SUPPRESS) + _swap(positionals, 'default', SUPPRESS)
            namespace, left = self.parse_known_args(args, namespace)
            for action in positionals:
                if getattr(namespace, action.dest, None) == []:
                    from warnings import warn
                    warn(f'Do not expect {action.dest} in {namespace}')
                    delattr(namespace, action.dest)
            _restore(before)
            before = _swap(self._get_optional_actions() + groups, 'required', False)
            return self.parse_known_args(left, namespace)
        finally:
            _restore(before)
            self.usage = usage

    def _get_values(self, action, arg_strings):
        nargs = action.nargs
        if '--' in arg_strings and nargs not in (PARSER, REMAINDER):
            arg_strings.remove('--')
        if nargs == SUPPRESS:
            return SUPPRESS
        if not arg_strings:
            if nargs == OPTIONAL:
                value = action.const if action.option_strings else action.default
                return self._checked(action, self._get_value(action, value)) if isinstance(value, str) else value
            if nargs == ZERO_OR_MORE and not action.option_strings:
                return self._checked(action, arg_strings if action.default is None else action.default)
        values = [self._get_value(action, word) for word in arg_strings]
        for value in values[:{REMAINDER: 0, PARSER: 1}.get(nargs, len(values))]:
            self._check_value(action, value)
        return values[0] if len(values) == 1 and nargs in (None, OPTIONAL) else values

    def _checked(self, action, value):
        self._check_value(action, value)
        return value

    def _get_value(self, action, arg_string):
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ArgumentError(action, _('%r is not callable') % convert)
        try:
            return convert(arg_string)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (ValueError, TypeError):
            shown = {'type': getattr(action.type, '__name__', repr(action.type)), 'value': arg_string}
            raise ArgumentError(action, _('invalid %(type)s value: %(value)r') % shown)

    def _check_value(self, action, value):
        if action.choices is None or value in action.choices:
            return
        shown = {'value': value, 'choices': ', '.join(map(repr, action.choices))}
        raise ArgumentError(action, _('invalid choice: %(value)r (choose from %(choices)s)') % shown)

    def _usage_layout(self):
        layout = self._get_formatter()
        layout.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return layout

    def format_usage(self):
        return self._usage_layout().format_help()

    def format_help(self):
        layout = self._usage_layout()
        layout.add_text(self.description)
        for group in self._action_groups:
            layout.start_section(group.title)
            layout.add_text(group.description)
            layout.add_arguments(group._group_actions)
            layout.end_section()
        layout.add_text(self.epilog)
        return layout.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (_sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        """End the program."""
        if message:
            self._print_message(message, file=_sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """Tell how the program is used and what is wrong, and end it."""
        self.print_usage(_sys.stderr)
        self.exit(2, _('%(prog)s: error: %(message)s\n') % {'prog': self.prog, 'message': message})
