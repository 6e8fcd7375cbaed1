

# What is done with an argument.

def _get_action_name(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    for name in argument.metavar, argument.dest:
        if name not in (None, SUPPRESS):
            return name
    return '{%s}' % ','.join(argument.choices) if argument.choices else None


def _copy_items(items):
    if items is None:
        return []
    if type(items) is not list:
        import copy
        return copy.copy(items)
    return items.copy()


def _gather(namespace, dest, how, value):
    # A changed copy, since what is there may be a default.
    items = _copy_items(getattr(namespace, dest, None))
    getattr(items, how)(value)
    setattr(namespace, dest, items)


def _check_values(kind, nargs, const, advice):
    if nargs == 0:
        raise ValueError(f'nargs for {kind} actions must be != 0; if {advice}')
    if nargs != OPTIONAL and const is not None:
        raise ValueError(f'nargs must be {OPTIONAL!r} to supply const')


class ArgumentError(Exception):
    """An error of an argument."""

    def __init__(self, argument, message):
        self.message, self.argument_name = message, _get_action_name(argument)

    def __str__(self):
        of = '' if self.argument_name is None else f'argument {self.argument_name}: '
        return f'{of}{self.message}'


class ArgumentTypeError(Exception):
    """An error from trying to convert a command line string to a type."""


class Action(_AttributeHolder):
    """What is known of an argument, and what is done with its values."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar = help, metavar

    def _get_kwargs(self):
        names = 'option_strings dest nargs const default type choices required help metavar'
        return [(name, getattr(self, name)) for name in names.split()]

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(_('.__call__() not defined'))


class BooleanOptionalAction(Action):
    """--foo and --no-foo."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        names = [[name, '--no-' + name[2:]] if name.startswith('--') else [name] for name in option_strings]
        if help is not None and default not in (None, SUPPRESS):
            help = help + _DEFAULT_SHOWN
        super().__init__(sum(names, []), dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        _check_values('store', nargs, const, 'you have nothing to store, actions such as store true or store const '
                      'may be more appropriate')
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class _AppendAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None):
        _check_values('append', nargs, const, 'arg strings are not supplying the value to append, the append const '
                      'action may be more appropriate')
        super().__init__(option_strings, dest, nargs, const, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        _gather(namespace, self.dest, 'append', values)


class _AppendConstAction(Action):
    def __init__(self, option_strings, dest, const, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        _gather(namespace, self.dest, 'append', self.const)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        so_far = getattr(namespace, self.dest, None)
        setattr(namespace, self.dest, 1 if so_far is None else so_far + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = parser.version if self.version is None else self.version
        layout = parser._get_formatter()
        layout.add_text(text)
        parser._print_message(layout.format_help(), _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _ChoicesPseudoAction(Action):
        def __init__(self, name, aliases, help):
            shown = f'{name} ({", ".join(aliases)})' if aliases else name
            super().__init__([], name, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, **kwargs):
        """A parser for a subcommand."""
        if kwargs.get('prog') is None:
            kwargs['prog'] = f'{self._prog_prefix} {name}'
        names = (name, *kwargs.pop('aliases', ()))
        if 'help' in kwargs:
            self._choices_actions.append(self._ChoicesPseudoAction(name, names[1:], kwargs.pop('help')))
        made = self._parser_class(**kwargs)
        self._name_parser_map.update(dict.fromkeys(names, made))
        return made

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *strings = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        command = self._name_parser_map.get(name)
        if command is None:
            known = {'parser_name': name, 'choices': ', '.join(self._name_parser_map)}
            raise ArgumentError(self, _('unknown parser %(parser_name)r (choices: %(choices)s)') % known)
        # Into a namespace of its own, so that its defaults come through.
        found, left = command.parse_known_args(strings, None)
        for attribute in vars(found).items():
            setattr(namespace, *attribute)
        if left:
            vars(namespace).setdefault(_UNRECOGNIZED_ARGS_ATTR, []).extend(left)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        _gather(namespace, self.dest, 'extend', values)


class FileType:
    """An argument's type that opens files; - is the standard stream."""

    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string != '-':
            try:
                return open(string, self._mode, self._bufsize, self._encoding, self._errors)
            except OSError as error:
                known = {'filename': string, 'error': error}
                raise ArgumentTypeError(_("can't open '%(filename)s': %(error)s") % known)
        for letters, name in ('r', 'stdin'), ('wax', 'stdout'):
            if not set(letters).isdisjoint(self._mode):
                stream = getattr(_sys, name)
                return stream.buffer if 'b' in self._mode else stream
        raise ValueError(_('argument "-" with mode %r') % self._mode)

    def __repr__(self):
        shown = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        shown += [f'{name}={arg!r}' for name, arg in (('encoding', self._encoding), ('errors', self._errors))
                  if arg is not None]
        return f'{type(self).__name__}({", ".join(shown)})'


class Namespace(_AttributeHolder):
    """What was parsed, as attributes."""

    def __init__(self, **kwargs):
        for attribute in kwargs.items():
            setattr(self, *attribute)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in vars(self)


# The values of add_argument's parameter `action`.
_ACTIONS = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction,
            'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction, 'append': _AppendAction,
            'append_const': _AppendConstAction, 'count': _CountAction, 'help': _HelpAction,
            'version': _VersionAction, 'parsers': _SubParsersAction, 'extend': _ExtendAction}


class _ActionsContainer:
    """What has arguments: parsers and groups."""

    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.argument_default = description, argument_default
        self.prefix_chars, self.conflict_handler = prefix_chars, conflict_handler
        self._registries = {}
        for entry in _ACTIONS.items():
            self.register('action', *entry)
        self._get_handler()
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}
        # Has something in it if an option looks like a negative number.
        self._has_negative_number_optionals = []
        self._negative_number_matcher = _re.compile(r'-(\d+|\d*\.\d+)$')

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        known = self._registries[registry_name]
        return known.get(value, default)

    def set_defaults(self, **kwargs):
        """Defaults of arguments, or attributes that no argument sets."""
        self._defaults.update(kwargs)
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        given = (action.default for action in self._actions if action.dest == dest)
        return next((value for value in given if value is not None), self._defaults.get(dest))

    def add_argument(self, *args, **kwargs):
        """Add an option or a positional argument; gives its action."""
        positional = not args or len(args) == 1 and args[0][0] not in self.prefix_chars
        if positional and args and 'dest' in kwargs:
            raise ValueError('dest supplied twice for positional argument')
        complete = self._get_positional_kwargs if positional else self._get_optional_kwargs
        kwargs = complete(*args, **kwargs)
        dest = kwargs['dest']
        if dest in self._defaults or self.argument_default is not None:
            kwargs.setdefault('default', self._defaults.get(dest, self.argument_default))
        make = self._pop_action_class(kwargs)
        if not callable(make):
            raise ValueError(f'unknown action "{make}"')
        action = make(**kwargs)
        convert = self._registry_get('type', action.type, action.type)
        if not callable(convert):
            raise ValueError(f'{convert!r} is not callable')
        if convert is FileType:
            raise ValueError(f'{convert!r} is a FileType class object, instance of it must be passed')
        self._try_metavar(action)
        return self._add_action(action)

    def _try_metavar(self, action):
        # Groups leave that to the parser they are of.
        formatter = getattr(self, '_get_formatter', None)
        try:
            if formatter is not None:
                formatter()._format_args(action, None)
        except TypeError:
            raise ValueError('length of metavar tuple does not match nargs')

    def add_argument_group(self, *args, **kwargs):
        """Arguments that help shows together."""
        self._action_groups.append(_ArgumentGroup(self, *args, **kwargs))
        return self._action_groups[-1]

    def add_mutually_exclusive_group(self, **kwargs):
        """Arguments of which only one may be given."""
        self._mutually_exclusive_groups.append(_MutuallyExclusiveGroup(self, **kwargs))
        return self._mutually_exclusive_groups[-1]

    def _add_action(self, action):
        self._check_conflict(action)
        action.container = self
        self._actions.append(action)
        names = action.option_strings
        self._option_string_actions.update(dict.fromkeys(names, action))
        if not self._has_negative_number_optionals and any(map(self._negative_number_matcher.match, names)):
            self._has_negative_number_optionals.append(True)
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def _add_container_actions(self, container):
        # A parent's arguments, in groups of the same titles.
        titled, place = {}, {}
        for group in self._action_groups:
            if titled.setdefault(group.title, group) is not group:
                raise ValueError(_('cannot merge actions - two groups are named %r') % group.title)
        for theirs in container._action_groups:
            if theirs.title not in titled:
                titled[theirs.title] = self.add_argument_group(
                    title=theirs.title, description=theirs.description, conflict_handler=theirs.conflict_handler)
            place.update(dict.fromkeys(theirs._group_actions, titled[theirs.title]))
        for theirs in container._mutually_exclusive_groups:
            ours = self.add_mutually_exclusive_group(required=theirs.required)
            place.update(dict.fromkeys(theirs._group_actions, ours))
        for action in container._actions:
            place.get(action, self)._add_action(action)

    def _get_positional_kwargs(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError(_("'required' is an invalid argument for positionals"))
        nargs = kwargs.get('nargs')
        if nargs != OPTIONAL and (nargs != ZERO_OR_MORE or 'default' not in kwargs):
            kwargs['required'] = True
        return {**kwargs, 'dest': dest, 'option_strings': []}

    def _get_optional_kwargs(self, *args, **kwargs):
        chars = self.prefix_chars
        for name in args:
            if name[0] not in chars:
                raise ValueError(_('invalid option string %(option)r: must start with a character %(prefix_chars)r')
                                 % {'option': name, 'prefix_chars': chars})
        dest = kwargs.pop('dest', None)
        if dest is None:
            # Of the first long option, or of the first one.
            chosen = next((name for name in args if name[1:] and name[1] in chars), args[0])
            dest = chosen.lstrip(chars).replace('-', '_')
            if not dest:
                raise ValueError(_('dest= is required for options like %r') % args[-1])
        return {**kwargs, 'dest': dest, 'option_strings': list(args)}

    def _pop_action_class(self, kwargs, default=None):
        wanted = kwargs.pop('action', default)
        return self._registry_get('action', wanted, wanted)

    def _get_handler(self):
        handler = getattr(self, f'_handle_conflict_{self.conflict_handler}', None)
        if handler is None:
            raise ValueError(_('invalid conflict_resolution value: %r') % self.conflict_handler)
        return handler

    def _check_conflict(self, action):
        conflicts = [(option, self._option_string_actions[option]) for option in action.option_strings
                     if option in self._option_string_actions]
        if conflicts:
            self._get_handler()(action, conflicts)

    def _handle_conflict_error(self, action, conflicting_actions):
        message = ngettext('conflicting option string: %s', 'conflicting option strings: %s',
                           len(conflicting_actions))
        raise ArgumentError(action, message % ', '.join(option for option, _ in conflicting_actions))

    def _handle_conflict_resolve(self, action, conflicting_actions):
        for name, other in conflicting_actions:
            other.option_strings.remove(name)
            self._option_string_actions.pop(name, None)
            if not other.option_strings:
                other.container._remove_action(other)


class _ArgumentGroup(_ActionsContainer):
    # Keeps its own list of what it adds to its container, with which it shares all else.

    def __init__(self, container, title=None, description=None, **kwargs):
        for name in 'conflict_handler', 'prefix_chars', 'argument_default':
            kwargs.setdefault(name, getattr(container, name))
        super().__init__(description=description, **kwargs)
        self.title, self._group_actions = title, []
        for name in ('_registries', '_actions', '_option_string_actions', '_defaults',
                     '_has_negative_number_optionals', '_mutually_exclusive_groups'):
            setattr(self, name, getattr(container, name))

    def _kept(self, action):
        self._group_actions.append(action)
        return action

    def _add_action(self, action):
        return self._kept(super()._add_action(action))

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required, self._container = required, container

    def _add_action(self, action):
        if action.required:
            raise ValueError(_('mutually exclusive arguments must be optional'))
        return self._kept(self._container._add_action(action))

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)
