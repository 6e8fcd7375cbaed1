"""Programs' command lines: options, arguments, subcommands, help.

Covers CPython's module: ArgumentParser, its help formatters, all actions, groups, subparsers, parents, files of
arguments, intermixed parsing. What programs override in parsers and formatters is there by its names.
"""
import os as _os
import re as _re
import sys as _sys

__version__ = '1.1'
__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType',
           'HelpFormatter', 'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter',
           'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER',
           'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'
_UNRECOGNIZED_ARGS_ATTR = '_unrecognized_args'
_DEFAULT_SHOWN = ' (default: %(default)s)'


def _(message):
    return message


def ngettext(singular, plural, n):
    return singular if n == 1 else plural


class _AttributeHolder:
    """Shows its attributes."""

    def __repr__(self):
        shown, odd = [repr(arg) for arg in self._get_args()], {}
        for pair in self._get_kwargs():
            if pair[0].isidentifier():
                shown.append('%s=%r' % pair)
            else:
                odd[pair[0]] = pair[1]
        if odd:
            shown.append(f'**{odd!r}')
        return f'{type(self).__name__}({", ".join(shown)})'

    def _get_kwargs(self):
        return [*vars(self).items()]

    def _get_args(self):
        return []


# How the values of an argument are shown, and of how many names that is made.
_VALUES = {None: ('%s', 1), OPTIONAL: ('[%s]', 1), ONE_OR_MORE: ('%s [%s ...]', 2), PARSER: ('%s ...', 1),
           REMAINDER: ('...', 0), SUPPRESS: ('', 0)}
# What is taken out of a usage: blanks inside of brackets, and brackets around nothing.
_USAGE_REPAIRS = (r'([\[(]) ', r'\1'), (r' ([\])])', r'\1'), (r'[\[(] *[\])]', '')
_USAGE_PARTS = r'\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+'


def _usage_rows(parts, used, indent, width):
    # As many parts in a row as fit; the first row has `used` columns behind it.
    row = []
    for part in parts:
        if row and used + len(part) > width:
            yield ' '.join(row)
            row, used = [], indent
        row.append(part)
        used += len(part) + 1
    if row:
        yield ' '.join(row)


def _group_marks(actions, groups):
    # Where exclusive groups open, close and have bars, and which actions are in such.
    marks, grouped = {}, set()
    for group in groups:
        members = group._group_actions
        if not members:
            raise ValueError(f'empty group {group}')
        if members[0] not in actions:
            continue
        start = actions.index(members[0])
        end = start + len(members)
        if actions[start:end] != members:
            continue
        grouped.update(members)
        if not group.required or sum(member.help is not SUPPRESS for member in members) > 1:
            opening, closing = '()' if group.required else '[]'
            marks[start] = f'{marks[start]} {opening}' if start in marks else opening
            marks[end] = marks.get(end, '') + closing
        marks.update(dict.fromkeys(range(start + 1, end), '|'))
    return marks, grouped


class HelpFormatter:
    """Lays help out."""

    class _Section:
        # Functions with their arguments, whose texts make the section when it is wanted.
        def __init__(self, formatter, parent, heading=None):
            self.formatter, self.parent, self.heading = formatter, parent, heading
            self.items = []

        def format_help(self):
            formatter = self.formatter
            inner = self.parent is not None
            if inner:
                formatter._indent()
            body = formatter._join_parts([make(*given) for make, given in self.items])
            if inner:
                formatter._dedent()
            if not body:
                return ''
            title = ''
            if self.heading not in (None, SUPPRESS):
                title = ' ' * formatter._current_indent + f'{self.heading}:\n'
            return formatter._join_parts(['\n', title, body, '\n'])

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog, self._indent_increment, self._width = prog, indent_increment, width
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._current_indent = self._level = self._action_max_length = 0
        self._root_section = self._current_section = self._Section(self, None)
        self._whitespace_matcher, self._long_break_matcher = _re.compile(r'\s+', _re.ASCII), _re.compile(r'\n{3,}')

    def _indent(self):
        self._level += 1
        self._current_indent += self._indent_increment

    def _dedent(self):
        self._level -= 1
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, 'Indent decreased below 0.'

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        self._indent()
        inner = self._Section(self, self._current_section, heading)
        self._add_item(inner.format_help, ())
        self._current_section = inner

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text not in (None, SUPPRESS):
            self._add_item(self._format_text, (text,))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        shown = [len(self._format_action_invocation(one)) for one in (action, *self._iter_indented_subactions(action))]
        self._action_max_length = max(self._action_max_length, max(shown) + self._current_indent)
        self._add_item(self._format_action, (action,))

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        text = self._root_section.format_help()
        return text and self._long_break_matcher.sub('\n\n', text).strip('\n') + '\n'

    def _join_parts(self, part_strings):
        return ''.join([part for part in part_strings if part and part is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        prefix, prog = _('usage: ') if prefix is None else prefix, str(self._prog)
        if usage is not None:
            text = usage % {'prog': self._prog}
        elif actions:
            text = self._made_usage(prefix, prog, actions, groups)
        else:
            text = prog
        return f'{prefix}{text}\n\n'

    def _made_usage(self, prefix, prog, actions, groups):
        kinds = [[action for action in actions if action.option_strings],
                 [action for action in actions if not action.option_strings]]
        whole = self._format_actions_usage(kinds[0] + kinds[1], groups)
        text = f'{prog} {whole}' if prog and whole else prog or whole
        width, start = self._width - self._current_indent, len(prefix)
        if start + len(text) <= width:
            return text
        # Broken between the parts that belong together: options first, what else there is in rows of its own.
        texts = [self._format_actions_usage(kind, groups) for kind in kinds]
        options, others = [_re.findall(_USAGE_PARTS, text) for text in texts]
        assert [' '.join(options), ' '.join(others)] == texts
        if start + len(prog) <= 0.75 * width:
            indent = start + len(prog) + 1
            if not options:
                options, others = others, []
            rows = [*_usage_rows([prog] + options, start, indent, width), *_usage_rows(others, indent, indent, width)]
        else:
            indent = start
            rows = [*_usage_rows(options + others, indent, indent, width)]
            if len(rows) > 1:
                rows = [row for parts in (options, others) for row in _usage_rows(parts, indent, indent, width)]
            rows.insert(0, prog)
        return ('\n' + ' ' * indent).join(rows)

    def _format_actions_usage(self, actions, groups):
        marks, grouped = _group_marks(actions, groups)
        words = []
        for place, action in enumerate(actions):
            part = None
            if action.help is not SUPPRESS:
                part = self._usage_part(action, action in grouped)
            elif marks.get(place) == '|':
                # What is not shown needs no bar.
                del marks[place]
            elif marks.get(place + 1) == '|':
                del marks[place + 1]
            words += [marks.get(place), part]
        words.append(marks.get(len(actions)))
        text = ' '.join([word for word in words if word is not None])
        for wrong, right in _USAGE_REPAIRS:
            text = _re.sub(wrong, right, text)
        return text.strip()

    def _usage_part(self, action, grouped):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if grouped and part[0] == '[' and part[-1] == ']' else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            values = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = f'{action.option_strings[0]} {values}'
        return part if grouped or action.required else f'[{part}]'

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        margin = self._current_indent
        return self._fill_text(text, max(self._width - margin, 11), ' ' * margin) + '\n\n'

    def _format_action(self, action):
        column = min(self._action_max_length + 2, self._max_help_position)
        header = ' ' * self._current_indent + self._format_action_invocation(action)
        # The help begins beside the header if there is room, else below it.
        beside = action.help and len(header) <= column - 2
        parts = [f'{header:<{column}}' if beside else header + '\n']
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                first, *others = self._split_lines(text, max(self._width - column, 11))
                parts.append(f'{first}\n' if beside else f'{"":{column}}{first}\n')
                parts += [f'{"":{column}}{line}\n' for line in others]
        elif beside:
            parts.append('\n')
        parts += map(self._format_action, self._iter_indented_subactions(action))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        names = action.option_strings
        if not names:
            name, = self._metavar_formatter(action, self._get_default_metavar_for_positional(action))(1)
            return name
        values = ''
        if action.nargs != 0:
            values = ' ' + self._format_args(action, self._get_default_metavar_for_optional(action))
        return ', '.join([name + values for name in names])

    def _metavar_formatter(self, action, default_metavar):
        shown = action.metavar
        if shown is None:
            shown = default_metavar
            if action.choices is not None:
                shown = '{%s}' % ','.join(map(str, action.choices))
        return lambda tuple_size: shown if isinstance(shown, tuple) else (shown,) * tuple_size

    def _format_args(self, action, default_metavar):
        names, nargs = self._metavar_formatter(action, default_metavar), action.nargs
        if nargs == ZERO_OR_MORE:
            shown = names(1)
            return ('[%s [%s ...]]' if len(shown) == 2 else '[%s ...]') % shown
        if nargs is None or isinstance(nargs, str) and nargs in _VALUES:
            form, count = _VALUES[nargs]
            return form % names(count) if count else form
        try:
            form = ' '.join(['%s'] * nargs)
        except TypeError:
            raise ValueError('invalid nargs value') from None
        return form % names(nargs)

    def _expand_help(self, action):
        known = {**vars(action), 'prog': self._prog}
        shown = {name: getattr(value, '__name__', value) for name, value in known.items() if value is not SUPPRESS}
        if shown.get('choices') is not None:
            shown['choices'] = ', '.join(map(str, shown['choices']))
        return self._get_help_string(action) % shown

    def _iter_indented_subactions(self, action):
        subactions = getattr(action, '_get_subactions', None)
        if subactions is not None:
            self._indent()
            yield from subactions()
            self._dedent()

    def _on_one_line(self, text):
        return self._whitespace_matcher.sub(' ', text).strip()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(self._on_one_line(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(self._on_one_line(text), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all help texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds defaults to the help."""

    def _get_help_string(self, action):
        optional = action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)
        if '%(default)' in action.help or action.default is SUPPRESS or not optional:
            return action.help
        return action.help + _DEFAULT_SHOWN


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows types in place of names."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional
